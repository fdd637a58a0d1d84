import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { honestServer, type HonestServer, type Received } from '../support/honest-server.ts';

export const CONSUMER = { key: 'ck_canary_of_the_shop', secret: 'cs_canary_of_the_shop' } as const;

export type Mood = 'well' | 'html' | 'broken' | 'busy' | 'cut' | 'error-object';

/** A WooCommerce shop's REST API over plain http: it checks OAuth 1.0a as WooCommerce does, and may be in any mood. */
export type WooShop = HonestServer & {
  readonly orders: object[];
  mood: Mood;
  /** Makes every coupon, until a test says otherwise. */
  couponAnswer: (wanted: Record<string, unknown>) => { readonly status: number; readonly body: object };
};

export const startWooShop = async (): Promise<WooShop> => {
  const orders: Record<string, unknown>[] = [];
  const server = await honestServer((request, response) => {
    if (shop.mood !== 'well') return ANSWERS[shop.mood](response);
    if (!isSigned(request, server.origin)) return refuse(response);
    const url = new URL(request.url, server.origin);
    if (request.method === 'POST' && url.pathname.endsWith('/wc/v3/coupons')) {
      const { status, body } = shop.couponAnswer(JSON.parse(request.body) as Record<string, unknown>);
      return void response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    }
    const after = url.searchParams.get('modified_after');
    const before = url.searchParams.get('modified_before');
    const listed = url.pathname.endsWith('/wc/v3/orders')
      ? orders.filter(({ date_modified_gmt: at }) => {
          const modified = String(at);
          return (after === null || modified > after) && (before === null || modified < before);
        })
      : { environment: { version: '10.9.1' }, settings: { currency: 'BRL' } };
    response.writeHead(200, { 'content-type': 'application/json', 'x-wp-totalpages': '1' });
    response.end(JSON.stringify(listed));
  });
  const shop: WooShop = {
    ...server,
    orders,
    mood: 'well',
    couponAnswer: ({ date_expires }) => ({ status: 201, body: { id: 1, date_expires_gmt: date_expires } }),
  };
  return shop;
};

const ANSWERS: Readonly<Record<Exclude<Mood, 'well'>, (response: ServerResponse) => void>> = {
  html: (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Maintenance</html>'),
  broken: (response) => void response.writeHead(500).end('{"code":"internal_server_error"}'),
  busy: (response) => void response.writeHead(429, { 'retry-after': '30' }).end(),
  cut: (response) => void response.destroy(),
  'error-object': (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":"rest_error"}'),
};

const refuse = (response: ServerResponse): void =>
  void response.writeHead(401).end('{"code":"woocommerce_rest_authentication_error"}');

/** One-legged OAuth 1.0a, HMAC-SHA256, with the parameters in the address. */
const isSigned = ({ method, url: written }: Received, origin: string): boolean => {
  const url = new URL(written, origin);
  const signature = url.searchParams.get('oauth_signature');
  if (url.searchParams.get('oauth_consumer_key') !== CONSUMER.key) return false;
  const parameters = [...url.searchParams]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');
  const base = [method, encode(origin + url.pathname), encode(parameters)].join('&');
  return createHmac('sha256', `${CONSUMER.secret}&`).update(base).digest('base64') === signature;
};

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** As the REST API and the webhooks write an order: no zone on any date, money as strings. */
export const wooOrder = (id: number, over: object = {}): object => {
  const now = new Date().toISOString().slice(0, 19);
  return {
    id,
    number: String(id),
    status: 'processing',
    currency: 'BRL',
    date_created_gmt: now,
    date_modified_gmt: now,
    date_paid_gmt: now,
    total: '199.90',
    customer_id: 0,
    order_key: 'wc_order_canarykey',
    billing: { first_name: 'Ana', last_name: 'Souza', email: 'ana@example.com', phone: '', country: 'BR' },
    payment_method: 'stripe',
    created_via: 'checkout',
    customer_ip_address: '203.0.113.7',
    meta_data: [],
    line_items: [],
    coupon_lines: [],
    refunds: [],
    needs_payment: false,
    ...over,
  };
};
