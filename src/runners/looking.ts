import type { MessageId } from '../core/words/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { RunnerJobs } from '../ports/runner.ts';

/**
 * Looks for what is due and starts it. Never looks twice at the same time; looks again at once when a message is done,
 * since more may wait for its place.
 */
export const createLooking = ({
  jobs,
  clock,
  log,
}: {
  readonly jobs: Pick<RunnerJobs, 'sweep' | 'send'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}) => {
  const sending = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let last: Date | null = null;

  const mayLook = (): boolean => isWanted && !isStopped;
  const look = (): void => {
    isWanted = true;
    last ??= clock.now(); // the first look of a large store may take a moment
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
        if (!isStopped) ids.forEach(start);
      } catch (reason) {
        log.error({ reason: reasonOf(reason) }, 'sweep failed');
      }
    }
  };
  const start = (id: MessageId): void => {
    const run = jobs
      .send(id)
      .catch((reason: unknown) => log.error({ messageId: id, reason: reasonOf(reason) }, 'sending failed'))
      .finally(() => {
        sending.delete(run);
        if (!isStopped) look();
      });
    sending.add(run);
  };

  return {
    look,
    /** Starts nothing more; resolves when what runs has finished. */
    stop: async (): Promise<void> => {
      isStopped = true;
      await looking;
      await Promise.all(sending);
    },
    lastTick: () => last,
  };
};

export const reasonOf = (reason: unknown): string => (reason instanceof Error ? reason.message : 'unknown');
