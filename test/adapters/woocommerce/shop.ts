import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { AdapterContext, Credentials } from '../../../src/ports/adapter.ts';
import { honestServer, type HonestServer, type Received } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { wooStore } from './store.ts';

export type ShopWebhook = {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly topic: string;
  readonly delivery_url: string;
  readonly secret?: string;
};

/** A WooCommerce shop in memory, as strict and as forgetful as the real one. */
export type Shop = {
  readonly server: HonestServer;
  readonly webhooks: ShopWebhook[];
  readonly coupons: Record<string, unknown>[];
  plugin: { storeId: string; webhookUrl: string; webhookSecret: string } | 'unconnected' | 'absent';
  readonly context: (credentials?: Credentials) => AdapterContext;
  /** Of WooCommerce; null: its status is not shown. */
  version: string | null;
  /** Answers in the shop's place, once for each. */
  readonly troubles: ((response: ServerResponse, request: Received) => void)[];
  readonly changes: () => string[];
};

export const KEYS: Credentials = {
  kind: 'woocommerce_keys',
  consumerKey: 'ck_1234567890',
  consumerSecret: 'cs_1234567890',
};
const BASIC = `Basic ${Buffer.from('ck_1234567890:cs_1234567890').toString('base64')}`;

export const openShop = async (): Promise<Shop> => {
  const server: HonestServer = await honestServer((request, response) => {
    const trouble = shop.troubles.shift();
    if (trouble !== undefined) return trouble(response, request);
    const { status, body } = answer(shop, request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const shop: Shop = {
    server,
    webhooks: [],
    coupons: [],
    plugin: 'absent',
    version: null,
    troubles: [],
    context: (credentials = KEYS) => contextOn(server, { store: wooStore, credentials, logged: [] }),
    changes: () =>
      server.received
        .filter(({ method }) => method !== 'GET')
        .map(({ method, url }) => `${method} ${new URL(url, 'http://shop').pathname}`),
  };
  return shop;
};

type Answer = { readonly status: number; readonly body: unknown };

const answer = (shop: Shop, request: Received): Answer => {
  const url = new URL(request.url, 'http://shop');
  if (request.headers.authorization !== BASIC)
    return { status: 401, body: { code: 'woocommerce_rest_cannot_view' } };
  const route = `${request.method} ${url.pathname.replace('/wp-json/', '')}`;
  const body: unknown = request.body === '' ? {} : JSON.parse(request.body);
  const fields = body as Record<string, unknown>;
  if (route === 'GET wc/v3/webhooks') return listWebhooks(shop, url);
  if (route === 'POST wc/v3/webhooks') return makeWebhook(shop, fields);
  const gone = /^DELETE wc\/v3\/webhooks\/(\d+)$/.exec(route)?.[1];
  if (gone !== undefined) return removeWebhook(shop, Number(gone), url);
  if (route === 'GET wc/v3/system_status' && shop.version !== null)
    return { status: 200, body: { environment: { version: shop.version } } };
  if (route === 'POST wc/v3/coupons') return makeCoupon(shop, fields);
  return pluginAnswer(shop, route, fields) ?? { status: 404, body: { code: 'rest_no_route' } };
};

const pluginAnswer = (shop: Shop, route: string, fields: Record<string, unknown>): Answer | null => {
  if (route === 'GET wc-retorno/v1/status' && shop.plugin !== 'absent') return pluginStatus(shop);
  if (route === 'POST wc-retorno/v1/connect' && shop.plugin !== 'absent') {
    shop.plugin = {
      storeId: String(fields['storeId']),
      webhookUrl: String(fields['webhookUrl']),
      webhookSecret: String(fields['webhookSecret']),
    };
    return pluginStatus(shop);
  }
  return null;
};

const listWebhooks = ({ webhooks }: Shop, { searchParams }: URL): Answer => {
  const size = Number(searchParams.get('per_page') ?? 10);
  const first = (Number(searchParams.get('page') ?? 1) - 1) * size;
  // The real one never tells a secret back.
  const told = webhooks
    .slice(first, first + size)
    .map(({ id, name, status, topic, delivery_url }) => ({ id, name, status, topic, delivery_url }));
  return { status: 200, body: told };
};

const makeWebhook = ({ webhooks }: Shop, fields: Record<string, unknown>): Answer => {
  if (!/^(order|customer|product|coupon)\.(created|updated|deleted|restored)$/.test(String(fields['topic'])))
    return { status: 400, body: { code: 'woocommerce_rest_shop_webhook_invalid_topic' } };
  const id = 1 + Math.max(0, ...webhooks.map((webhook) => webhook.id));
  const webhook = { ...fields, id } as unknown as ShopWebhook;
  webhooks.push(webhook);
  return { status: 201, body: webhook };
};

const removeWebhook = ({ webhooks }: Shop, id: number, { searchParams }: URL): Answer => {
  if (searchParams.get('force') !== 'true')
    return { status: 501, body: { code: 'woocommerce_rest_trash_not_supported' } };
  const at = webhooks.findIndex((webhook) => webhook.id === id);
  if (at === -1) return { status: 404, body: { code: 'woocommerce_rest_shop_webhook_invalid_id' } };
  return { status: 200, body: webhooks.splice(at, 1)[0] };
};

/** `date_expires_gmt` is taken without a word and kept nowhere. */
const makeCoupon = ({ coupons }: Shop, fields: Record<string, unknown>): Answer => {
  const code = String(fields['code']).toLowerCase();
  if (coupons.some((coupon) => coupon['code'] === code))
    return { status: 400, body: { code: 'woocommerce_rest_coupon_code_already_exists' } };
  if (fields['discount_type'] === 'percent' && Number(fields['amount']) > 100)
    return { status: 400, body: { code: 'woocommerce_rest_coupon_invalid_amount' } };
  const ends = fields['date_expires'];
  const coupon = {
    ...fields,
    id: coupons.length + 1,
    code,
    date_expires_gmt: typeof ends === 'string' ? ends.replace('Z', '') : null,
  };
  coupons.push(coupon);
  return { status: 201, body: coupon };
};

const pluginStatus = ({ plugin }: Shop): Answer => {
  const connection = typeof plugin === 'string' ? null : plugin;
  return {
    status: 200,
    body: {
      plugin: '1.0.0',
      connected: connection !== null,
      storeId: connection?.storeId ?? null,
      webhookUrl: connection?.webhookUrl ?? null,
      secretHash: connection === null ? null : hash('sha256', connection.webhookSecret, 'hex'),
      checkout: 'block',
    },
  };
};
