import { describe, expect, it } from 'vitest';
import { mergeCart } from '../../../src/core/cart/merge.ts';
import { settleCart, type ClosedByUs, type MatchedOrder } from '../../../src/core/cart/settle.ts';
import { abandonedAt, cartState } from '../../../src/core/cart/state.ts';
import type { OrderMeaning } from '../../../src/core/order/order.ts';
import type { CartId, OrderId } from '../../../src/core/words/ids.ts';
import { cartSeen, DAY_MS, MINUTE_MS, minutes, START } from '../../support/observations.ts';

const id = 'cart-1' as CartId;
const registers = mergeCart(null, cartSeen(), minutes(0));
const removed = mergeCart(
  registers,
  { kind: 'cart_removed', externalId: 'c1', seq: null, updatedAt: minutes(10) },
  minutes(10),
);

const order = (meaning: OrderMeaning, over: Partial<MatchedOrder> = {}): MatchedOrder => ({
  id: 'order-1' as OrderId,
  externalId: 'o1',
  placedAt: minutes(10),
  meaning,
  creditedCartId: null,
  ...over,
});

const bought = order({ kind: 'bought' });
const pending = order({ kind: 'pending' });
const lapsed = (at: number) => order({ kind: 'lapsed', at: minutes(at) });
const cancelled = order({ kind: 'cancelled', at: minutes(30) });

const settle = (
  orders: readonly MatchedOrder[],
  over: { closedByUs?: ClosedByUs; isRemoved?: boolean } = {},
) =>
  settleCart({
    id,
    registers: over.isRemoved === true ? removed : registers,
    orders,
    closedByUs: over.closedByUs ?? null,
    lastActivityAt: over.isRemoved === true ? minutes(10) : START,
  });

describe('settling a cart', () => {
  it('without orders is open', () => {
    expect(settle([])).toEqual({ state: 'open', closedReason: null, orderId: null, lapsedAt: null });
  });

  it('is recovered by the order that is credited to it, else purchased', () => {
    expect(settle([{ ...bought, creditedCartId: id }]).state).toBe('recovered');
    expect(settle([bought]).state).toBe('purchased');
    expect(settle([{ ...bought, creditedCartId: 'another' as CartId }]).state).toBe('purchased');
  });

  it('a bought order beats every other fact but redaction', () => {
    expect(settle([cancelled, pending, bought, lapsed(50)]).state).toBe('purchased');
    expect(settle([bought], { isRemoved: true }).state).toBe('purchased');
    expect(settle([bought], { closedByUs: 'by_hand' }).state).toBe('purchased');
    expect(settle([bought], { closedByUs: 'redacted' })).toMatchObject({
      state: 'closed',
      closedReason: 'redacted',
    });
  });

  it('an order that awaits payment or is in review is pending, also when the shop emptied the cart', () => {
    expect(settle([pending], { isRemoved: true }).state).toBe('pending_payment');
    expect(settle([order({ kind: 'in_review' }), cancelled]).state).toBe('pending_payment');
  });

  it('a cancelled or refunded order closes the cart with its reason', () => {
    expect(settle([cancelled])).toMatchObject({ state: 'closed', closedReason: 'order_cancelled' });
    expect(settle([order({ kind: 'refunded', at: minutes(30) })]).closedReason).toBe('order_refunded');
  });

  it('a lapsed order leaves the cart open, abandoned from its lapse', () => {
    const result = settle([lapsed(70)]);
    expect(result).toMatchObject({ state: 'open', orderId: 'order-1', lapsedAt: minutes(70) });
    expect(
      abandonedAt({ lastActivityAt: START, lapsedAt: result.lapsedAt }, { abandonedAfterMs: 1 }),
    ).toEqual(minutes(70));
  });

  it('a lapse takes back the removal that placing the order brought, not a later one', () => {
    expect(settle([lapsed(70)], { isRemoved: true })).toMatchObject({ state: 'open', lapsedAt: minutes(70) });
    expect(settle([lapsed(5)], { isRemoved: true })).toMatchObject({
      state: 'closed',
      closedReason: 'removed',
    });
  });

  it('a lapse before the last activity does not move the anchor', () => {
    const result = settleCart({
      id,
      registers,
      orders: [lapsed(70)],
      closedByUs: null,
      lastActivityAt: minutes(90),
    });
    expect(result).toMatchObject({ state: 'open', lapsedAt: null });
  });

  it('a cart that the platform calls completed is bought until an order says otherwise', () => {
    const completed = mergeCart(registers, cartSeen({ completedAt: minutes(5) }), minutes(9));
    const settled = (orders: readonly MatchedOrder[]) =>
      settleCart({ id, registers: completed, orders, closedByUs: null, lastActivityAt: START }).state;
    expect([settled([]), settled([pending]), settled([lapsed(70)])]).toEqual([
      'purchased',
      'pending_payment',
      'open',
    ]);
  });
});

describe('the shown state of a cart', () => {
  const settings = { abandonedAfterMs: 30 * MINUTE_MS, recoveryHorizonMs: 30 * DAY_MS };
  const open = {
    state: 'open',
    emailKey: 'ana@example.com',
    phoneKey: null,
    lastActivityAt: START,
    lapsedAt: null,
  } as const;

  it('is active until its silence is over, then abandoned, then expired', () => {
    const states = [30 * MINUTE_MS - 1, 30 * MINUTE_MS, 30 * DAY_MS].map((ms) =>
      cartState(open, settings, new Date(START.getTime() + ms)),
    );
    expect(states).toEqual(['active', 'abandoned', 'expired']);
  });

  it('is anonymous without a contact, and only when it would be abandoned', () => {
    const nobody = { ...open, emailKey: null };
    expect(cartState(nobody, settings, minutes(29))).toBe('active');
    expect(cartState(nobody, settings, minutes(31))).toBe('anonymous');
  });

  it('is what facts settled, at any time', () => {
    expect(cartState({ ...open, state: 'recovered' }, settings, minutes(31))).toBe('recovered');
  });
});
