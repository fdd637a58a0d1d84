import type { StoreId } from '../../core/words/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';

export type GatheringParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly read: (store: ConnectedStore, ids: readonly string[]) => Promise<void>;
};

/** Carts of a busy store come many a second: one look and one call serve all of such a while. */
const GATHER_MS = 2_000;
/** More are left to be read when they are needed. */
const MOST_WAITING = 1_000;
const MOST_A_READING = 100;

/** Ids of products by store, given to `read` after a while; one reading per store at a time. */
export const createGathering = ({ clock, log, signal, read }: GatheringParts) => {
  const waiting = new Map<StoreId, Set<string>>();
  const running = new Map<StoreId, Promise<void>>();
  let hurry = new AbortController();

  const work = async (store: ConnectedStore): Promise<void> => {
    try {
      while ((waiting.get(store.id)?.size ?? 0) > 0) {
        await clock.sleep(GATHER_MS, AbortSignal.any([signal, hurry.signal]));
        const ids = take(waiting, store.id);
        if (signal.aborted) return;
        await read(store, ids);
      }
    } catch {
      log.warn({ storeId: store.id }, 'product pictures not looked up');
    } finally {
      waiting.delete(store.id);
      running.delete(store.id);
    }
  };

  return {
    add: (store: ConnectedStore, ids: readonly string[]): void => {
      if (ids.length === 0) return;
      const known = waiting.get(store.id) ?? new Set<string>();
      waiting.set(store.id, known);
      for (const id of ids) if (known.size < MOST_WAITING) known.add(id);
      if (!running.has(store.id)) running.set(store.id, work(store));
    },
    /** Resolves when nothing is waiting; nobody is gathered for any longer. */
    idle: async (): Promise<void> => {
      hurry.abort();
      while (running.size > 0) await Promise.all(running.values());
      hurry = new AbortController();
    },
  };
};

const take = (waiting: ReadonlyMap<StoreId, Set<string>>, storeId: StoreId): readonly string[] => {
  const all = waiting.get(storeId);
  const taken = [...(all ?? [])].slice(0, MOST_A_READING);
  for (const id of taken) all?.delete(id);
  return taken;
};
