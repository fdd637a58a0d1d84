import type { Adapter, StoredDelivery, StoreFacts } from '../../ports/adapter.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { Delivery } from '../../ports/store/deliveries.ts';
import type { ConnectedStore, Stores } from '../../ports/store/stores.ts';
import type { ToldAt } from './apply-all.ts';
import { openText, parseBody } from './delivery-body.ts';
import { createRecentBodies } from './recent-bodies.ts';

/** What is to be done with a delivery. */
export type Reading =
  | {
      readonly kind: 'apply';
      readonly store: ConnectedStore;
      readonly tellings: readonly ToldAt[];
      /** To be called when it has taken effect. */
      readonly applied: () => void;
    }
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

export const createReadDelivery = ({ adapters, stores, secrets }: ReadParts) => {
  const recent = createRecentBodies();
  return async (delivery: Delivery): Promise<Reading> => {
    const store = await findStore(stores, delivery);
    if (store === null) return { kind: 'ignore', reason: 'unknown store' };
    const adapter = adapters.get(delivery.platform);
    if (adapter === undefined) return { kind: 'bury', reason: `no adapter for ${delivery.platform}` };
    if (delivery.body === null) return { kind: 'bury', reason: 'its body is gone' };

    const text = openText(secrets, delivery.storeKey, delivery.body);
    const key = recent.keyOf(delivery, text);
    if (recent.isRepeated(delivery, key)) return { kind: 'apply', store, tellings: [], applied: nothing };
    const { topic, receivedAt } = delivery;
    const request = { topic, receivedAt, body: parseBody(text), store: factsOf(store) };
    const observed = adapter.observe(request);
    if (observed.kind === 'fetch') return { kind: 'ask', store, of: observed.of, request };
    if (observed.kind === 'ignored') return { kind: 'ignore', reason: observed.reason };
    if (observed.kind === 'malformed') return { kind: 'bury', reason: observed.reason };
    const tellings = observed.observations.map((told) => ({ told, receivedAt, deliveryId: delivery.id }));
    const isOfCarts = tellings.every(({ told }) => told.kind === 'cart');
    const applied = isOfCarts ? () => recent.tookEffect(key, receivedAt) : nothing;
    return { kind: 'apply', store, tellings, applied };
  };
};

const nothing = () => undefined;

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
  connectedAgainAt:
    store.state !== 'uninstalled' && store.connectedAt > store.createdAt ? store.connectedAt : null,
});
