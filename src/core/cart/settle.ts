import { REMOVED } from './activity.ts';
import type { CartRegisters } from './cart.ts';
import type { OrderMeaning } from '../order/order.ts';
import type { CartId, OrderId } from '../words/ids.ts';
import type { ClosedReason, SettledState } from '../words/vocabulary.ts';

/** What we or a person decided about a cart, beyond what the platform tells. */
export type ClosedByUs = Extract<ClosedReason, 'redacted' | 'superseded' | 'declined' | 'by_hand'>;

/** An order that was found to end the cart. */
export type MatchedOrder = {
  readonly id: OrderId;
  readonly externalId: string;
  readonly placedAt: Date;
  readonly meaning: OrderMeaning;
  /** The cart a message of ours is credited for, by click or coupon; null where none is. */
  readonly creditedCartId: CartId | null;
};

export type Settled = {
  readonly state: SettledState;
  readonly closedReason: ClosedReason | null;
  readonly orderId: OrderId | null;
  readonly lapsedAt: Date | null;
};

/**
 * The state that facts give a cart, whatever the order in which they came: redaction, then a bought order, then one
 * that awaits payment, then what closed it, then removal; a lapsed order leaves it open, abandoned from its lapse.
 */
export const settleCart = ({ id, registers, orders, closedByUs, lastActivityAt }: ToSettle): Settled => {
  if (closedByUs === 'redacted') return closed('redacted', null);
  const known = [...orders].toSorted(newestFirst);
  const of = (...kinds: readonly OrderMeaning['kind'][]) =>
    known.filter((order) => kinds.includes(order.meaning.kind));

  const bought = creditedFirst(of('bought'), id);
  if (bought !== undefined)
    return settled(bought.creditedCartId === id ? 'recovered' : 'purchased', bought.id);
  if (known.length === 0 && (registers.completedAt ?? null) !== null) return settled('purchased', null);

  const pending = of('pending', 'in_review')[0];
  if (pending !== undefined) return settled('pending_payment', pending.id);
  if (closedByUs !== null) return closed(closedByUs, null);

  const ended = of('cancelled', 'refunded')[0];
  if (ended !== undefined)
    return closed(ended.meaning.kind === 'refunded' ? 'order_refunded' : 'order_cancelled', ended.id);
  return reopenedOrRemoved(registers, lapseOf(of('lapsed')), lastActivityAt);
};

type ToSettle = {
  readonly id: CartId;
  readonly registers: CartRegisters;
  readonly orders: readonly MatchedOrder[];
  readonly closedByUs: ClosedByUs | null;
  readonly lastActivityAt: Date;
};

const newestFirst = (one: MatchedOrder, other: MatchedOrder): number =>
  other.placedAt.getTime() - one.placedAt.getTime() || (one.externalId < other.externalId ? 1 : -1);

const creditedFirst = (bought: readonly MatchedOrder[], id: CartId): MatchedOrder | undefined =>
  bought.find((order) => order.creditedCartId === id) ?? bought[0];

/** Shops empty the cart when an order is placed, so a lapse later than the removal takes the removal back. */
const reopenedOrRemoved = (
  registers: CartRegisters,
  lapse: { readonly id: OrderId; readonly at: Date } | null,
  lastActivityAt: Date,
): Settled => {
  const removed = removedAt(registers);
  const counts = lapse !== null && (removed === null || lapse.at >= removed);
  if (removed !== null && !counts) return closed('removed', null);
  // A removal is no activity that a lapse would have to come after.
  const isLatest = counts && lapse.at > (removed === null ? lastActivityAt : removed);
  return {
    state: 'open',
    closedReason: null,
    orderId: counts ? lapse.id : null,
    lapsedAt: isLatest || (counts && removed !== null) ? lapse.at : null,
  };
};

const lapseOf = (lapsed: readonly MatchedOrder[]): { readonly id: OrderId; readonly at: Date } | null => {
  const lapses = lapsed.flatMap(({ id, meaning }) =>
    meaning.kind === 'lapsed' ? [{ id, at: meaning.at }] : [],
  );
  return lapses.reduce<(typeof lapses)[number] | null>(
    (latest, lapse) => (latest === null || lapse.at > latest.at ? lapse : latest),
    null,
  );
};

/** When the cart was removed, if it is; null for one that is there. */
const removedAt = ({ removed, sightings, startedAt }: CartRegisters): Date | null => {
  if (removed?.value !== true) return null;
  const removal = sightings.findLast((seen) => seen.contents === REMOVED);
  return removal?.at ?? startedAt;
};

const settled = (state: SettledState, orderId: OrderId | null): Settled => ({
  state,
  closedReason: null,
  orderId,
  lapsedAt: null,
});

const closed = (reason: ClosedReason, orderId: OrderId | null): Settled => ({
  state: 'closed',
  closedReason: reason,
  orderId,
  lapsedAt: null,
});
