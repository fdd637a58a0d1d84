import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createWooCommerce } from '../../../adapters/woocommerce/index.ts';
import { describeAdapter } from '../adapter.contract.ts';
import { type AdapterCases, readFixture, type Signing } from '../cases.ts';
import { wooStore } from './store.ts';

const fixture = (name: string): Record<string, unknown> =>
  readFixture(
    readFileSync(new URL(`../../fixtures/woocommerce/${name}.json`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

const topics = {
  'order-bacs': 'order.updated',
  'order-draft': 'order.updated',
  'order-deleted': 'order.deleted',
  'rest-error': 'order.created',
  'plugin-cart': 'retorno.cart',
};

const core: Signing = {
  header: 'x-wc-webhook-signature',
  headers: {
    'content-type': 'application/json',
    'x-wc-webhook-topic': 'order.updated',
    'x-wc-webhook-delivery-id': 'd3adb33f',
  },
  sign: (body, secret) => createHmac('sha256', secret).update(body).digest('base64'),
  otherwise: (signature) => [Buffer.from(signature, 'base64').toString('hex'), signature.toLowerCase()],
};

const timestamp = String(Date.parse('2026-11-21T12:10:00Z') / 1_000);

const plugin: Signing = {
  header: 'x-retorno-signature',
  headers: { 'content-type': 'application/json', 'x-retorno-timestamp': timestamp },
  sign: (body, secret) =>
    `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`,
  otherwise: (signature) => [
    signature.slice(3),
    signature.toUpperCase(),
    `v2=${signature.slice(3)}`,
    `v1=${Buffer.from(signature.slice(3), 'hex').toString('base64')}`,
  ],
};

const cases: AdapterCases = {
  create: createWooCommerce,
  store: wooStore,
  signing: core,
  deliveries: Object.entries(topics).map(([name, topic]) => ({ name, topic, body: fixture(name) })),
  forbidden: [
    '4111111111111111',
    '529.982.247-25',
    '5261040828',
    '203.0.113.7',
    'Mozilla',
    'ul. Kwiatowa',
    '"order_key"',
  ],
  listing: {
    credentials: { kind: 'woocommerce_keys', consumerKey: 'ck_canary', consumerSecret: 'cs_canary' },
    secrets: ['ck_canary', 'cs_canary', Buffer.from('ck_canary:cs_canary').toString('base64')],
    orderIds: ['1', '2'],
    twoPages: (_, response, asked) => {
      const order = { ...fixture('order-bacs'), id: asked + 1 };
      // What is left after the first.
      response.writeHead(200, { 'x-wp-totalpages': String(2 - asked) }).end(JSON.stringify([order]));
    },
  },
  work: { secrets: ['secret-of-the-webhook'], begun: { shop: 'https://sklep.example' } },
};

describeAdapter('WooCommerce', cases);
describeAdapter('WooCommerce, the plugin’s carts', { ...cases, signing: plugin, listing: null });
