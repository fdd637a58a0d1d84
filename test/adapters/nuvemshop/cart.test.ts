import { describe, expect, it } from 'vitest';
import { readCheckout } from '../../../adapters/nuvemshop/cart.ts';
import type { CartObservation } from '../../../src/core/cart/observation.ts';
import { nuvemFixture, nuvemStore } from './store.ts';

const reading = { receivedAt: new Date('2026-11-21T12:10:00Z'), store: nuvemStore };

const cart = (changed: Record<string, unknown> = {}): CartObservation => {
  const read = readCheckout({ ...nuvemFixture('checkout'), ...changed }, reading);
  if (read.kind !== 'read') throw new Error(read.reason);
  return read.observation;
};

describe('a checkout', () => {
  it('is a cart, active when the shopper left it rather than when we saw it', () => {
    expect(cart()).toEqual({
      kind: 'cart',
      externalId: '989339794',
      aliases: ['7ff7ee2dc4ddb0ae1bf1b37a02a7e1a3bb1c5d2e'],
      seq: null,
      updatedAt: new Date('2026-11-21T06:04:31Z'),
      startedAt: new Date('2026-11-21T06:00:00Z'),
      contact: { email: 'ana.souza@example.com', phone: '+55 (11) 98765-4321', name: 'Ana Souza' },
      customer: { externalId: null, registered: null },
      consent: [
        {
          channel: 'email',
          state: 'in',
          at: new Date('2026-11-21T06:01:00Z'),
          source: 'nuvemshop:checkout',
          wording: null,
        },
      ],
      locale: 'pt',
      country: 'BR',
      contents: {
        currency: 'BRL',
        subtotal: { minor: 19_980, currency: 'BRL' },
        total: { minor: 19_972, currency: 'BRL' },
        coupons: ['CAFE10'],
        lines: [
          {
            productId: '40001',
            variantId: '50001',
            sku: 'CAN-AZ',
            title: 'Caneca de Cerâmica',
            variantTitle: 'Azul / 300 ml',
            quantity: 2,
            unitPrice: { minor: 4_990, currency: 'BRL' },
            imageUrl: 'https://acdn.mitiendanube.com/stores/caneca.jpg',
            url: 'https://casa-do-cafe.lojavirtualnuvem.com.br/produtos/caneca',
            available: null,
          },
          {
            productId: '40002',
            variantId: '50002',
            sku: null,
            title: 'Café moído',
            variantTitle: '500 g',
            quantity: 1,
            unitPrice: { minor: 10_000, currency: 'BRL' },
            imageUrl: 'https://acdn.mitiendanube.com/stores/cafe.jpg',
            url: null,
            available: null,
          },
        ],
      },
      returnUrl: nuvemFixture('checkout')['abandoned_checkout_url'],
      tags: [],
      completedAt: null,
    });
  });

  it.each([
    ['2026-11-21T06:04:31+0000', '2026-11-21T06:04:31Z'],
    ['2026-11-21T03:04:31-03:00', '2026-11-21T06:04:31Z'],
    ['2026-11-21T03:04:31-0300', '2026-11-21T06:04:31Z'],
    ['2026-11-21 06:04:31', '2026-11-21T06:04:31Z'],
    [
      { date: '2026-11-21 03:04:31.000000', timezone_type: 3, timezone: 'America/Sao_Paulo' },
      '2026-11-21T06:04:31Z',
    ],
    [{ date: '2026-11-21 03:04:31.000000', timezone_type: 1, timezone: '-03:00' }, '2026-11-21T06:04:31Z'],
    [{ date: 'soon', timezone: 'Mars/Base' }, '2026-11-21T06:00:00Z'],
    [17, '2026-11-21T06:00:00Z'],
  ])('reads the time %j', (updated_at, expected) => {
    expect(cart({ updated_at }).updatedAt).toEqual(new Date(expected));
  });

  it('is reached by what is known: an empty phone is none, the address’s stands in', () => {
    expect(cart({ contact_phone: '' }).contact.phone).toBe('+5511987654321');
    expect(cart({ contact_phone: '', shipping_phone: null }).contact.phone).toBeNull();
    expect(cart({ contact_name: null, contact_email: '' }).contact).toMatchObject({
      name: 'Ana Souza',
      email: null,
    });
  });

  it.each([
    [{ contact_accepts_marketing: false }, []],
    [{ contact_accepts_marketing: null }, []],
    [{ contact_accepts_marketing: 'true' }, []],
    [{ contact_accepts_marketing_updated_at: null }, ['in 2026-11-21T06:04:31.000Z']],
  ])('with %j consents to %j', (changed, expected) => {
    expect(cart(changed).consent.map(({ state, at }) => `${state} ${at.toISOString()}`)).toEqual(expected);
  });

  it('with a box that was never ticked says nothing of consent, one taken back says no', () => {
    const customer = { id: 1, accepts_marketing: false, created_at: '2026-01-01T00:00:00+0000' };
    const since = (at: string) =>
      cart({
        contact_accepts_marketing: null,
        customer: { ...customer, accepts_marketing_updated_at: at },
      }).consent.map(({ channel, state }) => `${channel} ${state}`);
    expect(since('2026-01-01T00:00:01+0000')).toEqual([]);
    expect(since('2026-06-01T00:00:00+0000')).toEqual(['email out']);
  });

  it.each(['form', 'api', 'meli', 'pos', 'POS'])('made by %s is nobody’s cart', (storefront) => {
    expect(readCheckout({ ...nuvemFixture('checkout'), storefront }, reading).kind).toBe('ignored');
  });

  it('without the member `products` says nothing of them, with an empty list it was emptied', () => {
    expect(cart({ products: undefined }).contents).toBeNull();
    expect(cart({ products: [] }).contents?.lines).toEqual([]);
  });
});
