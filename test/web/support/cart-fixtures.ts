import type { z } from 'zod';
import type {
  CART,
  EXPLAINED_MESSAGE,
  EXPLAINED_SHOPPER,
  EXPLANATION,
  TIMELINE_ITEM,
} from '../../../src/http/contract/carts.ts';
import type { CONTACT } from '../../../src/http/contract/contacts.ts';
import type { MESSAGE } from '../../../src/http/contract/messages.ts';

export type Cart = z.input<typeof CART>;
type Message = z.input<typeof MESSAGE>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Instants beside the present, since the admin says "5 minutes ago". */
export type Beside = (differenceMs: number) => string;
export const beside =
  (now: Date): Beside =>
  (differenceMs) =>
    new Date(now.getTime() + differenceMs).toISOString();

const brl = (amount: string) => ({ amount, currency: 'BRL' });

const picture = (colour: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="${colour}"/><circle cx="4" cy="4" r="2.2" fill="#fff" opacity=".7"/></svg>`)}`;

const line = (
  title: string,
  amount: string,
  more: Partial<Cart['lines'][number]> = {},
): Cart['lines'][number] => ({
  productId: '7',
  variantId: '71',
  title,
  quantity: 1,
  unitPrice: brl(amount),
  imageUrl: picture('#0b5b57'),
  url: 'https://shop.example/p/7',
  available: true,
  ...more,
});

const message = (cartId: string, more: Partial<Message>): Message => ({
  id: `m-${cartId}`,
  cartId,
  flow: 'abandoned_cart',
  step: 's1',
  channel: 'email',
  state: 'planned',
  reason: null,
  to: 'ana@example.com',
  plannedAt: '2026-11-21T12:00:00.000Z',
  sentAt: null,
  attempts: [],
  ...more,
});

/** A cart of Ana's with two products, and whatever a test says about it. */
export const cart = (id: string, at: Beside, more: Partial<Cart> = {}): Cart => ({
  id,
  platform: 'shopify',
  externalId: `x-${id}`,
  state: 'abandoned',
  closedReason: null,
  redacted: false,
  shopper: {
    id: 'p1',
    name: 'Ana Souza',
    email: 'ana.souza@example.com',
    phone: '+5511987654321',
    registered: true,
    locale: 'pt-BR',
  },
  lines: [
    line('Caneca esmaltada azul 350 ml', '89.90', { quantity: 2, imageUrl: picture('#2f5d8a') }),
    line('Café torrado em grãos 1 kg', '64.50', { imageUrl: picture('#7a4b2a'), available: false }),
  ],
  total: brl('244.30'),
  startedAt: at(-3 * HOUR),
  lastActivityAt: at(-95 * MINUTE),
  abandonedAt: at(-65 * MINUTE),
  reachable: ['email'],
  returnUrl: `https://retorno.example/r/${id}`,
  whatsappUrl: 'https://wa.me/5511987654321?text=Ol%C3%A1',
  messages: [
    message(id, {
      id: `${id}-m1`,
      state: 'accepted',
      plannedAt: at(-35 * MINUTE),
      sentAt: at(-35 * MINUTE),
      to: 'ana.souza@example.com',
    }),
    message(id, { id: `${id}-m2`, step: 's2', plannedAt: at(22 * HOUR), to: 'ana.souza@example.com' }),
  ],
  order: null,
  holdout: false,
  credit: null,
  ...more,
});

const person = (name: string, more: Partial<Cart['shopper']> = {}): Cart['shopper'] => ({
  id: `p-${name}`,
  name,
  email: `${name.toLowerCase().replaceAll(/\P{L}+/gu, '.')}@example.com`,
  phone: '+5521998877665',
  registered: false,
  locale: 'pt-BR',
  ...more,
});

const order = (at: Beside, more: Partial<NonNullable<Cart['order']>>): NonNullable<Cart['order']> => ({
  id: 'o1',
  number: '#1043',
  paymentState: 'paid',
  fulfilmentState: 'open',
  total: brl('412.00'),
  placedAt: at(-5 * HOUR),
  cancelledAt: null,
  test: false,
  ...more,
});

export const carts = (at: Beside): Cart[] => [
  cart('c1', at),
  cart('c2', at, {
    shopper: person('Bruno Carvalho de Albuquerque', {
      email: 'bruno.carvalho.albuquerque@empresa.example.com',
    }),
    lines: [line('Tênis de corrida Vento Norte, tamanho 42', '599.00', { imageUrl: null })],
    total: brl('599.00'),
    lastActivityAt: at(-3 * HOUR),
    messages: [message('c2', { id: 'c2-m1', plannedAt: at(-MINUTE) })],
  }),
  cart('c3', at, {
    shopper: person('Łukasz Żółtowski', { phone: null, locale: 'pl', registered: null }),
    lines: [line('Plecak turystyczny 40 l', '349.99', { unitPrice: { amount: '349.99', currency: 'PLN' } })],
    total: { amount: '349.99', currency: 'PLN' },
    lastActivityAt: at(-26 * HOUR),
    whatsappUrl: null,
    messages: [message('c3', { id: 'c3-m1', state: 'skipped', reason: 'consent_missing' })],
  }),
  cart('c4', at, {
    state: 'pending_payment',
    shopper: person('Marina Duarte', { registered: true }),
    total: brl('1290.00'),
    order: order(at, { paymentState: 'awaiting_shopper', total: brl('1290.00') }),
    lastActivityAt: at(-40 * MINUTE),
    messages: [message('c4', { id: 'c4-m1', flow: 'pending_payment', plannedAt: at(20 * MINUTE) })],
  }),
  cart('c5', at, {
    state: 'recovered',
    shopper: person('Paula Lima', { registered: true }),
    total: brl('412.00'),
    order: order(at, {}),
    credit: { kind: 'click', messageId: 'c5-m1' },
    lastActivityAt: at(-2 * DAY),
    messages: [message('c5', { id: 'c5-m1', state: 'read', sentAt: at(-6 * HOUR) })],
  }),
  cart('c6', at, {
    state: 'anonymous',
    shopper: { id: null, name: null, email: null, phone: null, registered: null, locale: null },
    reachable: [],
    whatsappUrl: null,
    messages: [],
    lastActivityAt: at(-4 * HOUR),
  }),
  cart('c7', at, {
    state: 'closed',
    closedReason: 'superseded',
    messages: [],
    shopper: person('Rafael Nogueira'),
    lastActivityAt: at(-9 * DAY),
  }),
];

export const timeline = (at: Beside): z.input<typeof TIMELINE_ITEM>[] => [
  {
    at: at(-3 * HOUR),
    kind: 'cart_started',
    reason: null,
    text: 'The cart was begun with 1 product.',
    facts: {},
  },
  {
    at: at(-95 * MINUTE),
    kind: 'cart_changed',
    reason: null,
    text: 'The shopper entered an e-mail address and a phone number.',
    facts: {},
  },
  {
    at: at(-65 * MINUTE),
    kind: 'abandoned',
    reason: null,
    text: 'The cart counts as abandoned after 30 minutes of silence.',
    facts: {},
  },
  {
    at: at(-35 * MINUTE),
    kind: 'message_accepted',
    reason: null,
    text: 'Reminder 1 was handed over to the mail server.',
    facts: {},
  },
];

export const explanation = (at: Beside): z.input<typeof EXPLANATION> => ({
  flow: 'abandoned_cart',
  decision: { action: 'wait', until: at(22 * HOUR), reason: 'over_budget' },
  otherwise: null,
  next: { step: 's2', at: at(22 * HOUR) },
  checks: [
    { code: 'store_inactive', passed: true, text: 'The store is active.', facts: {} },
    { code: 'bought', passed: true, text: 'No order of this shopper ends the cart.', facts: {} },
    {
      code: 'orders_not_fresh',
      passed: true,
      text: 'Orders of the store are known up to 20 seconds ago.',
      facts: {},
    },
    { code: 'consent_missing', passed: true, text: 'The shopper agreed to e-mails on 3 October.', facts: {} },
    {
      code: 'over_budget',
      passed: false,
      text: 'The shopper got 1 message in the last 20 hours; at most 1 is allowed.',
      facts: {},
    },
  ],
});

/** One that waits: for which message it is does not matter here. */
export const explainedMessage = (at: Beside, id: string): z.input<typeof EXPLAINED_MESSAGE> => ({
  message: { id, state: 'planned', reason: null },
  text: 'The shopper got 1 message in the last 20 hours; at most 1 is allowed.',
  otherwise: 'It would go if the shopper had got no message in the last 20 hours.',
  facts: {},
  offer: null,
  outlook: explanation(at),
});

export const explainedShopper = (at: Beside): z.input<typeof EXPLAINED_SHOPPER> => ({
  reactivation: [
    {
      trigger: 'abandoned_twice',
      qualifiesAt: null,
      startedAt: null,
      endedAt: null,
      endReason: null,
      text: 'Does not qualify: abandoned 1 of 2 times since the last purchase.',
      outlook: null,
    },
    {
      trigger: 'bought_once',
      qualifiesAt: at(-DAY),
      startedAt: at(-DAY),
      endedAt: at(-DAY),
      endReason: 'no_step_left',
      text: 'Qualified; the reactivation began yesterday.',
      outlook: null,
    },
    {
      trigger: 'inactive',
      qualifiesAt: at(30 * DAY),
      startedAt: null,
      endedAt: null,
      endReason: null,
      text: 'Qualifies in a month if the shopper stays silent until then.',
      outlook: explanation(at),
    },
  ],
  campaigns: [
    { id: 'k1', name: 'Novembro', state: 'released', reason: null, text: null },
    { id: 'k0', name: '', state: 'excluded', reason: 'bought', text: 'The shopper bought.' },
  ],
});

export const contacts = (at: Beside): z.input<typeof CONTACT>[] => [
  {
    id: 'k1',
    cartId: 'c1',
    at: at(-30 * MINUTE),
    channel: 'phone',
    reached: true,
    answer: 'positive',
    reason: 'shipping',
    notes: 'Finds shipping to Manaus expensive. Offered pick-up.',
    nextAttemptAt: at(DAY),
  },
];
