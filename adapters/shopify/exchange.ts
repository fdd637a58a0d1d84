import { retryAfterMs } from '../../src/core/webhooks/retry-after.ts';
import type { Listing } from '../../src/ports/adapter.ts';
import type { OutboundResult } from '../../src/ports/outbound.ts';

/** Why there is no answer, in the words of a listing. */
export type NoAnswer = Exclude<Listing, { kind: 'page' }>;

/** What an HTTP exchange with Shopify came to, before its content is looked at. */
export const failureOf = (result: OutboundResult, now: Date): NoAnswer | null => {
  if (result.kind !== 'answered') return { kind: 'unavailable', reason: result.reason };
  if (result.status === 401 || result.status === 403) return { kind: 'unauthorized' };
  if (result.status === 429) {
    return {
      kind: 'rate_limited',
      retryAfterMs: retryAfterMs(result.headers.get('retry-after'), now, 2_000),
    };
  }
  return result.status === 200 ? null : { kind: 'unavailable', reason: `Shopify answered ${result.status}` };
};
