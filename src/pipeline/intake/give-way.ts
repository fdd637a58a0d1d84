import type { Clock } from '../../ports/clock.ts';

/** Bursts of this length are accepted first and processed afterwards. */
const BURST_MS = 12_000;
/** While a burst lasts, processing gets one part in so many of the time. */
const PART_IN_BURST = 20;
/** After a burst that does not end, no more than this may wait. */
export const MOST_BEHIND_MS = 2_000;

/**
 * Lets acceptance go before processing, which shares its thread: platforms wait for their answer, and nobody for what
 * is worked out afterwards. Between two batches processing waits for a moment in which nothing arrives. A burst that
 * goes on and on is a load: then only as much may wait as is worked off in two seconds.
 */
export const createGiveWay = (clock: Clock) => {
  let arrived = 0;
  let arriving = 0;
  let seen = 0;
  let busySince: number | null = null;

  const mostWaitMs = (now: number, { workedMs, behindMs }: Worked): number => {
    if (busySince !== null && now - busySince < BURST_MS) return workedMs * (PART_IN_BURST - 1);
    return behindMs > MOST_BEHIND_MS ? 0 : workedMs;
  };
  /** A pause ends a burst only where what it left has been worked off. */
  const paused = ({ behindMs }: Worked): void => {
    if (behindMs <= MOST_BEHIND_MS) busySince = null;
  };
  const isQuiet = async (): Promise<boolean> => {
    seen = arrived;
    await clock.sleep(1); // a whole turn of the event loop: whatever came in it has been accepted then
    return seen === arrived && arriving === 0;
  };

  return {
    /** Something is being accepted; to be called when it is done, and then `after` is. */
    arriving: (after: () => void): (() => void) => {
      arriving += 1;
      return () => {
        arriving -= 1;
        arrived += 1;
        after();
      };
    },
    /** Resolves when the next batch may be processed. */
    between: async (worked: Worked): Promise<void> => {
      if (arrived === seen && arriving === 0) return paused(worked);
      const started = clock.now().getTime();
      busySince ??= started;
      const until = started + mostWaitMs(started, worked);
      do {
        if (await isQuiet()) return paused(worked);
      } while (clock.now().getTime() < until);
    },
  };
};

/** The batch before: how long it took, and how long its first delivery had waited. */
type Worked = { readonly workedMs: number; readonly behindMs: number };
