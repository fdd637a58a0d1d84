import type { Clock } from '../ports/clock.ts';
import type { Outbound } from '../ports/outbound.ts';

export type LimiterOptions = {
  readonly clock: Clock;
  /** How fast the bucket refills. */
  readonly perSecond: number;
  /** How many calls may go at once after a pause. */
  readonly burst: number;
  /** A call that would wait longer is not made at all. */
  readonly maxWaitMs: number;
};

export type Limiter = {
  /** The same calls, each after its turn in the bucket of this key (a store). */
  readonly limit: (key: string, outbound: Outbound) => Outbound;
};

/** A token bucket per store: one store's many calls neither delay another's nor upset its platform. */
export const createLimiter = ({ clock, perSecond, burst, maxWaitMs }: LimiterOptions): Limiter => {
  const spacingMs = 1_000 / perSecond;
  /** When the bucket of a key would be full again, in milliseconds; past means full. */
  const fullAt = new Map<string, number>();

  const takeTurn = (key: string): number | null => {
    const now = clock.now().getTime();
    const next = Math.max(fullAt.get(key) ?? 0, now) + spacingMs;
    const waitMs = Math.max(0, next - now - burst * spacingMs);
    if (waitMs > maxWaitMs) return null;
    if (fullAt.size >= MOST_KEYS) forgetFull(fullAt, now);
    fullAt.set(key, next);
    return waitMs;
  };

  return {
    limit: (key, outbound) => async (request) => {
      const waitMs = takeTurn(key);
      if (waitMs === null)
        return { kind: 'unreachable', reason: 'too many calls are waiting for this store' };
      if (waitMs > 0) await clock.sleep(waitMs);
      return outbound(request);
    },
  };
};

const MOST_KEYS = 10_000;

const forgetFull = (fullAt: Map<string, number>, now: number): void => {
  for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key);
};
