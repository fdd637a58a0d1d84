import type { z } from 'zod';
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
  },
  health: {
    senderComplete: false,
    flowsOff: ['pending_payment', 'reactivation'],
    channelsDown: [],
    deadDeliveries: 1,
    tasksDue: 2,
    dataRequestsWaiting: 0,
    ordersSeenUntil: at(-20_000),
    reconnect: null,
    missingScopes: [],
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
    legalName: null,
    postalAddress: null,
    logoUrl: null,
    smtpUrlSet: false,
  },
});
