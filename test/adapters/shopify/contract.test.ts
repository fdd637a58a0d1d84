import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createShopify } from '../../../adapters/shopify/index.ts';
import { describeAdapter } from '../adapter.contract.ts';
import { readFixture } from '../cases.ts';
import { orderNode } from './order-node.ts';
import { shopifyStore } from './store.ts';

const fixture = (name: string): unknown =>
  readFixture(readFileSync(new URL(`../../fixtures/shopify/${name}.json`, import.meta.url), 'utf8'));

const topics = {
  'checkouts-update': 'checkouts/update',
  'checkouts-create-anonymous': 'checkouts/create',
  'checkouts-docs-sample': 'checkouts/create',
  'checkouts-delete': 'checkouts/delete',
  'orders-create-pix': 'orders/create',
  'orders-docs-sample': 'orders/cancelled',
  'email-consent': 'customers_email_marketing_consent/update',
  'sms-consent': 'customers_marketing_consent/update',
  'whatsapp-consent': 'customers_whats_app_marketing_consent/update',
  'customers-redact': 'customers/redact',
  'customers-data-request': 'customers/data_request',
  'app-scopes-update': 'app/scopes_update',
};

describeAdapter('Shopify', {
  create: createShopify,
  store: shopifyStore,
  signing: {
    header: 'x-shopify-hmac-sha256',
    headers: {
      'x-shopify-topic': 'checkouts/update',
      'x-shopify-shop-domain': 'loja.myshopify.com',
      'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    },
    sign: (body, secret) => createHmac('sha256', secret).update(body).digest('base64'),
    otherwise: (signature) => {
      const bytes = Buffer.from(signature, 'base64');
      return [
        bytes.toString('hex'),
        bytes.toString('base64url'),
        `sha256=${signature}`,
        signature.toLowerCase(),
      ];
    },
  },
  deliveries: Object.entries(topics).map(([name, topic]) => ({ name, topic, body: fixture(name) })),
  forbidden: [
    '4111 1111 1111 1111',
    '411111',
    '123.456.789-09',
    '12345678909',
    '529.982.247-25',
    '12.345.678/0001-95',
    '5261040828',
    '203.0.113.7',
    'Mozilla',
    'Rua das Flores',
    'cvv_result_code',
  ],
  listing: {
    credentials: { kind: 'shopify_token', accessToken: 'shpat_canary' },
    secrets: ['shpat_canary'],
    orderIds: ['1', '2'],
    twoPages: (_, response, asked) => {
      const pageInfo = { hasNextPage: asked === 0, endCursor: `cursor-${asked}` };
      const nodes = [orderNode({ legacyResourceId: String(asked + 1) })];
      response.writeHead(200).end(JSON.stringify({ data: { orders: { pageInfo, nodes } } }));
    },
  },
});
