import type { StoredCart } from '../../ports/store/carts.ts';
import type { Unit } from './unit.ts';

/** What a change of a cart means for its shopper: counts, latest facts, and what is planned. */
export const tellShopper = (unit: Unit, before: StoredCart | null, cart: StoredCart): void => {
  if (before === null)
    unit.happened(cart.id, { kind: 'cart_seen', reason: null, facts: { lines: cart.linesCount } });
  if ((before?.shopperId ?? null) !== cart.shopperId) joinShopper(unit, before, cart);
  else if (cart.shopperId !== null && before?.lastActivityAt.getTime() !== cart.lastActivityAt.getTime())
    unit.people.seen(seenOf(cart, cart.shopperId, 0));
  if (before !== null && mayChangeDecisions(before, cart)) unit.concerns(cart.shopperId);
};

const joinShopper = (unit: Unit, before: StoredCart | null, cart: StoredCart): void => {
  if (cart.shopperId !== null) {
    unit.happened(cart.id, { kind: 'contact_known', reason: null, facts: reachable(cart) });
    unit.people.seen(seenOf(cart, cart.shopperId, 1));
  }
  const former = before?.shopperId ?? null;
  if (former !== null) unit.people.seen({ ...NOTHING_SEEN, id: former, at: cart.startedAt, carts: -1 });
  unit.concerns(former);
};

const mayChangeDecisions = (before: StoredCart, cart: StoredCart): boolean =>
  before.lastActivityAt.getTime() !== cart.lastActivityAt.getTime() ||
  before.lapsedAt?.getTime() !== cart.lapsedAt?.getTime() ||
  before.state !== cart.state ||
  before.emailKey !== cart.emailKey ||
  before.phoneKey !== cart.phoneKey ||
  before.country !== cart.country ||
  before.locale !== cart.locale;

const reachable = ({ emailKey, phoneKey }: StoredCart) => ({
  email: emailKey !== null,
  phone: phoneKey !== null,
});

const seenOf = (cart: StoredCart, id: NonNullable<StoredCart['shopperId']>, carts: number) => ({
  id,
  at: cart.lastActivityAt,
  email: cart.email,
  emailKey: cart.emailKey,
  phone: cart.phone,
  phoneKey: cart.phoneKey,
  name: cart.name,
  registered: cart.registered,
  locale: cart.locale,
  country: cart.country,
  customerId: cart.registers.customerId?.value ?? null,
  carts,
  orders: 0,
});

export const NOTHING_SEEN = {
  email: null,
  emailKey: null,
  phone: null,
  phoneKey: null,
  name: null,
  registered: null,
  locale: null,
  country: null,
  customerId: null,
  carts: 0,
  orders: 0,
} as const;
