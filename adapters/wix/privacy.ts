import type { Contact } from '../../src/core/cart/cart.ts';
import type {
  CartObservation,
  OrderObservation,
  RedactionObservation,
} from '../../src/core/cart/observation.ts';
import type { Observed } from '../../src/ports/adapter.ts';
import type { EventBody } from './payloads.ts';

type Named = {
  readonly receivedAt: Date;
  readonly cart?: CartObservation | null;
  readonly order?: OrderObservation | null;
};

/**
 * Wix has no message that names a person to be forgotten: each of their things comes once more, marked, and mostly
 * emptied. Whose it was is what we know of it.
 */
export const redactionOf = (event: EventBody, { receivedAt, ...named }: Named): Observed => {
  const told = named.cart ?? named.order ?? null;
  const id = event.entityId ?? told?.externalId ?? null;
  if (id === null) return { kind: 'malformed', reason: 'the event names nothing to be forgotten' };
  const things =
    named.order === undefined ? { orderIds: [], cartIds: [id] } : { orderIds: [id], cartIds: [] };
  return redactionIn(event, receivedAt, { ...personOf(told), ...things });
};

/** A consent does name the person. */
export const redactionOfPerson = (contact: Contact, event: EventBody, receivedAt: Date): Observed =>
  redactionIn(event, receivedAt, { contact, customerId: null, orderIds: [], cartIds: [] });

type Whom = Omit<Extract<RedactionObservation, { scope: 'shopper' }>, 'kind' | 'scope' | 'at'>;

/** What is yet to come is not buried with it. */
const redactionIn = (event: EventBody, receivedAt: Date, whom: Whom): Observed => {
  const at = new Date(Math.min(timeOf(event, receivedAt).getTime(), receivedAt.getTime()));
  return { kind: 'observed', observations: [{ kind: 'redaction', scope: 'shopper', ...whom, at }] };
};

const personOf = (told: CartObservation | OrderObservation | null) => ({
  contact: { email: told?.contact.email ?? null, phone: told?.contact.phone ?? null, name: null },
  customerId: told?.customer.externalId ?? null,
});

/** When it happened; events of the app itself only say in which second they were signed. */
export const timeOf = ({ eventTime, iat }: EventBody, receivedAt: Date): Date => {
  if (eventTime !== null) return eventTime;
  const signed = typeof iat === 'number' ? iat * 1_000 + 999 : Number.NaN;
  return signed > 0 && signed < receivedAt.getTime() ? new Date(Math.floor(signed)) : receivedAt;
};
