import { matchRule, type MatchCart, type MatchOrder } from '../../core/cart/match.ts';
import { settleCart, type ClosedByUs, type MatchedOrder } from '../../core/cart/settle.ts';
import { recoveredEventId } from '../../core/webhooks/event-id.ts';
import { abandonedAt } from '../../core/cart/state.ts';
import type { Credit } from '../../core/order/order.ts';
import type { CartId } from '../../core/words/ids.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import { couponCarts } from './coupon-carts.ts';
import { ordersNear } from './find-carts.ts';
import type { Unit } from './unit.ts';

/** Whether an order ends a cart, by the rules of matching, with what identifies nobody left out. */
export const ends = async (unit: Unit, order: StoredOrder, cart: StoredCart): Promise<boolean> => {
  const { people, store, parts } = unit;
  const tokens = order.snapshot.retornoRefs;
  const tokenCarts = tokens.length === 0 ? [] : await parts.namedCarts(store.id, tokens);
  const madeFor = await couponCarts(parts.store, store.id, order.snapshot.coupons);
  const [orderKeys, cartKeys] = [await people.comparable(order), await people.comparable(cart)];
  return (
    matchRule(
      { ...matchOrder(order, { tokenCarts, couponCarts: madeFor }), ...orderKeys },
      { ...matchCart(cart), ...cartKeys },
      store.settings.recoveryHorizonMs,
    ) !== null
  );
};

const matchOrder = (
  { snapshot }: StoredOrder,
  named: Pick<MatchOrder, 'tokenCarts' | 'couponCarts'>,
): Omit<MatchOrder, 'emailKey' | 'phoneKey'> => ({
  cartRefs: snapshot.cartRefs,
  ...named,
  placedAt: snapshot.placedAt,
  origin: snapshot.origin,
  productIds: snapshot.productIds,
});

const matchCart = (cart: StoredCart): Omit<MatchCart, 'emailKey' | 'phoneKey'> => ({
  id: cart.id,
  externalId: cart.externalId,
  aliases: cart.registers.aliases,
  startedAt: cart.startedAt,
  lastActivityAt: cart.lastActivityAt,
  productIds: cart.registers.contents?.value.lines.flatMap(({ productId }) => productId ?? []) ?? [],
});

/**
 * Settles a cart's state from its orders and puts it into the unit's book with the time at which it is to be judged.
 * `before`: the cart before what just happened; null for a new one.
 */
export const putSettled = async (
  unit: Unit,
  before: StoredCart | null,
  cart: StoredCart,
): Promise<StoredCart> => {
  const matched: StoredOrder[] = [];
  for (const order of await ordersNear(unit, cart)) if (await ends(unit, order, cart)) matched.push(order);
  const settled = settleCart({
    id: cart.id,
    registers: cart.registers,
    orders: matched.map(asMatched),
    closedByUs: closedByUs(before, cart),
    lastActivityAt: cart.lastActivityAt,
  });
  const by = matched.find(({ id }) => id === settled.orderId) ?? null;
  const next = { ...cart, ...settled, credit: creditShown(settled.state, by) };
  return put(unit, before, isNews(unit, matched) ? { ...next, judgeAt: unit.now } : next);
};

/** An order of the cart that awaits payment was told of, or tells something else than before. */
const isNews = ({ orders }: Unit, matched: readonly StoredOrder[]): boolean => {
  const awaiting = new Set(matched.flatMap(({ id, meaning }) => (meaning.kind === 'pending' ? [id] : [])));
  return awaiting.size > 0 && orders.changes().some(([, { id }]) => awaiting.has(id));
};

/** As `putSettled` where nothing that settles the state has changed. */
export const put = (unit: Unit, before: StoredCart | null, cart: StoredCart): StoredCart => {
  const next = { ...cart, judgeAt: judgeAt(unit, before, cart) };
  if (before !== null && isSame(before, next)) return before;
  unit.carts.put(next);
  if (before !== null && before.state !== next.state) {
    const facts = { from: before.state, to: next.state };
    unit.happened(next.id, { kind: 'state_changed', reason: next.closedReason, facts });
    if (next.state === 'recovered' && next.orderId !== null)
      unit.also(
        unit.parts.store.outboundWebhooks.told({
          storeId: next.storeId,
          event: 'cart.recovered',
          eventId: recoveredEventId(next.id, next.orderId),
          cartId: next.id,
          orderId: next.orderId,
          at: unit.now,
        }),
      );
  }
  return next;
};

/** So that settling a cart again, to no other end, writes nothing. */
const isSame = (before: StoredCart, next: StoredCart): boolean =>
  (Object.keys(next) as (keyof StoredCart)[]).every((name) => isSameValue(before[name], next[name]));

const isSameValue = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date
    ? one.getTime() === other.getTime()
    : one === other ||
      (isCredit(one) && isCredit(other) && one.messageId === other.messageId && one.kind === other.kind);

const isCredit = (value: unknown): value is Credit =>
  typeof value === 'object' && value !== null && 'messageId' in value;

const asMatched = (order: StoredOrder): MatchedOrder => ({
  id: order.id,
  externalId: order.externalId,
  placedAt: order.snapshot.placedAt,
  meaning: order.meaning,
  creditedCartId: isRecovery(order.credit) ? order.cartId : null,
});

const isRecovery = (credit: Credit | null): boolean => credit !== null && credit.kind !== 'assisted';

const creditShown = (state: StoredCart['state'], order: StoredOrder | null): Credit | null => {
  if (order === null || (state !== 'recovered' && state !== 'purchased')) return null;
  return state === 'recovered' || !isRecovery(order.credit) ? order.credit : null;
};

const BY_US: ReadonlySet<string> = new Set(['redacted', 'superseded', 'declined', 'by_hand']);

/** A cart that gave way to a newer one speaks again when the shopper comes back to it. */
const closedByUs = (before: StoredCart | null, cart: StoredCart): ClosedByUs | null => {
  if (cart.redacted) return 'redacted';
  const reason = cart.state === 'closed' ? cart.closedReason : null;
  const cameBack = before !== null && cart.lastActivityAt > before.lastActivityAt;
  if (reason === null || !BY_US.has(reason) || (reason === 'superseded' && cameBack)) return null;
  return reason as ClosedByUs;
};

/**
 * When the sweep has to judge the cart: at its abandonment, set anew whenever that, its contact or its state changed;
 * as it stands where nothing did, so that what was judged is not judged again.
 */
const judgeAt = (unit: Unit, before: StoredCart | null, cart: StoredCart): Date | null => {
  const { store, now } = unit;
  if (cart.state === 'pending_payment') return awaitingJudgeAt(unit, before, cart);
  if (!isToBeJudged(cart)) return null;
  const at = abandonedAt(cart, store.settings);
  const isUnchanged =
    before !== null &&
    isToBeJudged(before) &&
    at.getTime() === abandonedAt(before, store.settings).getTime() &&
    before.emailKey === cart.emailKey &&
    before.phoneKey === cart.phoneKey &&
    before.shopperId === cart.shopperId;
  if (isUnchanged) return cart.judgeAt;
  return at.getTime() + store.settings.recoveryHorizonMs < now.getTime() ? null : at;
};

/** At once, whenever an order that awaits payment is new to the cart or tells something new. */
const awaitingJudgeAt = ({ now }: Unit, before: StoredCart | null, cart: StoredCart): Date | null => {
  if (cart.redacted) return null;
  const isNew = before?.state !== 'pending_payment' || before.orderId !== cart.orderId;
  return isNew ? now : cart.judgeAt;
};

const isToBeJudged = (cart: StoredCart): boolean =>
  cart.state === 'open' &&
  !cart.redacted &&
  cart.linesCount > 0 &&
  (cart.emailKey !== null || cart.phoneKey !== null);

/** Settles these carts once more, after a fact about their orders or their people changed. */
export const resettle = async (unit: Unit, ids: readonly CartId[]): Promise<void> => {
  for (const cart of unit.carts.current().filter(({ id }) => ids.includes(id))) {
    const after = await putSettled(unit, cart, cart);
    if (after.state !== cart.state || after.orderId !== cart.orderId) unit.concerns(after.shopperId);
  }
};
