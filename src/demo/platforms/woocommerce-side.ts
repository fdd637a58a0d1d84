import type { Books, Cart, Order } from '../books.ts';
import { signInBase64, signStamped } from '../signing.ts';
import {
  checkoutUrl,
  orderUrl,
  pictureUrl,
  productUrl,
  type Answered,
  type Asked,
  type CartNews,
  type PlatformSide,
  type SideParts,
} from '../platform-side.ts';
import { decimal, methodOf, priceOf, totalOf } from '../shop-facts.ts';

export type WooCommerceKeys = { readonly consumerKey: string };

/** WooCommerce: orders by its core's webhooks and REST API, carts by our companion plugin's signed snapshots. */
export const createWooCommerceSide = (parts: SideParts, keys: WooCommerceKeys): PlatformSide => ({
  tellCart: (cart, news, door) => {
    const body = JSON.stringify({ cart: cartBody(parts, cart, news) });
    const stamp = String(Math.floor(parts.now().getTime() / 1_000));
    const headers = {
      'content-type': 'application/json',
      'x-retorno-timestamp': stamp,
      'x-retorno-signature': signStamped(body, door.secret, stamp),
    };
    return { headers, body };
  },
  tellOrder: (order, news, door) => {
    const body = JSON.stringify(orderBody(parts, order));
    const headers = {
      'content-type': 'application/json',
      'x-wc-webhook-source': `${parts.url}/`,
      'x-wc-webhook-topic': news === 'placed' ? 'order.created' : 'order.updated',
      'x-wc-webhook-resource': 'order',
      'x-wc-webhook-delivery-id': parts.dice.hex(16),
      'x-wc-webhook-signature': signInBase64(body, door.secret),
    };
    return { headers, body };
  },
  answer: (asked, books) => answer(parts, keys, asked)?.(books) ?? null,
});

const cartBody = ({ shop, url }: SideParts, cart: Cart, news: CartNews): Record<string, unknown> => {
  const total = decimal(totalOf(cart.lines, shop, cart.currency));
  return {
    id: cart.token,
    seq: cart.updatedAt.getTime(),
    ...personOf(cart),
    customer_id: 0,
    currency: cart.currency,
    subtotal: total,
    total,
    coupons: [],
    items: cart.lines.map(({ product, quantity }) => ({
      product_id: Number(product.id),
      variation_id: product.variant === null ? 0 : Number(product.variantId),
      attributes: product.variant === null ? {} : { wariant: product.variant },
      name: product.title,
      sku: product.sku,
      quantity,
      price: decimal(priceOf(product, shop, cart.currency)),
      image: pictureUrl(url, product.sku),
      url: productUrl(url, product.sku),
      in_stock: true,
    })),
    recover_url: checkoutUrl(url, cart),
    consent: { email: cart.wantsMail ? 'in' : 'unknown', whatsapp: 'unknown' },
    started_at: cart.startedAt.toISOString(),
    updated_at: cart.updatedAt.toISOString(),
    removed: news === 'removed',
  };
};

const personOf = ({ person }: Cart) =>
  person === null
    ? null
    : {
        email: person.email,
        phone: person.phone,
        first_name: person.firstName,
        last_name: person.lastName,
        country: person.country,
        locale: person.locale.replace('-', '_'),
      };

const STATUSES = { paid: 'processing', awaited: 'pending', expired: 'cancelled' } as const;

const orderBody = ({ shop, url }: SideParts, order: Order): Record<string, unknown> => {
  const { cart } = order;
  const billing = billingOf(cart);
  return {
    id: order.number,
    number: String(order.number),
    status: STATUSES[order.payment],
    currency: cart.currency,
    prices_include_tax: true,
    date_created_gmt: naive(order.placedAt),
    date_modified_gmt: naive(order.updatedAt),
    date_paid_gmt: order.paidAt === null ? null : naive(order.paidAt),
    total: decimal(totalOf(cart.lines, shop, cart.currency)),
    customer_id: 0,
    order_key: `wc_order_${order.key}`,
    billing,
    shipping: { ...billing, email: undefined },
    payment_method: methodOf(order, shop)?.toLowerCase() ?? 'stripe',
    payment_method_title: methodOf(order, shop) ?? 'Karta płatnicza',
    created_via: 'checkout',
    meta_data: metaOf(url, cart),
    line_items: cart.lines.map((line) => lineBody(shop, url, { ...line, currency: cart.currency })),
    coupon_lines: [],
    refunds: [],
    needs_payment: order.payment === 'awaited',
    payment_url: orderUrl(url, order),
  };
};

const billingOf = ({ person }: Cart) => ({
  first_name: person?.firstName ?? '',
  last_name: person?.lastName ?? '',
  email: person?.email ?? '',
  phone: person?.phone ?? '',
  country: person?.country ?? '',
});

/** What the plugin and WooCommerce's own order attribution write beside an order. */
const metaOf = (url: string, cart: Cart) => [
  { id: 1, key: '_retorno_cart', value: cart.token },
  ...(cart.landing === null
    ? []
    : [{ id: 2, key: '_wc_order_attribution_session_entry', value: new URL(cart.landing, url).href }]),
];

type Line = Cart['lines'][number] & { readonly currency: string };

const lineBody = (shop: SideParts['shop'], url: string, { product, quantity, currency }: Line) => ({
  id: Number(product.id),
  name: product.variant === null ? product.title : `${product.title} - ${product.variant}`,
  parent_name: product.variant === null ? null : product.title,
  product_id: Number(product.id),
  variation_id: product.variant === null ? 0 : Number(product.variantId),
  quantity,
  subtotal: decimal(priceOf(product, shop, currency) * quantity),
  subtotal_tax: '0.00',
  sku: product.sku,
  image: { id: product.id, src: pictureUrl(url, product.sku) },
});

/** WooCommerce writes UTC without saying so. */
const naive = (at: Date): string => at.toISOString().slice(0, 19);

const answer = (parts: SideParts, keys: WooCommerceKeys, { url, headers }: Asked) => {
  if (!url.pathname.startsWith('/wp-json/wc/v3/')) return null;
  if (!isKnown(url, headers, keys)) return (): Answered => ({ status: 401, body: UNKNOWN_KEY });
  const path = url.pathname.slice('/wp-json/wc/v3/'.length);
  if (path === 'system_status')
    return (): Answered => ({
      status: 200,
      body: { environment: { version: '10.9.1' }, settings: { currency: parts.shop.currency } },
    });
  if (path !== 'orders') return null;
  return (books: Books): Answered => ordersPage(parts, url, books);
};

const UNKNOWN_KEY = { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.' };

/** Over plain http the key comes as OAuth 1.0a names it, over https as Basic. */
const isKnown = (url: URL, headers: Headers, { consumerKey }: WooCommerceKeys): boolean => {
  const basic = /^Basic (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  const given =
    url.searchParams.get('oauth_consumer_key') ?? Buffer.from(basic, 'base64').toString().split(':')[0];
  return given === consumerKey;
};

const ordersPage = (parts: SideParts, url: URL, { orders }: Books): Answered => {
  const perPage = Number(url.searchParams.get('per_page') ?? 10);
  const page = Number(url.searchParams.get('page') ?? 1);
  const after = url.searchParams.get('modified_after') ?? '';
  const before = url.searchParams.get('modified_before') ?? '9';
  const found = [...orders.values()]
    .filter(({ updatedAt }) => naive(updatedAt) > after && naive(updatedAt) < before)
    .toSorted((one, other) => one.updatedAt.getTime() - other.updatedAt.getTime());
  return {
    status: 200,
    headers: {
      'x-wp-total': String(found.length),
      'x-wp-totalpages': String(Math.ceil(found.length / perPage)),
    },
    body: found.slice((page - 1) * perPage, page * perPage).map((order) => orderBody(parts, order)),
  };
};
