import { isRecord } from '../privacy/projection.ts';
import { decodeJson } from '../words/json.ts';

/** Whoever has no secret may send what they like: more than this of it is not even parsed. */
const MOST_BYTES = 64 * 1024;

/** The members of a body that nothing proves; none where it is large, or no object. */
export const claimedBody = (rawBody: Uint8Array): Readonly<Record<string, unknown>> => {
  if (rawBody.length > MOST_BYTES) return {};
  const parsed = decodeJson(rawBody);
  return parsed.kind === 'parsed' && isRecord(parsed.value) ? parsed.value : {};
};

/** An id as platforms write them; null for whatever else stands there. */
export const claimedId = (value: unknown): string | null => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[\w-]{1,40}$/.test(text) ? text : null;
};

/** A topic as platforms write them, else `unknown`. */
export const claimedTopic = (value: unknown): string =>
  typeof value === 'string' && /^[a-z_]{1,40}[./][a-z_]{1,40}$/i.test(value)
    ? value.toLowerCase()
    : 'unknown';
