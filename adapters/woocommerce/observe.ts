import type { OrderObservation } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { id } from '../../src/core/words/tolerant.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { observePluginCart } from './cart.ts';
import { minimise } from './minimise.ts';
import { readOrder } from './order.ts';
import { PING, PLUGIN_CART } from './verify.ts';

/** What a delivery means. Reads what `minimise` keeps and nothing else, so the stored body tells as much. */
export const observe = (delivery: StoredDelivery): Observed => {
  if (delivery.topic === PING) return reachable(delivery);
  const read = readers.get(delivery.topic);
  if (read === undefined) return { kind: 'ignored', reason: 'a topic that is not ours' };
  if (!isRecord(delivery.body)) return { kind: 'malformed', reason: 'the body is no JSON object' };
  return read({ ...delivery, body: minimise(delivery.topic, delivery.body) });
};

/** The unsigned ping proves that the shop reaches us, and nothing else. */
const reachable = ({ receivedAt }: StoredDelivery): Observed => ({
  kind: 'observed',
  observations: [{ kind: 'store', change: 'reachable', at: receivedAt }],
});

const observeOrder = (delivery: StoredDelivery): Observed => {
  const read = readOrder(delivery.body, delivery);
  return read.kind === 'read' ? { kind: 'observed', observations: [read.observation] } : read;
};

/** `order.deleted` tells nothing but the id: the order, or the draft of one, went to the trash by a person's hand. */
const observeDeleted = ({ body, receivedAt, store }: StoredDelivery): Observed => {
  const externalId = isRecord(body) ? id.parse(body['id']) : null;
  if (externalId === null) return { kind: 'malformed', reason: 'the deletion names no order' };
  const nothing = { minor: 0, currency: store.currency };
  const trashed: OrderObservation = {
    kind: 'order',
    externalId,
    number: externalId,
    seq: null,
    updatedAt: receivedAt,
    placedAt: receivedAt,
    paymentState: 'voided',
    paymentMethod: 'other',
    fulfilmentState: 'cancelled',
    cancelledAt: receivedAt,
    cancelledBy: 'person',
    moneyAuthorized: false,
    holdMinutes: null,
    contact: { email: null, phone: null, name: null },
    customer: { externalId: null, registered: null },
    consent: [],
    locale: null,
    country: null,
    total: nothing,
    netPaid: nothing,
    cartRefs: [externalId],
    retornoRefs: [],
    coupons: [],
    productIds: [],
    payUrl: null,
    payBy: null,
    test: false,
    origin: 'admin',
  };
  return { kind: 'observed', observations: [trashed] };
};

const readers = new Map<string, (delivery: StoredDelivery) => Observed>([
  ['order.created', observeOrder],
  ['order.updated', observeOrder],
  ['order.restored', observeOrder],
  ['order.deleted', observeDeleted],
  [PLUGIN_CART, observePluginCart],
]);
