import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { RunnerJobs } from '../ports/runner.ts';
import { reasonOf } from './looking.ts';

/**
 * Named work on a schedule: each runs at most once at a time, and begins at least `everyMs` after it began last. A
 * clock that went back makes nothing wait longer than that.
 */
export const createChores = ({
  chores,
  clock,
  log,
}: {
  readonly chores: RunnerJobs['chores'];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}) => {
  const lastBegun = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  let isStopped = false;

  const isDue = (name: string, everyMs: number): boolean => {
    const begun = lastBegun.get(name);
    return !running.has(name) && (begun === undefined || Math.abs(clock.now().getTime() - begun) >= everyMs);
  };
  const begin = ({ name, run }: RunnerJobs['chores'][number]): void => {
    lastBegun.set(name, clock.now().getTime());
    const work = run()
      .catch((reason: unknown) => log.error({ chore: name, reason: reasonOf(reason) }, 'chore failed'))
      .finally(() => running.delete(name));
    running.set(name, work);
  };

  return {
    tick: (): void => {
      if (isStopped) return;
      for (const chore of chores) if (isDue(chore.name, chore.everyMs)) begin(chore);
    },
    /** Begins nothing more; resolves when what runs has finished. */
    stop: async (): Promise<void> => {
      isStopped = true;
      await Promise.all(running.values());
    },
  };
};
