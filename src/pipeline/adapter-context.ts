import type { AdapterContext } from '../ports/adapter.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { ConnectedStore, Stores } from '../ports/store/stores.ts';
import { factsOf } from './intake/read-delivery.ts';

/** What an adapter calls a store's platform with. */
export type ContextOf = (store: ConnectedStore) => Promise<AdapterContext>;

export type ContextParts = {
  readonly stores: Pick<Stores, 'credentials'>;
  /** Calls in the turn of this store, guarded where a merchant chose the address. */
  readonly outboundOf: (store: Pick<ConnectedStore, 'id' | 'platform'>) => Outbound;
  readonly clock: Clock;
  readonly log: Log;
};

/** Credentials are read for each use: they change by re-install and refresh. */
export const createContextOf =
  ({ stores, outboundOf, clock, log }: ContextParts): ContextOf =>
  async (store) => ({
    fetch: outboundOf(store),
    now: () => clock.now(),
    credentials: await stores.credentials(store.id),
    store: factsOf(store),
    log,
  });
