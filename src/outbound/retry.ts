import { retryAfterMs } from '../core/webhooks/retry-after.ts';
import type { Clock } from '../ports/clock.ts';
import type { Outbound, OutboundRequest, OutboundResult } from '../ports/outbound.ts';

export type RetryOptions = {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** All tries, the first included. */
  readonly attempts: number;
  readonly firstDelayMs: number;
  /** No single wait is longer; a server that asks for more gets its answer handed to the caller. */
  readonly maxDelayMs: number;
};

/**
 * Tries again what may be tried again: a request that reads or is idempotent, after silence or a passing failure;
 * a POST only where the server says that it did not take it (429, 503). Delays double, each with full jitter, so
 * that many callers do not come back as one.
 */
export const withRetries =
  (outbound: Outbound, options: RetryOptions): Outbound =>
  async (request) => {
    let result = await outbound(request);
    for (let attempt = 1; attempt < options.attempts; attempt += 1) {
      const waitMs = delayBefore({ attempt, result, request }, options);
      if (waitMs === null) return result;
      await options.clock.sleep(waitMs);
      result = await outbound(request);
    }
    return result;
  };

type Try = { readonly attempt: number; readonly result: OutboundResult; readonly request: OutboundRequest };

/** Null where trying again is wrong or useless. */
const delayBefore = ({ attempt, result, request }: Try, options: RetryOptions): number | null => {
  if (!isWorthAnotherTry(result, request)) return null;
  const ceiling = Math.min(options.firstDelayMs * 2 ** (attempt - 1), options.maxDelayMs);
  const ownMs = Math.round(options.random() * ceiling);
  if (result.kind !== 'answered') return ownMs;
  const asked = retryAfterMs(result.headers.get('retry-after'), options.clock.now(), 0);
  return asked > options.maxDelayMs ? null : Math.max(asked, ownMs);
};

const isWorthAnotherTry = (result: OutboundResult, { method }: OutboundRequest): boolean => {
  if (result.kind === 'refused') return false;
  const mayRepeat = method !== 'POST';
  if (result.kind === 'unreachable') return mayRepeat;
  if (result.status === 429 || result.status === 503) return true;
  return mayRepeat && (result.status === 502 || result.status === 504);
};
