import type { Adapter, StoredDelivery, StoreFacts } from '../../ports/adapter.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { Delivery } from '../../ports/store/deliveries.ts';
import type { ConnectedStore, Stores } from '../../ports/store/stores.ts';
import type { ToldAt } from './apply-all.ts';
import { openBody } from './delivery-body.ts';

/** What is to be done with a delivery. */
export type Reading =
  | { readonly kind: 'apply'; readonly store: ConnectedStore; readonly tellings: readonly ToldAt[] }
  /** What it names has to be asked for; equal `of` of one store, one question. */
  | {
      readonly kind: 'ask';
      readonly store: ConnectedStore;
      readonly of: string;
      readonly request: StoredDelivery;
    }
  | { readonly kind: 'ignore'; readonly reason: string }
  /** Never to be understood by trying again. */
  | { readonly kind: 'bury'; readonly reason: string };

export type ReadParts = {
  readonly adapters: ReadonlyMap<Platform, Pick<Adapter, 'observe'>>;
  readonly stores: Pick<Stores, 'find' | 'findByKey'>;
  readonly secrets: Pick<Secrets, 'open'>;
};

export const createReadDelivery =
  ({ adapters, stores, secrets }: ReadParts) =>
  async (delivery: Delivery): Promise<Reading> => {
    const store = await findStore(stores, delivery);
    if (store === null) return { kind: 'ignore', reason: 'unknown store' };
    const adapter = adapters.get(delivery.platform);
    if (adapter === undefined) return { kind: 'bury', reason: `no adapter for ${delivery.platform}` };
    if (delivery.body === null) return { kind: 'bury', reason: 'its body is gone' };

    const { topic, receivedAt, storeKey } = delivery;
    const body = openBody(secrets, storeKey, delivery.body);
    const request = { topic, body, receivedAt, store: factsOf(store) };
    const observed = adapter.observe(request);
    if (observed.kind === 'fetch') return { kind: 'ask', store, of: observed.of, request };
    if (observed.kind === 'ignored') return { kind: 'ignore', reason: observed.reason };
    if (observed.kind === 'malformed') return { kind: 'bury', reason: observed.reason };
    return { kind: 'apply', store, tellings: observed.observations.map((told) => ({ told, receivedAt })) };
  };

const findStore = (stores: ReadParts['stores'], { storeId, platform, storeKey }: Delivery) =>
  storeId === null ? stores.findByKey(platform, storeKey) : stores.find(storeId);

/** What an adapter may know of a store. */
export const factsOf = (store: ConnectedStore): StoreFacts => ({
  externalKey: store.externalKey,
  url: store.url,
  currency: store.currency,
  country: store.settings.country ?? store.country,
  locale: store.settings.locale,
  timeZone: store.settings.timeZone,
  paymentMeanings: store.settings.paymentMeanings,
});
