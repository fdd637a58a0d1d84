import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../ports/log.ts';
import { openThread } from './thread.ts';

/** A reader that outlasts this many milliseconds keeps the log long; asking again at once would find the same. */
const BETWEEN_COPIES_MS = 50;

type Given = {
  readonly file: string;
  /** On the connection that writes: see `sqlite-log.ts`. */
  readonly beginLogAnew: () => Promise<unknown>;
  readonly log: Log;
};

/**
 * Copies the log into the file on a thread of its own: the disk takes tens of milliseconds for it, after a long read
 * hundreds, and no commit is to wait for them.
 */
export const openCheckpointThread = ({ file, beginLogAnew, log }: Given) => {
  const thread = openThread<'copy the log', null>({
    script: new URL('./checkpoint-worker.ts', import.meta.url),
    data: { file },
    name: 'checkpoint thread',
    log,
  });
  let copying: Promise<void> | null = null;
  let isClosed = false;

  const copy = async () => {
    try {
      await thread.call('copy the log');
      await beginLogAnew();
    } catch (reason) {
      log.error({ reason: String(reason) }, 'log not copied');
    }
  };

  return {
    /** Does nothing while it is under way. */
    logIsLong: () => {
      if (copying || isClosed) return;
      copying = copy();
      void copying.then(() => pause(BETWEEN_COPIES_MS, null, { ref: false })).then(() => (copying = null));
    },
    close: async () => {
      isClosed = true;
      await copying;
      await thread.close();
    },
  };
};
