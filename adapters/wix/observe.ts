import type { Observation } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { readCheckout } from './cart.ts';
import { observeConsent } from './consent.ts';
import { minimise } from './minimise.ts';
import { readOrder } from './order.ts';
import { eventBody, type EventBody } from './payloads.ts';
import { placeOf, sequenceOf } from './place.ts';
import { redactionOf, timeOf } from './privacy.ts';

/** What a delivery means. Reads what `minimise` keeps and nothing else, so the stored body tells as much. */
export const observe = (delivery: StoredDelivery): Observed => {
  const read = readers.get(delivery.topic) ?? (isOfOrder(delivery.topic) ? observeOrder : undefined);
  if (read === undefined) return { kind: 'ignored', reason: 'a topic that is not ours' };
  const body = minimise(delivery.topic, delivery.body);
  if (!isRecord(body) || Object.keys(body).length === 0)
    return { kind: 'malformed', reason: 'the body is no event' };
  return read(eventBody.parse(body), delivery);
};

type Reader = (event: EventBody, delivery: StoredDelivery) => Observed;

/** Approved, cancelled, paid, and the ways to come: each tells the whole order. */
const isOfOrder = (topic: string): boolean => /^wix\.ecom\.v1\.order_[a-z_]+$/.test(topic);

const only = (observation: Observation): Observed => ({ kind: 'observed', observations: [observation] });

const readingOf = (event: EventBody, { receivedAt, store }: StoredDelivery) => ({
  receivedAt,
  store,
  sequence: sequenceOf(event.entityEventSequence),
});

const observeOrder: Reader = (event, delivery) => {
  const order = readOrder(event.entity, readingOf(event, delivery));
  if (event.triggeredByAnonymizeRequest === true) return redactionOf(event, { ...delivery, order });
  if (order !== null) return only(order);
  return event.entityId === null
    ? { kind: 'malformed', reason: 'the event names no order' }
    : { kind: 'fetch', of: `order:${event.entityId}` };
};

const observeCheckout: Reader = (event, delivery) => {
  const cart = readCheckout(event.entity, readingOf(event, delivery));
  if (event.triggeredByAnonymizeRequest === true) return redactionOf(event, { ...delivery, cart });
  if (cart !== null) return only(cart);
  return event.entityId === null
    ? { kind: 'malformed', reason: 'the event names no checkout' }
    : { kind: 'fetch', of: `cart:${event.entityId}` };
};

/** Said of the whole checkout, whatever state it was in. */
const observeDeleted: Reader = (event, delivery) => {
  const cart = readCheckout(event.entity, readingOf(event, delivery));
  if (event.triggeredByAnonymizeRequest === true) return redactionOf(event, { ...delivery, cart });
  const externalId = event.entityId ?? cart?.externalId ?? null;
  if (externalId === null) return { kind: 'malformed', reason: 'the event names no checkout' };
  const updatedAt = timeOf(event, delivery.receivedAt);
  const seq = placeOf({ ...readingOf(event, delivery), updatedAt });
  return only({ kind: 'cart_removed', externalId, seq, updatedAt });
};

const storeChange =
  (change: 'uninstalled' | 'resumed'): Reader =>
  (event, delivery) =>
    only({ kind: 'store', change, at: timeOf(event, delivery.receivedAt) });

const readers = new Map<string, Reader>([
  ['wix.ecom.v1.abandoned_checkout_created', observeCheckout],
  ['wix.ecom.v1.abandoned_checkout_updated', observeCheckout],
  ['wix.ecom.v1.abandoned_checkout_recovered', observeCheckout],
  ['wix.ecom.v1.abandoned_checkout_deleted', observeDeleted],
  [
    'wix.ecom.v1.order_imported_order_deleted',
    () => ({ kind: 'ignored', reason: 'an order of another system was taken out again' }),
  ],
  ['wix.marketing.marketing_consent.v1.marketing_consent_created', observeConsent],
  ['wix.marketing.marketing_consent.v1.marketing_consent_updated', observeConsent],
  ['AppInstalled', storeChange('resumed')],
  ['AppRemoved', storeChange('uninstalled')],
]);
