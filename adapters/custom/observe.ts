import type { Observation } from '../../src/core/cart/observation.ts';
import type { Observed, StoredDelivery, StoreFacts } from '../../src/ports/adapter.ts';
import { cartOf, contactOf, evidenceOf } from './cart.ts';
import { type StoreEvent, storeEvent } from './events.ts';
import { minimise } from './minimise.ts';
import { orderOf } from './order.ts';

/** What an event means. HTTP has refused bad ones already; one that is stored all the same is `malformed`. */
export const observe = ({ topic, body, store }: StoredDelivery): Observed => {
  const read = storeEvent.safeParse(minimise(topic, body));
  if (!read.success) {
    const [issue] = read.error.issues;
    return { kind: 'malformed', reason: `the event is not valid at "${issue?.path.join('.') ?? ''}"` };
  }
  const observation = observationOf(read.data, store);
  return observation === null
    ? { kind: 'ignored', reason: 'neither a yes nor a no' }
    : { kind: 'observed', observations: [observation] };
};

const observationOf = (event: StoreEvent, store: StoreFacts): Observation | null => {
  const at = new Date(event.occurredAt);
  if (event.type === 'cart.updated') return cartOf(event, store);
  if (event.type === 'order.updated') return orderOf(event, store);
  if (event.type === 'cart.removed') {
    return { kind: 'cart_removed', externalId: event.cart.id, seq: null, updatedAt: at };
  }
  const person = { contact: contactOf(event.shopper), customerId: null };
  if (event.type === 'shopper.erased')
    return { kind: 'redaction', scope: 'shopper', ...person, orderIds: [], at };
  const evidence = evidenceOf(event.consent, at);
  return evidence.length === 0 ? null : { kind: 'consent', ...person, evidence };
};
