import { describe, expect, it } from 'vitest';
import { only, ORDER, order, orderOf } from './observing.ts';
import { domainEvent } from './store.ts';

describe('an order', () => {
  it('names its checkout, its shopper and what came in', () => {
    expect(orderOf()).toMatchObject({
      kind: 'order',
      externalId: order['id'],
      number: '10042',
      placedAt: new Date('2026-11-21T12:05:00.250Z'),
      paymentState: 'paid',
      fulfilmentState: 'open',
      cancelledAt: null,
      moneyAuthorized: true,
      contact: { email: 'ana.souza@example.com', phone: '+5511987654321', name: 'Ana Souza' },
      country: 'BR',
      total: { minor: 19_990, currency: 'BRL' },
      netPaid: { minor: 19_990, currency: 'BRL' },
      cartRefs: ['c1b6d7f0-51d0-4a0b-8f2c-2f3e8f9e7b11', '9d0d1f2e-3c4b-4a59-8a7b-6c5d4e3f2a10'],
      coupons: ['CAFE10'],
      productIds: ['df19c1f7-07d8-a265-42f8-e8dfa824cc6e'],
      origin: 'storefront',
    });
  });

  const unpaid = { balanceSummary: { paid: { amount: '0' } }, activities: [] };
  const authorized = { balanceSummary: { paid: { amount: '0' }, authorized: { amount: '199.90' } } };

  it.each([
    [{ paymentStatus: 'PAID' }, 'paid'],
    [{ paymentStatus: 'PARTIALLY_PAID' }, 'authorized'],
    [{ paymentStatus: 'PARTIALLY_REFUNDED' }, 'partially_refunded'],
    [{ paymentStatus: 'FULLY_REFUNDED' }, 'refunded'],
    [{ paymentStatus: 'NOT_PAID', status: 'APPROVED', ...unpaid }, 'due_later'],
    [{ paymentStatus: 'NOT_PAID', status: 'INITIALIZED', ...unpaid }, 'awaiting_shopper'],
    [{ paymentStatus: 'NOT_PAID', status: 'INITIALIZED', ...authorized }, 'authorized'],
    [{ paymentStatus: 'PENDING', status: 'INITIALIZED', ...unpaid }, 'awaiting_shopper'],
    // The fixture's card is being looked at.
    [{ paymentStatus: 'PENDING', status: 'INITIALIZED', balanceSummary: {} }, 'in_review'],
    [{ paymentStatus: 'PENDING_MERCHANT', ...unpaid }, 'in_review'],
    [{ paymentStatus: 'DECLINED', status: 'REJECTED', ...unpaid }, 'failed'],
    [{ paymentStatus: 'CANCELED', status: 'INITIALIZED', ...unpaid }, 'failed'],
    [{ paymentStatus: 'SOMETHING_NEW' }, 'unknown'],
    [{ paymentStatus: null }, 'unknown'],
  ])('that is %j is %s', (changed, state) => {
    expect(orderOf(changed).paymentState).toBe(state);
  });

  it('lapses when what was under way came to nothing, and is cancelled by people', () => {
    const lapsed = orderOf({ paymentStatus: 'PENDING', status: 'REJECTED', ...unpaid });
    expect(lapsed).toMatchObject({ cancelledBy: 'timeout', cancelledAt: lapsed.updatedAt });
    expect(orderOf({ status: 'CANCELED' })).toMatchObject({
      cancelledBy: 'person',
      fulfilmentState: 'cancelled',
    });
    expect(orderOf({ paymentStatus: 'DECLINED', status: 'REJECTED', ...unpaid }).cancelledAt).toBeNull();
  });

  it('counts what came in less what went back, and what is owed when placed', () => {
    const back = { paid: { amount: '199.90' }, refunded: { amount: '50.00' } };
    expect(orderOf({ paymentStatus: 'PARTIALLY_REFUNDED', balanceSummary: back }).netPaid.minor).toBe(14_990);
    expect(orderOf({ paymentStatus: 'NOT_PAID', ...unpaid }).netPaid.minor).toBe(19_990);
    const cancelled = { paymentStatus: 'NOT_PAID', status: 'CANCELED', ...unpaid };
    expect(orderOf(cancelled).netPaid.minor).toBe(0);
    expect(orderOf({ paymentStatus: 'PENDING', ...unpaid }).netPaid.minor).toBe(0);
  });

  it.each([
    [{ channelInfo: { type: 'POS' } }, 'point_of_sale'],
    [{ channelInfo: { type: 'BACKOFFICE_MERCHANT' } }, 'admin'],
    [{ channelInfo: { type: 'EBAY' }, checkoutId: null }, 'marketplace'],
    [{ channelInfo: { type: 'STRIPE_AGENTIC_CHECKOUT' } }, 'storefront'],
    [{ channelInfo: null }, 'storefront'],
    [{ imported: true }, 'admin'],
    [{ lineItems: [{ subscriptionInfo: { cycleNumber: 2 } }] }, 'renewal'],
    [{ lineItems: [{ subscriptionInfo: { cycleNumber: 1 } }] }, 'storefront'],
  ])('with %j was made at: %s', (changed, origin) => {
    expect(orderOf(changed).origin).toBe(origin);
  });

  it('is read in whichever way the event is packed', () => {
    const packed = [
      { createdEvent: { entity: JSON.stringify(order) } },
      { createdEvent: { entityAsJson: JSON.stringify(order) } },
      { updatedEvent: { currentEntityAsJson: JSON.stringify(order) } },
      { actionEvent: { bodyAsJson: JSON.stringify({ order }) } },
      { actionEvent: { body: JSON.stringify({ order: JSON.stringify(order) }) } },
    ];
    for (const way of packed)
      expect(only(`${ORDER}_updated`, domainEvent(way, order))).toMatchObject({ externalId: order['id'] });
  });
});
