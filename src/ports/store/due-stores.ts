import type { StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** When each store has something to do next: the only thing that an idle tick reads. */
export type DueStores = {
  /** The store has something to do at `at`, or earlier if that stands already. Stand beside what made it due. */
  readonly broughtForward: (storeId: StoreId, at: Date) => Write;
  /** Those whose time has come, the longest waiting first. */
  readonly due: (now: Date, limit: number) => Promise<readonly DueStore[]>;
  /**
   * The store's next time after a sweep, null for nothing to do. Guarded by the time that `due` answered: when
   * something was brought forward meanwhile the unit is a `conflict`, and the store simply stays due.
   */
  readonly settled: (due: DueStore, next: Date | null) => Write;
  /** The store is gone, or nothing of it is to be done any more. */
  readonly removed: (storeId: StoreId) => Write;
};

export type DueStore = { readonly storeId: StoreId; readonly dueAt: Date };
