import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbound } from '../../ports/outbound.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { ConnectStore } from '../connect/connect-store.ts';
import { prove } from '../connect/prove.ts';
import type { GrantedStore } from './admit-token.ts';

export type TakeInParts = {
  readonly store: Pick<Store, 'stores'>;
  readonly adapters: readonly Adapter[];
  readonly connectStore: ConnectStore;
  readonly fetch: Outbound;
  readonly now: () => Date;
  readonly log: Log;
};

/** Connects a store with what its platform granted, once the platform has told what store that is. */
export const createTakeIn =
  ({ store: { stores }, adapters, connectStore, fetch, now, log }: TakeInParts) =>
  async (platform: Platform, granted: GrantedStore): Promise<ConnectedStore | null> => {
    const adapter = adapters.find((one) => one.platform === platform);
    if (adapter === undefined) return null;
    const known = await stores.findByKey(platform, granted.externalKey);
    const proof = await prove(adapter, granted, { fetch, now, log });
    if (proof?.ok !== true) {
      const reason = proof?.reason ?? 'nobody to ask';
      log.warn({ platform, reason }, 'platform does not tell of its store');
      // A store without its currency and zone is not begun with.
      if (known === null) return null;
    }
    const { externalKey, url, credentials } = granted;
    const connected = await connectStore({ adapter, externalKey, url, credentials, proof });
    return stores.find(connected.store.id);
  };
