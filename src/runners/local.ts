import { schedule, type ScheduledTask } from 'node-cron';
import type { MessageId } from '../core/words/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Runner, RunnerJobs } from '../ports/runner.ts';
import { createChores } from './chores.ts';

export type LocalRunnerDeps = {
  readonly jobs: RunnerJobs;
  readonly clock: Clock;
  readonly log: Log;
  /** When to look for what is due, as cron writes it; left out: every second. */
  readonly every?: string;
};

/**
 * Runs everything in this process. Looks every second, and at once when a message is done while more may wait. Never
 * looks twice at the same time; sends run beside it.
 */
export const createLocalRunner = ({ jobs, clock, log, every = '* * * * * *' }: LocalRunnerDeps): Runner => {
  const sending = new Set<Promise<void>>();
  const chores = createChores({ chores: jobs.chores, clock, log });
  let task: ScheduledTask | null = null;
  let looking: Promise<void> | null = null;
  let isWanted = false;
  let isStopping = false;
  let last: Date | null = null;

  const mayLook = (): boolean => isWanted && !isStopping;
  const look = (): void => {
    if (isStopping) return;
    isWanted = true;
    looking ??= lookWhileWanted().finally(() => {
      looking = null;
    });
  };
  const lookWhileWanted = async (): Promise<void> => {
    while (mayLook()) {
      isWanted = false;
      try {
        const ids = await jobs.sweep();
        last = clock.now();
        if (!isStopping) ids.forEach(start);
      } catch (reason) {
        log.error({ reason: messageOf(reason) }, 'sweep failed');
      }
    }
  };
  const start = (id: MessageId): void => {
    const run = jobs
      .send(id)
      .catch((reason: unknown) => log.error({ messageId: id, reason: messageOf(reason) }, 'sending failed'))
      .finally(() => {
        sending.delete(run);
        look();
      });
    sending.add(run);
  };
  const tick = (): void => {
    look();
    chores.tick();
  };
  const finished = async (): Promise<void> => {
    await looking;
    await Promise.all([...sending, chores.settled()]);
  };

  return {
    start: async () => {
      task = schedule(every, tick);
      tick();
    },
    stop: async (graceMs) => {
      isStopping = true;
      await task?.destroy();
      chores.stop();
      const grace = new AbortController();
      await Promise.race([finished(), clock.sleep(graceMs, grace.signal)]);
      grace.abort();
    },
    lastTick: () => last,
  };
};

const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : 'unknown');
