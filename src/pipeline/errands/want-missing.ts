import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Store } from '../../ports/store/store.ts';
import { errandsOf } from './errands-of.ts';

export type WantMissingParts = {
  readonly store: Pick<Store, 'stores' | 'errands' | 'commit'>;
  readonly adapters: ReadonlyMap<Platform, Adapter>;
  readonly now: () => Date;
};

/** For stores that were connected when their platform needed nothing done, or by a process that ended too soon. */
export const createWantMissing =
  ({ store, adapters, now }: WantMissingParts) =>
  async (): Promise<void> => {
    const writes = (await store.stores.list()).flatMap(({ id, platform, state, hasCredentials }) => {
      const adapter = adapters.get(platform);
      if (adapter === undefined || state === 'uninstalled' || !hasCredentials) return [];
      return errandsOf(adapter, { storeId: id, now: now() }).map(store.errands.missing);
    });
    if (writes.length > 0) await store.commit(writes);
  };
