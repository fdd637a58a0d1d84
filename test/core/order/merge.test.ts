import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeOrder, type OrderRegisters } from '../../../src/core/order/merge.ts';
import type { OrderObservation } from '../../../src/core/cart/observation.ts';
import { PAYMENT_STATES } from '../../../src/core/words/vocabulary.ts';
import { minutes, orderSeen } from '../../support/observations.ts';

type Told = { readonly told: OrderObservation; readonly receivedAt: Date };

const merged = (tellings: readonly Told[]): OrderRegisters | null =>
  tellings.reduce<OrderRegisters | null>(
    (known, { told, receivedAt }) => mergeOrder(known, told, receivedAt),
    null,
  );

const moment = fc.integer({ min: 0, max: 12 }).map(minutes);
const telling: fc.Arbitrary<Told> = fc.record({
  told: fc
    .record({
      updatedAt: moment,
      paymentState: fc.constantFrom(...PAYMENT_STATES),
      cancelledAt: fc.option(moment),
      cartRefs: fc.subarray(['c1', 'c2']),
      retornoRefs: fc.subarray(['t1', 't2']),
      coupons: fc.subarray(['A', 'B']),
      number: fc.constantFrom('1', '2'),
    })
    .map((over) => orderSeen(over)),
  receivedAt: fc.integer({ min: 0, max: 15 }).map(minutes),
});

describe('merging observations of an order', () => {
  it('gives the same order in any order and with any repetition', () => {
    fc.assert(
      fc.property(
        fc
          .array(telling, { minLength: 1, maxLength: 10 })
          .chain((all) =>
            fc.tuple(
              fc.constant(all),
              fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
            ),
          ),
        ([tellings, mixed]) => {
          expect(merged(mixed)).toEqual(merged(tellings));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('paid beats pending of the same second, whichever comes last', () => {
    const pending = orderSeen({ paymentState: 'awaiting_shopper' });
    const paid = orderSeen({ paymentState: 'paid' });
    const states = [
      [pending, paid],
      [paid, pending],
    ].map(
      (told) => merged(told.map((one) => ({ told: one, receivedAt: minutes(20) })))?.snapshot.paymentState,
    );
    expect(states).toEqual(['paid', 'paid']);
  });

  it('an older snapshot never takes back that money was authorised', () => {
    const paid = orderSeen({ paymentState: 'paid', updatedAt: minutes(1) });
    const voided = orderSeen({ paymentState: 'voided', updatedAt: minutes(2) });
    const order = merged([voided, paid].map((told) => ({ told, receivedAt: minutes(20) })));
    expect(order).toMatchObject({ moneyAuthorized: true, snapshot: { paymentState: 'voided' } });
  });
});
