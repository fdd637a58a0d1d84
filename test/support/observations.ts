import type { CartContents, Line } from '../../src/core/cart/cart.ts';
import type { CartObservation, OrderObservation } from '../../src/core/cart/observation.ts';

export const START = new Date('2026-11-21T12:00:00.000Z');
export const minutes = (count: number): Date => new Date(START.getTime() + count * 60_000);
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

export const line = (over: Partial<Line> = {}): Line => ({
  productId: '7',
  variantId: '71',
  sku: null,
  title: 'Caneca',
  variantTitle: null,
  quantity: 1,
  unitPrice: { minor: 9000, currency: 'BRL' },
  imageUrl: null,
  url: null,
  available: true,
  ...over,
});

export const contents = (over: Partial<CartContents> = {}): CartContents => ({
  currency: 'BRL',
  lines: [line()],
  subtotal: { minor: 9000, currency: 'BRL' },
  total: { minor: 9000, currency: 'BRL' },
  coupons: [],
  ...over,
});

export const cartSeen = (over: Partial<CartObservation> = {}): CartObservation => ({
  kind: 'cart',
  externalId: 'c1',
  aliases: [],
  seq: null,
  updatedAt: START,
  startedAt: null,
  contact: { email: null, phone: null, name: null },
  customer: { externalId: null, registered: null },
  consent: [],
  locale: null,
  country: null,
  contents: contents(),
  returnUrl: null,
  tags: [],
  completedAt: null,
  ...over,
});

export const orderSeen = (over: Partial<OrderObservation> = {}): OrderObservation => ({
  kind: 'order',
  externalId: 'o1',
  number: '1001',
  seq: null,
  updatedAt: minutes(10),
  placedAt: minutes(10),
  paymentState: 'paid',
  paymentMethod: 'card',
  fulfilmentState: 'open',
  cancelledAt: null,
  cancelledBy: null,
  moneyAuthorized: false,
  holdMinutes: null,
  contact: { email: null, phone: null, name: null },
  customer: { externalId: null, registered: null },
  consent: [],
  locale: null,
  country: null,
  total: { minor: 9000, currency: 'BRL' },
  netPaid: { minor: 9000, currency: 'BRL' },
  cartRefs: [],
  retornoRefs: [],
  coupons: [],
  productIds: ['7'],
  payUrl: null,
  payBy: null,
  test: false,
  origin: 'storefront',
  ...over,
});
