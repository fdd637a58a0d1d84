import { schedule, type ScheduledTask } from 'node-cron';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Runner, RunnerJobs } from '../ports/runner.ts';
import { createChores } from './chores.ts';
import { createLooking } from './looking.ts';

export type LocalRunnerDeps = {
  readonly jobs: RunnerJobs;
  readonly clock: Clock;
  readonly log: Log;
};

const EVERY_SECOND = '* * * * * *';

/** Runs everything in this process, looking for what is due every second. */
export const createLocalRunner = ({ jobs, clock, log }: LocalRunnerDeps): Runner => {
  const looking = createLooking({ jobs, clock, log });
  const chores = createChores({ chores: jobs.chores, clock, log });
  let task: ScheduledTask | null = null;

  const tick = (): void => {
    looking.look();
    chores.tick();
  };
  return {
    start: async () => {
      // A second that was missed is made up for by the next one; the library's warning would stand among our own lines.
      task = schedule(EVERY_SECOND, tick, { suppressMissedWarning: true });
      tick();
    },
    stop: async (graceMs) => {
      await task?.destroy();
      const grace = new AbortController();
      const finished = Promise.all([looking.stop(), chores.stop()]);
      await Promise.race([finished, clock.sleep(graceMs, grace.signal)]);
      grace.abort();
    },
    lastTick: looking.lastTick,
  };
};
