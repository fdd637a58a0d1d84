import type { Clock } from '../../ports/clock.ts';

/** A limit is counted in so many parts, since one timer serves all that waits. */
const PARTS = 20;

type Waiting = { partsLeft: number; readonly giveUp: () => void };

/**
 * Gives up on work that takes too long. All that waits shares a timer: one of its own for each request, made only to be
 * thrown away, costs as much as encrypting it.
 */
export const createPatience = (clock: Pick<Clock, 'sleep'>) => {
  const watches = new Map<number, ReturnType<typeof createWatch>>();
  return {
    /** What the work answers, or false when it takes longer than `limitMs`. */
    within: (limitMs: number, work: Promise<boolean>): Promise<boolean> => {
      const watch = watches.get(limitMs) ?? createWatch(clock, limitMs / PARTS);
      watches.set(limitMs, watch);
      return watch.over(work);
    },
  };
};

const createWatch = (clock: Pick<Clock, 'sleep'>, partMs: number) => {
  const all = new Set<Waiting>();
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (all.size > 0) {
      await clock.sleep(partMs);
      for (const waiting of all) {
        waiting.partsLeft -= 1;
        if (waiting.partsLeft === 0) waiting.giveUp();
      }
    }
    isRunning = false;
  };

  return {
    over: (work: Promise<boolean>): Promise<boolean> =>
      new Promise((resolve, reject) => {
        const waiting = { partsLeft: PARTS, giveUp: () => end(false) };
        const end = (result: boolean) => {
          all.delete(waiting);
          resolve(result);
        };
        all.add(waiting);
        if (!isRunning) void run();
        work.then(end, reject);
      }),
  };
};
