import { readFileSync } from 'node:fs';
import { call, type Answer } from '../http/call.ts';
import { honestServer } from '../support/honest-server.ts';
import { addShop, APP_SECRET, IN_BRAZIL, signed, type Server, type Shop } from './shop.ts';
import { CONSUMER, type startWooShop, wooOrder } from './woocommerce-shop.ts';

/** What the platform does when it is asked for a coupon. */
export type CouponMood = 'makes' | 'refuses' | 'is down';

/** A shop at one platform whose shoppers abandon carts and buy with coupons. */
export type CouponShop = {
  readonly shop: Shop;
  /** As the platform was asked for them, in order. */
  readonly wanted: readonly Record<string, unknown>[];
  mood: CouponMood;
  /** The return link's parameter that puts the coupon into the cart. */
  readonly parameter: string;
  /** Told by webhook: a cart of `{id}@example.com`. */
  readonly fillsCart: (id: string) => Promise<Answer>;
  /** Told by webhook: somebody else's order of another cart, with nothing of ours in it but the coupon. */
  readonly buysWith: (code: string, orderId: number) => Promise<Answer>;
};

/** Two seconds ahead: orders are told in whole seconds, and one of this second could be from before its mail. */
const soon = (): string => new Date(Date.now() + 2_000).toISOString().slice(0, 19);

export const SHOPIFY_HOST = 'loja.myshopify.com';

export const startShopify = async () => {
  const wanted: Record<string, unknown>[] = [];
  const state = { mood: 'makes' as CouponMood };
  const server = await honestServer(({ body, headers }, response) => {
    if (headers['x-shopify-access-token'] !== 'shpat_x') return void response.writeHead(401).end('{}');
    const { query, variables } = JSON.parse(body) as {
      query: string;
      variables: { discount?: Record<string, unknown> };
    };
    const { discount } = variables;
    if (discount !== undefined) wanted.push(discount);
    if (discount !== undefined && state.mood === 'is down') return void response.writeHead(502).end();
    const data = discount === undefined ? factsFor(query) : { discount: DISCOUNTS[state.mood] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  });
  return { server, wanted, state };
};

const DISCOUNTS: Readonly<Record<CouponMood, object | null>> = {
  makes: { codeDiscountNode: { id: 'gid://shopify/DiscountCodeNode/1' }, userErrors: [] },
  refuses: { codeDiscountNode: null, userErrors: [{ code: 'MAX_APP_DISCOUNTS' }] },
  'is down': null,
};

const NONE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** The shop, and that nobody has bought or was reminded by Shopify itself. */
const factsFor = (query: string): object => {
  if (/query Shop\b/.test(query))
    return { shop: { name: 'Loja', currencyCode: 'BRL', ianaTimezone: 'America/Sao_Paulo' } };
  return /query Products\b/.test(query) ? { nodes: [] } : { orders: NONE, abandonedCheckouts: NONE };
};

const fixture = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../fixtures/shopify/${name}.json`, import.meta.url), 'utf8')) as object;

export const openShopifyShop = async (
  server: Server,
  { wanted, state }: Awaited<ReturnType<typeof startShopify>>,
): Promise<CouponShop> => {
  const known = ['--domain', SHOPIFY_HOST, '--access-token', 'shpat_x'];
  const shop = await addShop(server, '--platform', 'shopify', ...known, ...IN_BRAZIL);
  let webhooks = 0;
  const tell = (topic: string, told: object): Promise<Answer> => {
    const body = JSON.stringify(told);
    return call(`${server.url}/webhooks/shopify`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': SHOPIFY_HOST,
        'x-shopify-webhook-id': `w-${(webhooks += 1)}`,
        'x-shopify-hmac-sha256': signed(APP_SECRET, body),
      },
    });
  };
  return Object.assign(state, {
    shop,
    wanted,
    parameter: 'discount',
    fillsCart: (id: string) => {
      const now = new Date().toISOString();
      const times = { created_at: now, updated_at: now };
      const person = { email: `${id}@example.com`, phone: null, customer: null, shipping_address: null };
      return tell('checkouts/update', {
        ...fixture('checkouts-update'),
        ...times,
        ...person,
        token: id,
        cart_token: `cart-${id}`,
        abandoned_checkout_url: `https://${SHOPIFY_HOST}/1/checkouts/ac/${id}/recover?key=abc`,
        note_attributes: [],
      });
    },
    buysWith: (code: string, orderId: number) => {
      const at = `${soon()}Z`;
      const nobody = { phone: null, customer: null, billing_address: null, shipping_address: null };
      const elsewhere = { checkout_token: `other-${orderId}`, cart_token: null, landing_site: '/' };
      return tell('orders/paid', {
        ...fixture('orders-create-pix'),
        ...nobody,
        ...elsewhere,
        id: orderId,
        email: `buyer-${orderId}@example.com`,
        contact_email: `buyer-${orderId}@example.com`,
        note_attributes: [],
        financial_status: 'paid',
        payment_gateway_names: ['shopify_payments'],
        discount_codes: [{ code, amount: '24.00', type: 'percentage' }],
        created_at: at,
        processed_at: at,
        updated_at: at,
      });
    },
  });
};

const ANSWERS: Readonly<Record<Exclude<CouponMood, 'makes'>, { status: number; body: object }>> = {
  refuses: { status: 400, body: { code: 'rest_invalid_param' } },
  'is down': { status: 502, body: {} },
};

export const openWooShop = async (
  server: Server,
  woo: Awaited<ReturnType<typeof startWooShop>>,
): Promise<CouponShop> => {
  const keys = ['--consumer-key', CONSUMER.key, '--consumer-secret', CONSUMER.secret];
  const shop = await addShop(server, '--platform', 'woocommerce', '--url', woo.origin, ...keys, ...IN_BRAZIL);
  const wanted: Record<string, unknown>[] = [];
  const makes = woo.couponAnswer;
  const opened = { shop, wanted, mood: 'makes' as CouponMood, parameter: 'coupon' };
  woo.couponAnswer = (asked) => {
    wanted.push(asked);
    return opened.mood === 'makes' ? makes(asked) : ANSWERS[opened.mood];
  };
  const tell = (body: string, headers: Readonly<Record<string, string>>): Promise<Answer> =>
    call(shop.webhookUrl, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  return Object.assign(opened, {
    fillsCart: (id: string) => {
      const body = JSON.stringify({ cart: cartOf(id, woo.origin) });
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = signed(shop.webhookSecret, `${timestamp}.${body}`, 'hex');
      return tell(body, { 'x-retorno-timestamp': timestamp, 'x-retorno-signature': `v1=${signature}` });
    },
    buysWith: (code: string, orderId: number) => {
      const billing = { email: `buyer-${orderId}@example.com`, country: 'BR' };
      // Shops write codes in small letters.
      const coupon_lines = [{ code: code.toLowerCase(), discount: '19.99' }];
      const body = JSON.stringify(wooOrder(orderId, { billing, coupon_lines, date_created_gmt: soon() }));
      return tell(body, {
        'x-wc-webhook-topic': 'order.updated',
        'x-wc-webhook-signature': signed(shop.webhookSecret, body),
      });
    },
  });
};

const cartOf = (id: string, origin: string): object => {
  const now = new Date().toISOString();
  return {
    id,
    seq: Date.now(),
    email: `${id}@example.com`,
    first_name: 'Ana',
    country: 'BR',
    locale: 'pt_BR',
    currency: 'BRL',
    subtotal: '180.00',
    total: '199.90',
    coupons: [],
    items: [{ product_id: 7, variation_id: 0, name: 'Caneca', quantity: 2, price: '90.00' }],
    recover_url: `${origin}/?retorno_cart=${id}`,
    started_at: now,
    updated_at: now,
    removed: false,
  };
};
