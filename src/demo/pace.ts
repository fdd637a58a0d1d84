import type { Clock } from '../ports/clock.ts';

/** The demo was told to end: whoever waits stops here. */
export class Ended extends Error {
  override readonly name = 'Ended';
}

/** Everything that runs in the demo, so that it can be ended cleanly. */
export type Pace = {
  readonly now: () => Date;
  /** Rejects with `Ended` when the demo ends meanwhile. */
  readonly wait: (ms: number) => Promise<void>;
  /** Runs beside everything else. */
  readonly beside: (work: () => Promise<void>) => void;
  readonly isOver: () => boolean;
  /** Resolves when all that ran has stopped. */
  readonly end: () => Promise<void>;
};

/** `onFailure` hears of what went wrong while the demo was on; nothing else is lost by it. */
export const createPace = (clock: Clock, onFailure: (reason: unknown) => void): Pace => {
  const over = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    now: clock.now,
    wait: async (ms) => {
      await clock.sleep(ms, over.signal);
      if (over.signal.aborted) throw new Ended();
    },
    beside: (work) => {
      if (over.signal.aborted) return;
      const run = work()
        .catch((reason: unknown) => {
          if (!over.signal.aborted) onFailure(reason);
        })
        .finally(() => void running.delete(run));
      running.add(run);
    },
    isOver: () => over.signal.aborted,
    end: async () => {
      over.abort();
      await Promise.all(running);
    },
  };
};
