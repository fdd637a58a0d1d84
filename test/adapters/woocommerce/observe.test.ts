import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observe } from '../../../adapters/woocommerce/observe.ts';
import type { CartObservation, Observation, OrderObservation } from '../../../src/core/cart/observation.ts';
import type { Observed, StoreFacts } from '../../../src/ports/adapter.ts';
import { readFixture } from '../cases.ts';
import { wooStore } from './store.ts';

const receivedAt = new Date('2026-11-21T13:00:00Z');

const fixture = (name: string): Record<string, unknown> =>
  readFixture(
    readFileSync(new URL(`../../fixtures/woocommerce/${name}.json`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

const see = (topic: string, body: unknown, store: Partial<StoreFacts> = {}): Observed =>
  observe({ topic, body, receivedAt, store: { ...wooStore, ...store } });

const only = (observed: Observed): Observation => {
  if (observed.kind !== 'observed' || observed.observations.length !== 1)
    throw new Error(JSON.stringify(observed));
  return observed.observations[0]!;
};

const order = (changed: Record<string, unknown> = {}, store: Partial<StoreFacts> = {}): OrderObservation =>
  only(see('order.updated', { ...fixture('order-bacs'), ...changed }, store)) as OrderObservation;

const pluginCart = (changed: Record<string, unknown> = {}): Observation => {
  const { cart } = fixture('plugin-cart') as { cart: Record<string, unknown> };
  return only(see('retorno.cart', { cart: { ...cart, ...changed } }));
};

const paidAt = '2026-11-21T12:00:01';

describe('the status of an order', () => {
  it.each([
    ['pending', 'stripe', null, 'awaiting_shopper', 'card'],
    ['pending', 'ppcp-gateway', null, 'awaiting_shopper', 'redirect'],
    ['pending', 'woo-mercado-pago-pix', null, 'awaiting_shopper', 'pix'],
    ['pending', 'payulatam', null, 'awaiting_shopper', 'redirect'],
    ['pending', 'acme_pay', null, 'unknown', 'other'],
    ['pending', 'cod', null, 'due_later', 'cash_on_delivery'],
    ['pending', 'acme_pay', paidAt, 'paid', 'other'],
    ['on-hold', 'bacs', null, 'awaiting_shopper', 'bank_transfer'],
    ['on-hold', 'cheque', null, 'awaiting_shopper', 'bank_transfer'],
    ['on-hold', 'stripe', null, 'unknown', 'card'],
    ['on-hold', 'acme_pay', null, 'unknown', 'other'],
    ['failed', 'stripe', null, 'failed', 'card'],
    ['processing', 'stripe', paidAt, 'paid', 'card'],
    ['processing', 'cod', null, 'due_later', 'cash_on_delivery'],
    ['processing', 'acme_pay', null, 'paid', 'other'],
    ['completed', 'cod', paidAt, 'paid', 'cash_on_delivery'],
    ['refunded', 'stripe', paidAt, 'refunded', 'card'],
    ['cancelled', 'stripe', null, 'voided', 'card'],
    ['trash', 'stripe', null, 'voided', 'card'],
    ['wc-packed', 'stripe', null, 'unknown', 'card'],
    ['__proto__', 'stripe', null, 'unknown', 'card'],
  ])(
    '%s by %s (paid %s) is %s',
    (...[status, payment_method, date_paid_gmt, paymentState, paymentMethod]) => {
      const seen = order({ status, payment_method, payment_method_title: '', date_paid_gmt });
      expect(seen).toMatchObject({ paymentState, paymentMethod });
    },
  );

  it('means what the merchant says a method means', () => {
    const changed = { status: 'pending', payment_method: 'acme_pay', payment_method_title: 'Acme' };
    expect(order(changed, { paymentMeanings: { acme_pay: 'awaiting_shopper' } }).paymentState).toBe(
      'awaiting_shopper',
    );
  });

  it('cancelled without money leaves the cause to the hold time; in the trash it was a person', () => {
    expect(order({ status: 'cancelled', payment_method: 'stripe' })).toMatchObject({
      cancelledAt: new Date('2026-11-21T12:00:01Z'),
      cancelledBy: 'unknown',
      moneyAuthorized: false,
      holdMinutes: 60,
      fulfilmentState: 'cancelled',
    });
    expect(order({ status: 'cancelled', date_paid_gmt: paidAt }).moneyAuthorized).toBe(true);
    expect(order({ status: 'trash' }).cancelledBy).toBe('person');
  });

  it('offers the page to pay on only while it takes money', () => {
    expect(order({ status: 'pending', payment_method: 'stripe', needs_payment: true }).payUrl).toContain(
      'order-pay/734',
    );
    expect(order({ status: 'on-hold', needs_payment: false }).payUrl).toBeNull();
    expect(order({ status: 'processing', date_paid_gmt: paidAt, needs_payment: true }).payUrl).toBeNull();
  });
});

describe('an order', () => {
  it('names its cart, our links and the shopper, with names unescaped exactly once', () => {
    expect(order()).toMatchObject({
      externalId: '734',
      number: '734',
      cartRefs: ['f3a9c2d1e0b74a55', '734'],
      retornoRefs: ['Zm9vYmFyYmF6cXV4MTIzNA', 'QWJjZGVmR2hpamtsTW5vcA'],
      contact: { email: 'Lucja+tag@Example.test', phone: '601 234 567', name: 'Łucja & Jan Kowalska' },
      customer: { externalId: null, registered: false },
      consent: [{ channel: 'email', state: 'in', at: new Date('2026-11-21T12:00:00Z') }],
      country: 'PL',
      coupons: ['volta-7k'],
      productIds: ['11', '13'],
      placedAt: new Date('2026-11-21T12:00:00Z'),
      updatedAt: new Date('2026-11-21T12:00:01Z'),
      origin: 'storefront',
      total: { minor: 9_800, currency: 'PLN' },
      netPaid: { minor: 0, currency: 'PLN' },
    });
  });

  it('is worth what was paid less what was given back', () => {
    const refunds = [{ id: 1, reason: '', total: '-18.00' }];
    expect(order({ status: 'completed', date_paid_gmt: paidAt, refunds })).toMatchObject({
      paymentState: 'partially_refunded',
      netPaid: { minor: 8_000 },
    });
  });

  it.each([
    ['JPY', '47', 47],
    ['KWD', '16.867', 16_867],
    ['PLN', '98', 9_800],
  ])('has its amount in the minor units of %s', (currency, total, minor) => {
    expect(order({ currency, total }).total).toEqual({ minor, currency });
  });

  it.each([
    ['checkout', 'storefront'],
    ['store-api', 'storefront'],
    ['subscription', 'renewal'],
    ['pos-rest-api', 'point_of_sale'],
    ['admin', 'admin'],
    ['amazon', 'marketplace'],
  ])('made via %s comes from %s', (created_via, origin) => {
    expect(order({ created_via }).origin).toBe(origin);
  });

  it('that is deleted is cancelled by a person', () => {
    expect(only(see('order.deleted', fixture('order-deleted')))).toMatchObject({
      kind: 'order',
      externalId: '734',
      cancelledBy: 'person',
      cancelledAt: receivedAt,
      cartRefs: ['734'],
    });
  });

  it('that could not be read by the shop’s own user says so', () => {
    expect(see('order.updated', fixture('rest-error'))).toEqual({
      kind: 'malformed',
      reason: 'WooCommerce answered the error woocommerce_rest_cannot_view',
    });
  });
});

describe('a draft of a Blocks checkout', () => {
  it('is a cart by the order’s own id, which the later order names', () => {
    const draft = only(see('order.updated', fixture('order-draft'))) as CartObservation;
    expect(draft).toMatchObject({
      kind: 'cart',
      externalId: '735',
      contact: { email: null, phone: null, name: null },
      customer: { externalId: '9', registered: true },
      contents: { currency: 'JPY', total: { minor: 47, currency: 'JPY' } },
      startedAt: new Date('2026-11-21T11:00:00Z'),
    });
    const placed = only(see('order.updated', { ...fixture('order-draft'), status: 'processing' }));
    expect(placed).toMatchObject({ kind: 'order', cartRefs: ['735'] });
  });

  it('has prices with tax where the shop shows them so, and the name of a variation apart', () => {
    const draft = only(
      see('order.updated', { ...fixture('order-bacs'), status: 'checkout-draft', meta_data: [] }),
    );
    expect((draft as CartObservation).contents?.lines).toMatchObject([
      {
        title: 'Tasse « Café » — 12" &amp; 漢字 ☕',
        quantity: 2,
        unitPrice: { minor: 4_000 },
        variantId: null,
      },
      {
        title: 'Shirt',
        variantTitle: 'M, Red',
        variantId: '15',
        unitPrice: { minor: 1_600 },
        imageUrl: null,
      },
    ]);
  });

  it('is left to the plugin where the plugin tells it', () => {
    expect(see('order.updated', { ...fixture('order-bacs'), status: 'checkout-draft' }).kind).toBe('ignored');
  });
});

describe('the plugin’s cart', () => {
  it('is read whole', () => {
    expect(pluginCart()).toMatchObject({
      kind: 'cart',
      externalId: 'f3a9c2d1e0b74a55',
      seq: 1_795_262_700_123,
      contact: { email: 'ana@example.com', phone: '11 98765-4321', name: "Ana D'Ávila" },
      customer: { externalId: null, registered: false },
      consent: [{ channel: 'email', state: 'in', at: new Date('2026-11-21T12:05:00Z') }],
      locale: 'pt-BR',
      country: 'BR',
      returnUrl: 'https://loja.example/?retorno_cart=abc.def',
      contents: {
        total: { minor: 19_990, currency: 'BRL' },
        lines: [
          { title: 'Caneca & Pires', productId: '7', variantId: null, quantity: 2, available: true },
          { variantId: '81', variantTitle: 'M / Azul', url: null, imageUrl: null, available: false },
        ],
      },
    });
  });

  it('that was removed is a removal', () => {
    expect(pluginCart({ removed: true })).toEqual({
      kind: 'cart_removed',
      externalId: 'f3a9c2d1e0b74a55',
      seq: 1_795_262_700_123,
      updatedAt: new Date('2026-11-21T12:05:00Z'),
    });
  });

  it('without an id is malformed', () => {
    expect(see('retorno.cart', { cart: { email: 'a@b.c' } }).kind).toBe('malformed');
    expect(see('retorno.cart', {}).kind).toBe('malformed');
  });
});

it('takes a ping for the shop being able to reach us', () => {
  expect(only(see('ping', 'webhook_id=12'))).toEqual({ kind: 'store', change: 'reachable', at: receivedAt });
});
