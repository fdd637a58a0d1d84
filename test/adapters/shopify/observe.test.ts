import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observe, TOPICS } from '../../../adapters/shopify/observe.ts';
import type { CartObservation, Observation, OrderObservation } from '../../../src/core/cart/observation.ts';
import type { Observed, StoreFacts } from '../../../src/ports/adapter.ts';
import { readFixture } from '../cases.ts';
import { shopifyStore } from './store.ts';

const receivedAt = new Date('2026-11-21T13:00:00Z');

const fixture = (name: string): Record<string, unknown> =>
  readFixture(
    readFileSync(new URL(`../../fixtures/shopify/${name}.json`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

const see = (topic: string, body: unknown, store: Partial<StoreFacts> = {}): Observed =>
  observe({ topic, body, receivedAt, store: { ...shopifyStore, ...store } });

const only = (observed: Observed): Observation => {
  if (observed.kind !== 'observed' || observed.observations.length !== 1)
    throw new Error(JSON.stringify(observed));
  return observed.observations[0]!;
};

const cart = (changed: Record<string, unknown> = {}): CartObservation =>
  only(see('checkouts/update', { ...fixture('checkouts-update'), ...changed })) as CartObservation;

const order = (changed: Record<string, unknown> = {}, store: Partial<StoreFacts> = {}): OrderObservation =>
  only(see('orders/updated', { ...fixture('orders-create-pix'), ...changed }, store)) as OrderObservation;

describe('a checkout', () => {
  it('is a cart keyed by its token, with the names orders and listings give it', () => {
    expect(cart()).toMatchObject({
      externalId: '9f2c1d7be0a84c1f9d5be2a7c3e4f501',
      aliases: ['hWN8Zk3QmVt7YxR2pLs5Dq', '#38274619203847'],
      contact: { email: 'ana.souza@example.com', phone: '(11) 98765-4321', name: 'Ana Souza' },
      customer: { externalId: '6543210000001', registered: true },
      updatedAt: new Date('2026-11-21T12:05:07Z'),
      startedAt: new Date('2026-11-21T12:00:00Z'),
      locale: 'pt-BR',
      country: 'BR',
    });
  });

  it('survives without contact, customer and addresses, in the currency the shopper saw', () => {
    expect(only(see('checkouts/create', fixture('checkouts-create-anonymous')))).toMatchObject({
      contact: { email: null, phone: null, name: null },
      customer: { externalId: null, registered: null },
      consent: [],
      contents: { currency: 'JPY', total: { minor: 1_200, currency: 'JPY' } },
    });
  });

  it('is reached by the number given for text messages where there is no other', () => {
    const unknown = { phone: null, shipping_address: [], billing_address: null, customer: null };
    const given = { ...unknown, sms_marketing_phone: '+5511912345678' };
    expect(cart(given).contact.phone).toBe('+5511912345678');
    expect(cart({ ...given, phone: '+5511987654321' }).contact.phone).toBe('+5511987654321');
  });

  it('takes a ticked box for a yes and an unticked one for nothing', () => {
    expect(cart().consent).toMatchObject([
      { channel: 'email', state: 'in', at: new Date('2026-11-21T12:05:07Z') },
    ]);
    expect(cart({ buyer_accepts_marketing: false }).consent).toEqual([]);
  });

  it('that lists no lines says so; one that does not speak of lines says nothing', () => {
    expect(cart({ line_items: [] }).contents?.lines).toEqual([]);
    expect(cart({ line_items: undefined }).contents).toBeNull();
  });

  it('without a token, as in the platform’s samples, makes no cart', () => {
    expect(see('checkouts/create', fixture('checkouts-docs-sample')).kind).toBe('ignored');
  });

  it('tells when it became an order', () => {
    expect(cart({ completed_at: '2026-11-21T12:06:00Z' }).completedAt).toEqual(
      new Date('2026-11-21T12:06:00Z'),
    );
  });

  it('is removed by the best name that the deletion has', () => {
    const removed = (body: unknown) => only(see('checkouts/delete', body));
    expect(removed(fixture('checkouts-delete'))).toMatchObject({
      externalId: '#981820079255243537',
      updatedAt: receivedAt,
    });
    expect(removed({ id: 1, cart_token: 'ct' })).toMatchObject({ externalId: 'ct' });
    expect(removed({ id: 1, cart_token: 'ct', token: 't' })).toMatchObject({ externalId: 't' });
    expect(see('checkouts/delete', {}).kind).toBe('malformed');
  });
});

const worth = (changed: Record<string, unknown>) => order(changed).netPaid;

describe('the money of an order', () => {
  it.each([
    ['pending', ['Pix - Mercado Pago'], 'awaiting_shopper', 'pix'],
    ['pending', ['Boleto Bancário'], 'awaiting_shopper', 'boleto'],
    ['pending', ['Bank Deposit'], 'awaiting_shopper', 'bank_transfer'],
    ['pending', ['Transferencia bancaria'], 'awaiting_shopper', 'bank_transfer'],
    ['pending', ['OXXO Pay'], 'awaiting_shopper', 'voucher'],
    ['pending', ['konbini'], 'awaiting_shopper', 'voucher'],
    ['pending', ['gift_card', 'pix'], 'awaiting_shopper', 'pix'],
    ['pending', ['Cash on Delivery (COD)'], 'due_later', 'cash_on_delivery'],
    ['pending', ['Za pobraniem'], 'due_later', 'cash_on_delivery'],
    ['pending', ['shopify_payments'], 'unknown', 'card'],
    ['pending', ['Acme Pay'], 'unknown', 'other'],
    ['pending', ['Codex'], 'unknown', 'other'],
    ['pending', [], 'unknown', 'other'],
    ['authorized', ['shopify_payments'], 'authorized', 'card'],
    ['partially_paid', [], 'authorized', 'other'],
    ['paid', ['pix'], 'paid', 'pix'],
    ['PAID', [], 'paid', 'other'],
    ['partially_refunded', [], 'partially_refunded', 'other'],
    ['refunded', [], 'refunded', 'other'],
    ['voided', [], 'voided', 'other'],
    ['expired', [], 'expired', 'other'],
    ['something_new', [], 'unknown', 'other'],
    [null, [], 'unknown', 'other'],
  ])('%s by %j is %s (%s)', (...[financial_status, payment_gateway_names, paymentState, paymentMethod]) => {
    expect(order({ financial_status, payment_gateway_names })).toMatchObject({ paymentState, paymentMethod });
  });

  it('on payment terms is due later', () => {
    const pending = { financial_status: 'pending', payment_gateway_names: [], payment_terms: { id: 1 } };
    expect(order(pending)).toMatchObject({ paymentState: 'due_later', paymentMethod: 'terms' });
  });

  it('means what the merchant says a gateway means', () => {
    const changed = { payment_gateway_names: ['Acme Pay'] };
    expect(order(changed, { paymentMeanings: { 'acme pay': 'awaiting_shopper' } }).paymentState).toBe(
      'awaiting_shopper',
    );
  });

  it('counts nothing while unpaid, all of it when paid, and what is left after refunds', () => {
    const refund = {
      transactions: [{ kind: 'refund', status: 'success', amount: '35.80', currency: 'BRL' }],
    };
    const failed = {
      transactions: [{ kind: 'refund', status: 'failure', amount: '35.80', currency: 'BRL' }],
    };
    const paid = { financial_status: 'paid', total_outstanding: '0.00' };
    expect(worth({})).toEqual({ minor: 0, currency: 'BRL' });
    expect(worth(paid)).toEqual({ minor: 23_580, currency: 'BRL' });
    expect(worth({ ...paid, financial_status: 'partially_refunded', refunds: [refund, failed] }).minor).toBe(
      20_000,
    );
    expect(worth({ ...paid, financial_status: 'refunded', refunds: [refund] }).minor).toBe(0);
    expect(worth({ financial_status: 'partially_paid', total_outstanding: '135.80' }).minor).toBe(10_000);
  });

  it('shows the shopper’s currency and counts the shop’s', () => {
    const set = {
      shop_money: { amount: '100.00', currency_code: 'BRL' },
      presentment_money: { amount: '2800', currency_code: 'JPY' },
    };
    const seen = order({
      financial_status: 'paid',
      total_outstanding: '0.00',
      presentment_currency: 'JPY',
      total_price: '100.00',
      current_total_price: '100.00',
      current_total_price_set: set,
    });
    expect(seen.total).toEqual({ minor: 2_800, currency: 'JPY' });
    expect(seen.netPaid).toEqual({ minor: 10_000, currency: 'BRL' });
  });
});

describe('an order', () => {
  it('names its cart, our link and what was bought', () => {
    expect(order()).toMatchObject({
      externalId: '5540000000001',
      number: '#1001',
      cartRefs: ['9f2c1d7be0a84c1f9d5be2a7c3e4f501', 'hWN8Zk3QmVt7YxR2pLs5Dq'],
      retornoRefs: ['Zm9vYmFyYmF6cXV4MTIzNA'],
      coupons: ['VOLTA10'],
      productIds: ['7610000000001', '7610000000002'],
      placedAt: new Date('2026-11-21T12:59:58Z'),
    });
  });

  it('names our link by an attribute too', () => {
    const note_attributes = [{ name: 'retorno_ref', value: 'QWJjZGVmR2hpamtsTW5vcA' }];
    expect(order({ landing_site: null, note_attributes }).retornoRefs).toEqual(['QWJjZGVmR2hpamtsTW5vcA']);
  });

  it('of the platform’s samples keeps its great id, makes no cart and is a test', () => {
    expect(only(see('orders/create', fixture('orders-docs-sample')))).toMatchObject({
      kind: 'order',
      externalId: '820982911946154508',
      paymentState: 'voided',
      cancelledBy: 'person',
      cartRefs: [],
      productIds: ['788032119674292922'],
      test: true,
    });
  });

  it.each([
    ['web', 'storefront'],
    [null, 'storefront'],
    ['pos', 'point_of_sale'],
    ['shopify_draft_order', 'draft'],
    ['subscription_contract_checkout_one', 'renewal'],
    ['6543211', 'storefront'],
  ])('from the source %s is made at the %s', (source_name, origin) => {
    expect(order({ source_name }).origin).toBe(origin);
  });

  it('from an unknown source without a checkout is a marketplace’s', () => {
    expect(order({ source_name: '6543211', checkout_token: null }).origin).toBe('marketplace');
  });

  it('without an id is malformed, with a reason to read', () => {
    expect(see('orders/create', { email: 'a@b.c' })).toEqual({
      kind: 'malformed',
      reason: 'the order has no id',
    });
    expect(see('orders/create', [])).toEqual({ kind: 'malformed', reason: 'the body is no JSON object' });
  });

  it('without times has the time it came', () => {
    const bare = only(see('orders/create', { id: 1, updated_at: '0000-00-00 00:00:00' }));
    expect(bare).toMatchObject({ updatedAt: receivedAt, placedAt: receivedAt });
  });
});

describe('consent', () => {
  it.each([
    ['email-consent', 'customers_email_marketing_consent/update', 'email', 'out'],
    ['sms-consent', 'customers_marketing_consent/update', 'sms', 'in'],
    ['whatsapp-consent', 'customers_whats_app_marketing_consent/update', 'whatsapp', 'in'],
  ])('of %s is read', (...[name, topic, channel, state]) => {
    expect(only(see(topic, fixture(name)))).toMatchObject({
      kind: 'consent',
      customerId: '6543210000001',
      evidence: [{ channel, state, source: `shopify:${topic}` }],
    });
  });

  it.each(['not_subscribed', 'pending', 'invalid', 'redacted', null])(
    'in the state %s says nothing',
    (state) => {
      const body = { ...fixture('email-consent'), email_marketing_consent: { state } };
      expect(see('customers_email_marketing_consent/update', body).kind).toBe('ignored');
    },
  );
});

describe('privacy and the store', () => {
  it('reads the three compliance topics', () => {
    expect(only(see('customers/redact', fixture('customers-redact')))).toMatchObject({
      kind: 'redaction',
      scope: 'shopper',
      contact: { email: 'john@example.com', phone: '555-625-1199' },
      customerId: '191167',
      orderIds: ['299938', '280263', '220458'],
    });
    expect(only(see('customers/data_request', fixture('customers-data-request')))).toMatchObject({
      kind: 'data_request',
    });
    expect(only(see('shop/redact', { shop_id: 1 }))).toMatchObject({ kind: 'redaction', scope: 'store' });
    expect(see('customers/redact', {}).kind).toBe('malformed');
  });

  it('reads that the app was removed, whatever the body says of the shop', () => {
    expect(only(see('app/uninstalled', { myshopify_domain: null }))).toMatchObject({
      kind: 'store',
      change: 'uninstalled',
    });
    expect(only(see('app/scopes_update', { current: ['read_orders'] }))).toMatchObject({
      kind: 'store',
      change: 'scopes_changed',
      scopes: ['read_orders'],
    });
    expect(see('app/scopes_update', {}).kind).toBe('malformed');
  });

  it('reads exactly the topics that the app subscribes to', () => {
    const toml = readFileSync(new URL('../../../shopify.app.toml', import.meta.url), 'utf8');
    const subscribed = [...toml.matchAll(/topics\s*=\s*\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/"([^"]+)"/g)].map(([, topic]) => topic),
    );
    expect(new Set(subscribed)).toEqual(new Set(TOPICS));
  });
});
