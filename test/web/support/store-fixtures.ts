import type { z } from 'zod';
import type { RECONCILIATION, READ_RECONCILIATION } from '../../../src/http/contract/reconciliations.ts';
import type { Output } from '../../../src/http/contract/endpoint.ts';
import type { DELIVERY } from '../../../src/http/contract/deliveries.ts';
import type { ME } from '../../../src/http/contract/me.ts';
import type { SETTINGS } from '../../../src/http/contract/settings.ts';
import type { TASK } from '../../../src/http/contract/tasks.ts';
import { carts, type Beside } from './cart-fixtures.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const tasks = (at: Beside): z.input<typeof TASK>[] => {
  const [ana, bruno] = carts(at);
  return [
    {
      id: 't2',
      cartId: 'c2',
      shopper: bruno!.shopper,
      dueAt: at(-2 * HOUR),
      notes: 'Call after lunch',
      total: bruno!.total,
    },
    { id: 't1', cartId: 'c1', shopper: ana!.shopper, dueAt: at(-10 * MINUTE), notes: '', total: ana!.total },
  ];
};

export const deliveries = (at: Beside): z.input<typeof DELIVERY>[] => [
  {
    id: 'd1',
    platform: 'shopify',
    topic: 'checkouts/update',
    receivedAt: at(-2 * MINUTE),
    state: 'processed',
    reason: null,
  },
  {
    id: 'd2',
    platform: 'shopify',
    topic: 'orders/create',
    receivedAt: at(-9 * MINUTE),
    state: 'dead',
    reason: 'the order names a currency that is unknown: XXQ',
  },
  {
    id: 'd3',
    platform: 'shopify',
    topic: 'products/update',
    receivedAt: at(-12 * MINUTE),
    state: 'ignored',
    reason: null,
  },
];

export const me = (at: Beside): z.input<typeof ME> => ({
  store: {
    id: 'store1',
    platform: 'shopify',
    name: 'Empório do Café',
    url: 'https://emporio.example',
    state: 'active',
    currency: 'BRL',
    locale: 'pt-BR',
    timeZone: 'America/Sao_Paulo',
    country: 'BR',
    connectUrl: null,
  },
  health: {
    senderComplete: false,
    flowsOff: ['pending_payment', 'reactivation'],
    channelsDown: [],
    deadDeliveries: 1,
    forgedDeliveries: 2,
    tasksDue: 2,
    dataRequestsWaiting: 0,
    webhooksDisabled: 0,
    ordersSeenUntil: at(-20_000),
    reconnect: null,
    missingScopes: [],
    webhooksFailing: null,
    firstSync: null,
    lastWebhookAt: at(-2 * MINUTE),
  },
  couponKinds: ['percent', 'amount', 'free_shipping'],
  mailbox: true,
});

export const settings = (): z.input<typeof SETTINGS> => ({
  abandonedAfter: 'PT30M',
  recoveryHorizon: 'P30D',
  timeZone: 'America/Sao_Paulo',
  currency: 'BRL',
  locale: 'pt-BR',
  fallbackLocale: null,
  country: 'BR',
  budget: [
    { max: 1, within: 'PT20H' },
    { max: 3, within: 'P7D' },
  ],
  coolOff: 'PT24H',
  maxLateness: 'PT24H',
  platformReminder: 'count',
  payWithin: { pix: 'PT30M', boleto: 'P3D' },
  attributionWindow: 'P5D',
  paymentMeanings: {},
  consentPolicy: { default: 'soft', eea: 'explicit', countries: {}, channels: { whatsapp: 'explicit' } },
  retention: { contacts: 'P180D', inbox: 'P7D' },
  email: {
    fromName: 'Empório do Café',
    fromAddress: null,
    replyTo: null,
    returnPath: null,
    legalName: null,
    postalAddress: null,
    logoUrl: null,
    smtpUrlSet: false,
  },
});

export const reconciliations = (at: Beside): z.input<typeof RECONCILIATION>[] => [
  {
    id: 'run2',
    state: 'done',
    reason: null,
    from: at(-3 * 1_440),
    to: at(-60),
    repair: false,
    origin: 'by_hand',
    startedAt: at(-60),
    finishedAt: at(-59),
    orders: 1_204,
    carts: 88,
    found: 4,
    repaired: 1,
  },
];

export const report = (at: Beside): Output<typeof READ_RECONCILIATION> => ({
  ...reconciliations(at)[0]!,
  reasons: [
    { reason: 'differs', found: 1, repaired: 0 },
    { reason: 'webhook_forged', found: 1, repaired: 0 },
    { reason: 'webhook_missing', found: 2, repaired: 1 },
  ],
  discrepancies: [
    [
      'order',
      '5123456789012',
      'webhook_missing',
      'the platform has this order, its webhook never came: 1204',
      true,
    ],
    [
      'cart',
      'c0ffee0c0ffee',
      'webhook_missing',
      'the platform has this cart, and nobody told us of it',
      false,
    ],
    [
      'order',
      '5123456789013',
      'webhook_forged',
      'its webhook came with a wrong signature and was refused',
      false,
    ],
    ['order', '5123456789014', 'differs', 'the platform says otherwise: paymentState, netPaid', false],
  ].map(([kind, id, reason, text, repaired]) => ({
    kind: kind as 'order' | 'cart',
    orderId: kind === 'order' ? String(id) : '',
    cartId: kind === 'cart' ? String(id) : null,
    reason: reason as 'differs',
    text: String(text),
    repaired: repaired === true,
  })),
  next: null,
});
