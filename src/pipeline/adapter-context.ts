import type { AdapterContext } from '../ports/adapter.ts';
import type { Log } from '../ports/log.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { ConnectedStore, Stores } from '../ports/store/stores.ts';
import { factsOf } from './intake/read-delivery.ts';

export type ContextParts = {
  readonly stores: Pick<Stores, 'credentials'>;
  /** Calls to the platform on behalf of a store, within its limits. */
  readonly outboundFor: (store: ConnectedStore) => Outbound;
  readonly now: () => Date;
  readonly log: Log;
};

/** What an adapter calls a store's platform with. Credentials are read each time: re-install and refresh change them. */
export const contextOf = async (parts: ContextParts, store: ConnectedStore): Promise<AdapterContext> => ({
  fetch: parts.outboundFor(store),
  now: parts.now,
  credentials: await parts.stores.credentials(store.id),
  store: factsOf(store),
  log: parts.log,
});
