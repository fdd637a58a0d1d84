import { describe, expect, it } from 'vitest';
import { mergeCart } from '../../../src/core/cart/merge.ts';
import type { CartObservation } from '../../../src/core/cart/observation.ts';
import type { CartRegisters } from '../../../src/core/cart/cart.ts';
import { CART, cart, cartOf, observe, only, ORDER, order, receivedAt } from './observing.ts';
import { domainEvent, wixFixture } from './store.ts';

const price = (amount: string, convertedAmount: string) => ({ amount, convertedAmount });

describe('an abandoned checkout', () => {
  it('is a cart that its order will name, with contact, lines and link', () => {
    expect(cartOf()).toMatchObject({
      kind: 'cart',
      externalId: '6a0f2c2e-7a05-4f3e-9a5c-0f6d3f5d1a01',
      aliases: ['c1b6d7f0-51d0-4a0b-8f2c-2f3e8f9e7b11', '9d0d1f2e-3c4b-4a59-8a7b-6c5d4e3f2a10'],
      updatedAt: new Date('2026-11-21T12:01:22.507Z'),
      startedAt: new Date('2026-11-21T11:58:10.114Z'),
      contact: { email: 'ana.souza@example.com', phone: '+5511987654321', name: 'Ana Souza' },
      customer: { externalId: 'b7a6c5d4-e3f2-4109-8f7e-6d5c4b3a2f1e', registered: false },
      consent: [],
      locale: 'pt',
      returnUrl: cart['checkoutUrl'],
      completedAt: null,
      contents: {
        currency: 'BRL',
        subtotal: { minor: 18_000, currency: 'BRL' },
        total: { minor: 19_990, currency: 'BRL' },
        coupons: ['CAFE10'],
        lines: [
          {
            productId: 'df19c1f7-07d8-a265-42f8-e8dfa824cc6e',
            variantId: 'ca9f8a4a-0d10-4b7a-9a10-9f1f3c1d2e3f',
            sku: 'CAN-AZ',
            title: 'Caneca de cerâmica',
            variantTitle: 'Azul / Grande',
            quantity: 2,
            unitPrice: { minor: 9_000, currency: 'BRL' },
            imageUrl: 'https://static.wixstatic.com/media/11062b_3a8c1e6b9d.jpg',
          },
        ],
      },
    });
  });

  it('is shown in the currency that the shopper saw', () => {
    const [line] = cart['lineItems'] as Record<string, unknown>[];
    const seen = cartOf({
      conversionCurrency: 'JPY',
      totalPrice: price('199.90', '5512'),
      subtotalPrice: price('180.00', '4964'),
      lineItems: [{ ...line, price: price('90.00', '2482') }],
    });
    expect(seen.contents).toMatchObject({
      currency: 'JPY',
      total: { minor: 5_512, currency: 'JPY' },
      lines: [{ unitPrice: { minor: 2_482, currency: 'JPY' } }],
    });
  });

  it('is a member’s when there is a member', () => {
    const member = cartOf({ buyerInfo: { memberId: 'm1', contactId: 'c1', email: 'ana@example.com' } });
    expect(member.customer).toEqual({ externalId: 'c1', registered: true });
    expect(cartOf({ buyerInfo: {} }).customer).toEqual({ externalId: null, registered: null });
  });

  it('tells that it was bought, before its order may be known', () => {
    const recovered = { ...cart, status: 'RECOVERED', checkoutRecoveredDate: '2026-11-21T12:05:03.900Z' };
    const event = domainEvent({ actionEvent: { body: { abandonedCheckout: recovered } } }, cart);
    expect(only(`${CART}_recovered`, event)).toMatchObject({
      kind: 'cart',
      completedAt: new Date('2026-11-21T12:05:03.900Z'),
    });
  });

  it('that was deleted is taken out', () => {
    expect(only(`${CART}_deleted`, domainEvent({ deletedEvent: {} }, cart))).toMatchObject({
      kind: 'cart_removed',
      externalId: cart['id'],
      updatedAt: new Date('2026-11-21T12:09:57.100Z'),
    });
  });

  it.each([
    ['wix:image://v1/a_b~mv2.png/name.png#originWidth=1', 'https://static.wixstatic.com/media/a_b~mv2.png'],
    ['a_b~mv2.png', 'https://static.wixstatic.com/media/a_b~mv2.png'],
    ['https://static.wixstatic.com/media/x.jpg', 'https://static.wixstatic.com/media/x.jpg'],
    [{ id: 'x.jpg', url: 'https://cdn.example/x.jpg' }, 'https://cdn.example/x.jpg'],
    [{ id: 'x_y.webp' }, 'https://static.wixstatic.com/media/x_y.webp'],
    ['javascript:alert(1)', null],
    ['wix:image://v1/../../x', null],
    [null, null],
  ])('has the picture %j at %j', (image, url) => {
    const [line] = cart['lineItems'] as Record<string, unknown>[];
    expect(cartOf({ lineItems: [{ ...line, image }] }).contents?.lines[0]?.imageUrl).toBe(url);
  });

  it('is asked for when the event only names it', () => {
    expect(observe(`${CART}_updated`, domainEvent({ entityId: 'c9' }, null))).toEqual({
      kind: 'fetch',
      of: 'cart:c9',
    });
    expect(observe(`${ORDER}_approved`, domainEvent({ entityId: 'o9' }, null))).toEqual({
      kind: 'fetch',
      of: 'order:o9',
    });
  });
});

const emailed = (email: string, sequence: string, updatedDate = cart['updatedDate']) =>
  cartOf({ buyerInfo: { email }, updatedDate }, sequence);

const merged = (told: readonly CartObservation[]): CartRegisters | null =>
  told.reduce<CartRegisters | null>((known, one) => mergeCart(known, one, receivedAt), null);

describe('the order of tellings', () => {
  it('is that of their sequence within one moment, however they come', () => {
    const first = emailed('first@example.com', '9');
    const second = emailed('second@example.com', '10');
    for (const told of [
      [first, second],
      [second, first],
      [second, first, second, first],
    ])
      expect(merged(told)?.email?.value).toBe('second@example.com');
  });

  it('is that of their times before that, so that a listing takes its place among events', () => {
    const old = emailed('old@example.com', '50', '2026-11-21T12:00:00.000Z');
    const fresh = emailed('new@example.com', '4', '2026-11-21T12:00:00.001Z');
    expect(merged([fresh, old])?.email?.value).toBe('new@example.com');
  });

  it('is not upset by times from the future, or sequences without end', () => {
    const ahead = emailed('ahead@example.com', '1', '2099-01-01T00:00:00.000Z');
    const endless = emailed('endless@example.com', '9'.repeat(400));
    for (const { seq } of [ahead, endless]) expect(Number.isSafeInteger(seq)).toBe(true);
    expect(ahead.seq! / 1_024).toBeLessThanOrEqual(receivedAt.getTime() + 5 * 60_000 + 1);
  });
});

describe('an event that was caused by a request to be forgotten', () => {
  const emptied = { id: cart['id'], buyerInfo: { contactId: 'c1' }, contactDetails: {} };
  const marked = { triggeredByAnonymizeRequest: true };

  it('forgets the shopper of the cart, whatever kind of event it is', () => {
    for (const [slug, where] of [
      ['updated', { updatedEvent: { currentEntity: emptied } }],
      ['created', { createdEvent: { entity: cart } }],
      ['deleted', { deletedEvent: {} }],
      ['updated', {}],
    ] as const)
      expect(only(`${CART}_${slug}`, domainEvent({ ...marked, ...where }, cart))).toMatchObject({
        kind: 'redaction',
        scope: 'shopper',
        cartIds: [cart['id']],
        orderIds: [],
        at: new Date('2026-11-21T12:09:57.100Z'),
      });
  });

  it('forgets an order, and names the account', () => {
    const event = domainEvent({ ...marked, updatedEvent: { currentEntity: order } }, order);
    expect(only(`${ORDER}_updated`, event)).toMatchObject({
      kind: 'redaction',
      orderIds: [order['id']],
      cartIds: [],
      customerId: 'b7a6c5d4-e3f2-4109-8f7e-6d5c4b3a2f1e',
    });
  });

  it('cannot bury what is yet to come', () => {
    const event = domainEvent({ ...marked, eventTime: '2099-01-01T00:00:00Z', deletedEvent: {} }, cart);
    expect(only(`${CART}_deleted`, event)).toMatchObject({ at: receivedAt });
  });
});

const CONSENT = 'wix.marketing.marketing_consent.v1.marketing_consent_updated';
const consentOf = (changed: Record<string, unknown> = {}, told: Record<string, unknown> = {}) => {
  const entity = { ...wixFixture('marketing-consent'), ...changed };
  return observe(CONSENT, domainEvent({ updatedEvent: { currentEntity: entity }, ...told }, entity));
};

describe('a marketing consent', () => {
  it('that was confirmed is a yes to e-mail, with its wording and time', () => {
    expect(consentOf()).toEqual({
      kind: 'observed',
      observations: [
        {
          kind: 'consent',
          contact: { email: 'ana.souza@example.com', phone: null, name: null },
          customerId: null,
          evidence: [
            {
              channel: 'email',
              state: 'in',
              at: new Date('2026-11-21T12:03:30Z'),
              source: 'wix:marketing_consent',
              wording: 'Sim, quero receber novidades',
            },
          ],
        },
      ],
    });
  });

  it('that was taken back is a no, and a number’s is for SMS alone', () => {
    const lastRevokeActivity = { updatedDate: '2026-11-21T12:08:00Z' };
    expect(consentOf({ state: 'REVOKED', lastRevokeActivity })).toMatchObject({
      observations: [{ evidence: [{ state: 'out', at: new Date('2026-11-21T12:08:00Z') }] }],
    });
    expect(consentOf({ details: { type: 'PHONE', phone: '+5511987654321' } })).toMatchObject({
      observations: [{ contact: { phone: '+5511987654321' }, evidence: [{ channel: 'sms' }] }],
    });
  });

  it('that waits or never was says nothing, and one of nobody is not understood', () => {
    for (const state of ['PENDING', 'NEVER_CONFIRMED', 'UNKNOWN_STATE', null])
      expect(consentOf({ state }).kind).toBe('ignored');
    expect(consentOf({ details: {} }).kind).toBe('malformed');
  });

  it('of somebody who is to be forgotten names them', () => {
    expect(consentOf({}, { triggeredByAnonymizeRequest: true })).toMatchObject({
      observations: [{ kind: 'redaction', contact: { email: 'ana.souza@example.com' } }],
    });
  });
});

describe('events of the app', () => {
  it('tell that it was removed and installed, in the second in which they were signed', () => {
    expect(only('AppRemoved')).toEqual({
      kind: 'store',
      change: 'uninstalled',
      at: new Date('2026-11-21T12:09:58.999Z'),
    });
    expect(only('AppInstalled')).toMatchObject({ kind: 'store', change: 'resumed' });
  });

  it.each([
    'PaidPlanPurchased',
    'wix.ecom.v1.checkout_created',
    'wix.ecom.v2.cart_updated',
    'wix.ecom.v1.order_imported_order_deleted',
  ])('%s is not ours', (topic) => {
    expect(observe(topic, domainEvent({ entityId: 'x' }, null)).kind).toBe('ignored');
  });
});
