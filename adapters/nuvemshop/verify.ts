import { isRecord } from '../../src/core/privacy/projection.ts';
import { claimedBody, claimedId } from '../../src/core/webhooks/claimed.ts';
import { headerOf } from '../../src/core/webhooks/header.ts';
import { fingerprint, isSignedBy } from '../../src/core/webhooks/signature.ts';
import { decodeJson } from '../../src/core/words/json.ts';
import { id } from '../../src/core/words/tolerant.ts';
import type { Claims, Verification, WebhookRequest } from '../../src/ports/adapter.ts';

/**
 * Nuvemshop signs with `x-linkedstore-hmac-sha256`: plain hex of the HMAC over the raw bytes with the app's client
 * secret. The privacy webhooks have a path each, since their documented bodies name no event; they are held to the
 * same signature.
 */
export const verify = (request: WebhookRequest): Verification => {
  const signature = headerOf(request.headers, 'x-linkedstore-hmac-sha256');
  if (signature === null) return { valid: false, reason: 'signature_missing' };
  const { rawBody, secrets } = request;
  if (!isSignedBy({ parts: [rawBody], signature, secrets, encoding: 'hex' })) {
    return { valid: false, reason: 'signature_wrong' };
  }
  return { valid: true, encoding: 'json', ...addressOf(request) };
};

/** The privacy topics, by the path after the platform's own. */
const PRIVACY: ReadonlyMap<string, string> = new Map([
  ['store-redact', 'store/redact'],
  ['customers-redact', 'customers/redact'],
  ['customers-data-request', 'customers/data_request'],
]);

const addressOf = ({ rawBody, subpath, receivedAt }: WebhookRequest) => {
  const parsed = decodeJson(rawBody);
  const body = parsed.kind === 'parsed' && isRecord(parsed.value) ? parsed.value : {};
  const topic = PRIVACY.get(subpath) ?? eventOf(body['event']);
  const storeKey = storeIdOf(body['store_id']);
  // There is no delivery id, and the body of a second update of an order equals that of the first: "messages with
  // identical bodies must be treated as unique". So each request is a delivery of its own; a repetition by the
  // platform reads the order once more and changes nothing. Of two in one millisecond one is enough: what was true
  // then is read after both.
  const dedupeKey = fingerprint(topic, storeKey ?? '', rawBody, receivedAt.toISOString());
  return { topic, storeKey, dedupeKey };
};

const eventOf = (event: unknown): string =>
  typeof event === 'string' && /^[a-z_]{1,60}\/[a-z_]{1,60}$/.test(event) ? event : 'unknown';

/** Text in some places of the documentation, a number in others. */
const storeIdOf = (given: unknown): string | null => {
  const read = id.parse(given);
  return read !== null && /^\d{1,20}$/.test(read) ? read : null;
};

/** Of a request that is not proven. */
export const claims = ({ rawBody, subpath }: WebhookRequest): Claims => {
  const body = claimedBody(rawBody);
  const topic = PRIVACY.get(subpath) ?? eventOf(body['event']);
  return {
    storeKey: storeIdOf(body['store_id']),
    topic,
    orderId: topic.startsWith('order/') ? claimedId(body['id']) : null,
  };
};
