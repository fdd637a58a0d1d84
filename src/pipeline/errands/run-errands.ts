import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ErrandName } from '../../ports/store/errands.ts';
import type { Store } from '../../ports/store/store.ts';
import type { WorkErrand } from './work-errand.ts';

export type RunErrandsParts = {
  readonly store: Pick<Store, 'errands'>;
  readonly workErrand: WorkErrand;
  readonly clock: Clock;
  readonly log: Log;
};

export type RunErrands = {
  /** Begins what is due, a few at a time, and does not wait for it. */
  readonly look: () => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
  /** Begins nothing more, and waits a while for what is under way; what is cut off is taken up again. */
  readonly stop: () => Promise<void>;
};

const AT_ONCE = 4;
const LOOKED_AT = 50;
const PATIENCE_MS = 5_000;

/** Errands of all stores as they come due. A long first sync is done in parts, so that others have their turn. */
export const createRunErrands = ({ store, workErrand, clock, log }: RunErrandsParts): RunErrands => {
  const running = new Map<string, Promise<void>>();
  let isStopped = false;

  const begin = (name: ErrandName): void => {
    const key = `${name.kind} ${name.storeId}`;
    const work = workErrand(name)
      .then((worked) => {
        running.delete(key);
        return worked === 'worked' ? look() : undefined;
      })
      .catch((reason: unknown) => {
        running.delete(key);
        const told = reason instanceof Error ? reason.name : typeof reason;
        log.error({ ...name, reason: told }, 'errand not noted');
      });
    running.set(key, work);
  };
  const look = async (): Promise<void> => {
    if (isStopped || running.size >= AT_ONCE) return;
    for (const { storeId, kind } of await store.errands.due(clock.now(), LOOKED_AT)) {
      if (isStopped || running.size >= AT_ONCE) return;
      if (!running.has(`${kind} ${storeId}`)) begin({ storeId, kind });
    }
  };
  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running.values());
  };

  return {
    look,
    idle,
    stop: async () => {
      isStopped = true;
      const over = new AbortController();
      await Promise.race([idle(), clock.sleep(PATIENCE_MS, over.signal)]);
      over.abort();
    },
  };
};
