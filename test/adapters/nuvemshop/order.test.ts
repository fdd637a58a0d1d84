import { describe, expect, it } from 'vitest';
import { readOrder } from '../../../adapters/nuvemshop/order.ts';
import type { OrderObservation } from '../../../src/core/cart/observation.ts';
import { orderMeaning } from '../../../src/core/order/meaning.ts';
import { nuvemFixture, nuvemStore } from './store.ts';

const receivedAt = new Date('2026-11-21T12:10:00Z');

const order = (changed: Record<string, unknown> = {}): OrderObservation =>
  readOrder({ ...nuvemFixture('order'), ...changed }, { receivedAt, store: nuvemStore })!;

const meaning = (told: OrderObservation): string =>
  orderMeaning({ snapshot: told, moneyAuthorized: told.moneyAuthorized }).kind;

describe('an order', () => {
  it('names its cart by id and token, and was placed when the checkout was completed', () => {
    expect(order()).toMatchObject({
      kind: 'order',
      externalId: '989339794',
      number: '1042',
      cartRefs: ['989339794', '7ff7ee2dc4ddb0ae1bf1b37a02a7e1a3bb1c5d2e'],
      placedAt: new Date('2026-11-21T06:10:00Z'),
      updatedAt: new Date('2026-11-21T06:10:05Z'),
      paymentState: 'awaiting_shopper',
      paymentMethod: 'pix',
      fulfilmentState: 'open',
      total: { minor: 19_972, currency: 'BRL' },
      netPaid: { minor: 0, currency: 'BRL' },
      customer: { externalId: '88001', registered: null },
      consent: [],
      productIds: ['40001'],
      coupons: ['CAFE10'],
      origin: 'storefront',
      payUrl:
        'https://casa-do-cafe.lojavirtualnuvem.com.br/checkout/v3/proxy/989339794/7ff7ee2dc4ddb0ae1bf1b37a02a7e1a3bb1c5d2e',
    });
  });

  it.each([
    ['pix', 'awaiting_shopper', 'pending'],
    ['boleto', 'awaiting_shopper', 'pending'],
    ['ticket', 'awaiting_shopper', 'pending'],
    ['bank_transfer', 'awaiting_shopper', 'pending'],
    ['credit_card', 'in_review', 'in_review'],
    ['debit_card', 'in_review', 'in_review'],
    ['wallet', 'in_review', 'in_review'],
    ['custom', 'unknown', 'bought'],
    ['offline', 'unknown', 'bought'],
    [null, 'unknown', 'bought'],
    [{}, 'unknown', 'bought'],
  ])('that is pending by %j is %s, hence %s', (method, state, kind) => {
    const told = order({ payment_details: { method }, gateway: 'offline', gateway_name: 'A combinar' });
    expect([told.paymentState, meaning(told)]).toEqual([state, kind]);
  });

  it.each([
    ['Pagamento na entrega', 'due_later'],
    ['Transferência bancária', 'awaiting_shopper'],
  ])('that the shop settles by "%s" is %s', (gateway_name, state) => {
    expect(order({ payment_details: { method: 'custom' }, gateway_name }).paymentState).toBe(state);
  });

  it('is meant as the merchant says', () => {
    const store = { ...nuvemStore, paymentMeanings: { 'A Combinar': 'due_later' } } as const;
    const written = {
      ...nuvemFixture('order'),
      payment_details: { method: 'custom' },
      gateway_name: 'a combinar',
    };
    expect(readOrder(written, { receivedAt, store })).toMatchObject({
      paymentState: 'due_later',
      netPaid: { minor: 19_972 },
    });
  });

  it.each([
    ['authorized', 'authorized', 'bought', 0],
    ['paid', 'paid', 'bought', 19_972],
    ['partially_paid', 'authorized', 'bought', 0],
    ['partially_refunded', 'partially_refunded', 'bought', 19_972],
    ['refunded', 'refunded', 'refunded', 0],
    ['voided', 'voided', 'lapsed', 0],
    ['abandoned', 'expired', 'lapsed', 0],
    ['recovered', 'unknown', 'bought', 0],
    ['a_word_of_tomorrow', 'unknown', 'bought', 0],
  ])('whose payment is %s is %s, hence %s, and brought %i', (payment_status, ...expected) => {
    const told = order({ payment_status });
    expect([told.paymentState, meaning(told), told.netPaid.minor]).toEqual(expected);
  });

  it('whose card payment was voided, or that was paid before, is over and does not lapse', () => {
    const card = { payment_status: 'voided', payment_details: { method: 'credit_card' } };
    expect(meaning(order(card))).toBe('cancelled');
    expect(meaning(order({ payment_status: 'voided', paid_at: '2026-11-21T06:12:00+0000' }))).toBe(
      'cancelled',
    );
  });

  it('that was cancelled is over, whoever did it', () => {
    const told = order({
      status: 'cancelled',
      cancelled_at: '2026-11-21T07:00:00+0000',
      cancel_reason: 'customer',
      payment_status: 'voided',
    });
    expect(told).toMatchObject({
      fulfilmentState: 'cancelled',
      cancelledBy: 'person',
      cancelledAt: new Date('2026-11-21T07:00:00Z'),
    });
    expect(meaning(told)).toBe('cancelled');
    expect(meaning(order({ status: 'cancelled' }))).toBe('cancelled');
  });

  it.each([
    ['meli', 'marketplace'],
    ['pos', 'point_of_sale'],
    ['form', 'draft'],
    ['mobile', 'storefront'],
    [null, 'storefront'],
  ])('made at %j has the origin %s', (storefront, origin) => {
    expect(order({ storefront }).origin).toBe(origin);
  });

  it('has its price for a total where the total is missing', () => {
    expect(order({ total: undefined, price: '12.30' }).total.minor).toBe(1_230);
  });
});
