import { isRecord } from '../../src/core/privacy/projection.ts';
import { retryAfterMs } from '../../src/core/webhooks/retry-after.ts';
import { parseExact } from '../../src/core/words/json.ts';
import type { Listing } from '../../src/ports/adapter.ts';
import type { OutboundResult } from '../../src/ports/outbound.ts';

/** Why there is no answer, in the words of a listing. */
export type NoAnswer = Exclude<Listing, { kind: 'page' }>;

export type Answer =
  | { readonly kind: 'answered'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'not_found' }
  /** A call that Wix understood and will not do; `code` is its own word, such as `CODE_ALREADY_EXISTS`. */
  | { readonly kind: 'rejected'; readonly status: number; readonly code: string | null }
  | NoAnswer;

/** Wix counts calls by the minute and does not always say how long to wait. */
const PATIENCE_MS = 15_000;

/** What an exchange with Wix came to. Nothing of an answer's words is passed on but its code: they may hold anything. */
export const answerOf = (result: OutboundResult, now: Date): Answer => {
  if (result.kind !== 'answered') return { kind: 'unavailable', reason: result.reason };
  const { status, headers, body } = result;
  if (status === 401 || status === 403) return { kind: 'unauthorized' };
  if (status === 404) return { kind: 'not_found' };
  if (status === 429)
    return {
      kind: 'rate_limited',
      retryAfterMs: retryAfterMs(headers.get('retry-after'), now, PATIENCE_MS),
    };
  const data = recordIn(body);
  if (status === 400 || status === 409 || status === 428)
    return { kind: 'rejected', status, code: codeIn(data) };
  if (status !== 200) return { kind: 'unavailable', reason: `Wix answered ${status}` };
  return data === null
    ? { kind: 'unavailable', reason: 'Wix answered something that is no JSON object' }
    : { kind: 'answered', data };
};

const recordIn = (body: string): Readonly<Record<string, unknown>> | null => {
  const parsed = parseExact(body);
  return parsed.kind === 'parsed' && isRecord(parsed.value) ? parsed.value : null;
};

/** `{"message":"…","details":{"applicationError":{"code":"…"}}}` */
const codeIn = (data: Readonly<Record<string, unknown>> | null): string | null => {
  const details = data?.['details'];
  const error = isRecord(details) ? details['applicationError'] : null;
  const code = isRecord(error) ? error['code'] : null;
  return typeof code === 'string' && /^[A-Za-z0-9_.-]{1,100}$/.test(code) ? code : null;
};
