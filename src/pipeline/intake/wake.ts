import type { Clock } from '../../ports/clock.ts';

/** A sleep that ends early; waking while nobody sleeps ends the next one at once. */
export const createWake = (clock: Clock) => {
  let wake = new AbortController();
  return {
    up: () => {
      // Aborting what is aborted makes an error with its stack all the same.
      if (!wake.signal.aborted) wake.abort();
    },
    sleep: async (ms: number, signal: AbortSignal) => {
      if (!wake.signal.aborted) await clock.sleep(ms, AbortSignal.any([signal, wake.signal]));
      wake = new AbortController();
    },
  };
};
