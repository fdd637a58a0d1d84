import { believable } from '../../core/cart/stamp.ts';
import { orderMeaning } from '../../core/order/meaning.ts';
import { mergeOrder, type OrderRegisters } from '../../core/order/merge.ts';
import type { OrderObservation } from '../../core/cart/observation.ts';
import { newId, type CartId, type OrderId } from '../../core/words/ids.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import { couponCarts, couponsUsed } from './coupon-carts.ts';
import { consentTold } from './apply-consent.ts';
import { cartsNear, ownRef } from './find-carts.ts';
import { moveOrder, regroup } from './regroup.ts';
import { ends, resettle } from './settle-carts.ts';
import type { Unit } from './unit.ts';

/** What a platform tells of an order: merged, credited, and every cart that it ends settled. */
export const applyOrder = async (unit: Unit, told: OrderObservation, receivedAt: Date): Promise<void> => {
  const keys = unit.people.read(told.contact, told.country);
  const at = believable(told.updatedAt, receivedAt);
  if (await unit.isErased(() => ({ orderId: told.externalId, ...keys }), at)) return;

  // Who was seen with which phone, and consent, count from old snapshots too.
  await unit.people.seenTogether(keys, at);
  consentTold(unit, keys, told.consent);
  const known = await findOrder(unit, told.externalId);
  const merged = mergeOrder(known, told, receivedAt);
  if (known === null || !isKnown(known, merged)) await change(unit, told, { known, merged });
  else if (!unit.isListed && isUnheard(known)) unit.orders.put({ ...known, unheardSince: null });
  await regroup(unit, null);
};

type Merged = { readonly known: StoredOrder | null; readonly merged: OrderRegisters };

const change = async (unit: Unit, told: OrderObservation, { known, merged }: Merged): Promise<void> => {
  const order = await readOrder(unit, known, merged);
  const next = { ...(known ?? fresh(unit, told)), ...order, ...(unit.isListed ? {} : HEARD) };
  const named = await cartsNamed(unit, next);
  for (const write of await couponsUsed(unit.parts.store, next)) unit.also(write);
  unit.orders.put(next);
  unit.orderNamed(next.id, [...next.snapshot.cartRefs, ...named.map(ownRef)]);
  tellShopper(unit, { told, known, next });
  await settleOrder(unit, { known, order: next, named });
};

const HEARD = { unheardSince: null };

/** By our tokens, and by coupons of ours. */
const cartsNamed = async ({ parts, store }: Unit, { snapshot }: StoredOrder): Promise<readonly CartId[]> => {
  const [byToken, byCoupon] = await Promise.all([
    parts.namedCarts(store.id, snapshot.retornoRefs),
    couponCarts(parts.store, store.id, snapshot.coupons),
  ]);
  return [...new Set([...byToken, ...byCoupon])];
};

const findOrder = async ({ orders, store, parts }: Unit, externalId: string): Promise<StoredOrder | null> => {
  const inHand = orders.current().find((order) => order.externalId === externalId);
  if (inHand !== undefined) return inHand;
  return orders.known(await parts.store.orders.byExternalIds(store.id, [externalId]))[0] ?? null;
};

const isKnown = (known: StoredOrder, merged: OrderRegisters): boolean =>
  merged.snapshot === known.snapshot && merged.moneyAuthorized === known.moneyAuthorized;

const isUnheard = ({ unheardSince }: StoredOrder): boolean => (unheardSince ?? null) !== null;

/** Whose it is stands in its snapshot, which is the newest one and not always the one that was told last. */
const readOrder = async (unit: Unit, known: StoredOrder | null, merged: OrderRegisters) => {
  const { contact, country, placedAt } = merged.snapshot;
  const { emailKey, phoneKey } = unit.people.read(contact, country);
  const isSamePerson = known !== null && known.emailKey === emailKey && known.phoneKey === phoneKey;
  const shopperId = isSamePerson
    ? known.shopperId
    : await unit.people.identify({ emailKey, phoneKey }, placedAt);
  const { stamp, snapshot, moneyAuthorized } = merged;
  return { stamp, snapshot, moneyAuthorized, emailKey, phoneKey, shopperId, meaning: orderMeaning(merged) };
};

const fresh = ({ now, store, isListed, parts }: Unit, { externalId, placedAt }: OrderObservation) => ({
  id: newId<OrderId>(now, parts.randomBytes),
  storeId: store.id,
  externalId,
  firstSeenAt: now,
  // History comes by listing alone, and nobody misses its webhooks.
  unheardSince: isListed && placedAt >= store.connectedAt ? now : null,
  cartId: null,
  credit: null,
  revision: 1,
});

type Changed = {
  readonly known: StoredOrder | null;
  readonly order: StoredOrder;
  readonly named: readonly CartId[];
};

/** Credits an order and settles every cart that it ends or ended. */
export const settleOrder = async (unit: Unit, { known, order, named }: Changed): Promise<void> => {
  const near = await cartsNearEither(unit, { known, order, named });
  const ended: StoredCart[] = [];
  for (const cart of near) if (!cart.redacted && (await ends(unit, order, cart))) ended.push(cart);
  await credit(unit, order, ended);
  if (known === null || known.meaning.kind !== order.meaning.kind)
    for (const cart of ended) unit.happened(cart.id, orderSeen(order));
  await resettle(
    unit,
    near.map(({ id }) => id),
  );
  unit.concerns(order.shopperId);
  for (const { shopperId } of ended) unit.concerns(shopperId);
};

/** Where the order was somebody else's before, also the carts that it then ended. */
const cartsNearEither = async (
  unit: Unit,
  { known, order, named }: Changed,
): Promise<readonly StoredCart[]> => {
  const near = await cartsNear(unit, order, named);
  if (known === null || (known.emailKey === order.emailKey && known.phoneKey === order.phoneKey)) return near;
  return [...new Set([...near, ...(await cartsNear(unit, known, named))])];
};

/** Credit is worked out before the carts are settled, since it tells `recovered` from `purchased`. */
const credit = async (unit: Unit, order: StoredOrder, carts: readonly StoredCart[]): Promise<void> => {
  const { settings } = unit.store;
  const answer = await unit.parts.creditOrder({
    order,
    meaning: order.meaning.kind,
    carts,
    store: { timeZone: settings.timeZone, attributionWindowMs: settings.attributionWindowMs },
  });
  unit.orders.put({ ...order, credit: answer.credit, cartId: answer.cartId });
  unit.credited(order.id, answer.writes);
};

const orderSeen = ({ meaning, snapshot }: StoredOrder) => ({
  kind: 'order_seen' as const,
  reason: meaning.kind,
  facts: { number: snapshot.number, paymentState: snapshot.paymentState, test: snapshot.test },
});

type Telling = {
  readonly told: OrderObservation;
  readonly known: StoredOrder | null;
  readonly next: StoredOrder;
};

const tellShopper = (unit: Unit, { told, known, next }: Telling): void => {
  if (known?.shopperId === next.shopperId) return;
  moveOrder(unit, next, known?.shopperId ?? null);
  if (next.shopperId === null) return;
  const contact = unit.people.read(next.snapshot.contact, next.snapshot.country);
  unit.people.seen({
    id: next.shopperId,
    at: next.snapshot.placedAt,
    ...contact,
    registered: told.customer.registered,
    locale: told.locale,
    country: told.country,
    customerId: told.customer.externalId,
    carts: 0,
    orders: 0,
  });
};
