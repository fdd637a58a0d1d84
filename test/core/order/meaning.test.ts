import { describe, expect, it } from 'vitest';
import { orderMeaning } from '../../../src/core/order/meaning.ts';
import { mergeOrder } from '../../../src/core/order/merge.ts';
import type { OrderObservation } from '../../../src/core/cart/observation.ts';
import { minutes, orderSeen } from '../../support/observations.ts';

const meaning = (over: Partial<OrderObservation>) =>
  orderMeaning(mergeOrder(null, orderSeen({ placedAt: minutes(0), ...over }), minutes(10_000)));

describe('what an order means', () => {
  it.each(['authorized', 'paid', 'due_later', 'partially_refunded', 'unknown'] as const)(
    '%s is bought',
    (paymentState) => {
      expect(meaning({ paymentState })).toEqual({ kind: 'bought' });
    },
  );

  it.each(['awaiting_shopper', 'failed'] as const)('%s is pending', (paymentState) => {
    expect(meaning({ paymentState })).toEqual({ kind: 'pending' });
  });

  it('in review is neither bought nor pending', () => {
    expect(meaning({ paymentState: 'in_review' })).toEqual({ kind: 'in_review' });
  });

  it('a full refund takes the order back', () => {
    expect(meaning({ paymentState: 'refunded', updatedAt: minutes(99) })).toEqual({
      kind: 'refunded',
      at: minutes(99),
    });
  });

  it.each([
    ['within its hold time', 60, 'lapsed'],
    ['fifteen minutes after it', 75, 'lapsed'],
    ['later', 76, 'cancelled'],
  ])('an unpaid order cancelled by nobody knows whom %s has %s minutes: %s', (_, after, kind) => {
    const over = { paymentState: 'awaiting_shopper', cancelledBy: 'unknown', holdMinutes: 60 } as const;
    expect(meaning({ ...over, cancelledAt: minutes(after) })).toEqual({ kind, at: minutes(after) });
  });

  it('an unpaid order without a hold time that is cancelled by nobody knows whom is cancelled', () => {
    expect(meaning({ paymentState: 'failed', cancelledAt: minutes(5) }).kind).toBe('cancelled');
  });

  it('a person who cancels within the hold time has cancelled', () => {
    expect(
      meaning({ paymentState: 'failed', cancelledAt: minutes(5), cancelledBy: 'person', holdMinutes: 60 })
        .kind,
    ).toBe('cancelled');
  });

  it('a time-out after money was authorised is a cancellation', () => {
    const over = { cancelledAt: minutes(5), cancelledBy: 'timeout', moneyAuthorized: true } as const;
    expect(meaning({ paymentState: 'voided', ...over }).kind).toBe('cancelled');
  });

  it('an expired payment has lapsed, and not where money was authorised', () => {
    expect(meaning({ paymentState: 'expired', updatedAt: minutes(30) })).toEqual({
      kind: 'lapsed',
      at: minutes(30),
    });
    expect(meaning({ paymentState: 'expired', moneyAuthorized: true }).kind).toBe('cancelled');
  });
});
