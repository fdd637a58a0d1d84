import { claimedBody, claimedId, claimedTopic } from '../../src/core/webhooks/claimed.ts';
import { headerOf } from '../../src/core/webhooks/header.ts';
import { fingerprint, isSignedBy } from '../../src/core/webhooks/signature.ts';
import type { Claims, Verification, WebhookRequest } from '../../src/ports/adapter.ts';

/** The topic we give to the companion plugin's carts. */
export const PLUGIN_CART = 'retorno.cart';
/** The topic we give to the unsigned request WooCommerce sends when a webhook is made. */
export const PING = 'ping';

/** Three kinds of request reach a store's path: the plugin's carts, the core's topics, and the core's ping. */
export const verify = (request: WebhookRequest): Verification => {
  const ours = headerOf(request.headers, 'x-retorno-signature');
  if (ours !== null) return verifyPlugin(request, ours);
  const theirs = headerOf(request.headers, 'x-wc-webhook-signature');
  if (theirs !== null) return verifyCore(request, theirs);
  return isPing(request)
    ? accepted(PING, 'form', request.rawBody)
    : { valid: false, reason: 'signature_missing' };
};

const DAY_MS = 86_400_000;

/** `v1=` and hex over `timestamp.body`. The clock of a shop may be wrong: a day of drift passes, no more. */
const verifyPlugin = (request: WebhookRequest, signature: string): Verification => {
  const timestamp = headerOf(request.headers, 'x-retorno-timestamp') ?? '';
  const parts = [`${timestamp}.`, request.rawBody];
  const hex = signature.startsWith('v1=') ? signature.slice(3) : '';
  if (!isSignedBy({ parts, signature: hex, secrets: request.secrets, encoding: 'hex' })) {
    return { valid: false, reason: 'signature_wrong' };
  }
  const drift =
    Number(/^\d{1,12}$/.test(timestamp) ? timestamp : Number.NaN) * 1_000 - request.receivedAt.getTime();
  if (!(Math.abs(drift) <= DAY_MS)) return { valid: false, reason: 'timestamp_off' };
  return accepted(PLUGIN_CART, 'json', request.rawBody);
};

/** Base64 over the raw bytes, with the store's own secret and no timestamp: a replay verifies for ever. */
const verifyCore = ({ headers, rawBody, secrets }: WebhookRequest, signature: string): Verification => {
  if (!isSignedBy({ parts: [rawBody], signature, secrets, encoding: 'base64' })) {
    return { valid: false, reason: 'signature_wrong' };
  }
  const topic = headerOf(headers, 'x-wc-webhook-topic')?.toLowerCase() ?? 'unknown';
  // `order.deleted` carries nothing but the id, so a second deletion looks like the first: only there the delivery's
  // own id helps. Elsewhere it must not be used, being equal for all deliveries of one second.
  const one = topic.endsWith('.deleted') ? (headerOf(headers, 'x-wc-webhook-delivery-id') ?? '') : '';
  return accepted(topic, 'json', rawBody, one);
};

const isPing = ({ headers, rawBody }: WebhookRequest): boolean =>
  (headerOf(headers, 'content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded') &&
  rawBody.length <= 40 &&
  /^webhook_id=\d+$/.test(Buffer.from(rawBody).toString('latin1'));

/** `created` and `updated` both mean "this is the state now": equal bodies of either are one delivery. */
const accepted = (
  topic: string,
  encoding: 'json' | 'form',
  ...parts: readonly (string | Uint8Array)[]
): Verification => ({
  valid: true,
  topic,
  storeKey: null,
  dedupeKey: fingerprint(topic.replace(/\.(created|updated)$/, ''), ...parts),
  encoding,
});

/** Of a request that is not proven. */
export const claims = ({ headers, rawBody }: WebhookRequest): Claims => {
  const isPlugins = headerOf(headers, 'x-retorno-signature') !== null;
  const topic = isPlugins ? PLUGIN_CART : claimedTopic(headerOf(headers, 'x-wc-webhook-topic'));
  const orderId = topic.startsWith('order.') ? claimedId(claimedBody(rawBody)['id']) : null;
  return { storeKey: null, topic, orderId };
};
