import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { shopDomain, verify } from '../../../adapters/shopify/verify.ts';

const rawBody = Buffer.from('{}');
const signature = createHmac('sha256', 's').update(rawBody).digest('base64');
const judge = (headers: Record<string, string>) =>
  verify({ headers, rawBody, subpath: '', secrets: ['s'], receivedAt: new Date(0) });

it('reads topic and shop from the headers, whatever their case', () => {
  const headers = {
    'X-Shopify-Hmac-Sha256': signature,
    'X-Shopify-Topic': 'Orders/Create',
    'X-Shopify-Shop-Domain': 'Loja.MyShopify.com',
    'X-Shopify-Webhook-Id': 'abc',
  };
  expect(judge(headers)).toEqual({
    valid: true,
    topic: 'orders/create',
    storeKey: 'loja.myshopify.com',
    dedupeKey: 'abc',
    encoding: 'json',
  });
});

it('refuses the events family, though its signature is made the same way', () => {
  expect(judge({ 'shopify-hmac-sha256': signature })).toEqual({ valid: false, reason: 'signature_missing' });
});

it('knows a repetition without a webhook id by its content', () => {
  const same = { 'x-shopify-hmac-sha256': signature, 'x-shopify-topic': 'orders/create' };
  expect(judge(same)).toEqual(judge(same));
  expect(judge(same)).not.toEqual(judge({ ...same, 'x-shopify-topic': 'orders/paid' }));
});

it.each([
  'x.myshopify.com.evil.test',
  'x.myshopify.com/@e',
  'х.myshopify.com',
  'x.myshopify.com\n',
  '-x.myshopify.com',
  '.myshopify.com',
  'myshopify.com',
  'x.y.myshopify.com',
  'x.myshopify.io',
  'https://x.myshopify.com',
  '\u212A.myshopify.com',
  `${'x'.repeat(300)}.myshopify.com`,
  '',
])('takes %j for no shop', (domain) => {
  expect(shopDomain(domain)).toBeNull();
});
