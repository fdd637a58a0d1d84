import type { Books, Cart, Order } from '../books.ts';
import { signInBase64 } from '../signing.ts';
import {
  checkoutUrl,
  fullName,
  inSeconds,
  orderUrl,
  type CartNews,
  type Door,
  type Hook,
  type PlatformSide,
  type SideParts,
} from '../platform-side.ts';
import { decimal, methodOf, priceOf, totalOf } from '../shop-facts.ts';
import { answerGraphql } from './shopify-graphql.ts';

export type ShopifyKeys = { readonly domain: string; readonly accessToken: string };

/** Shopify: checkouts and orders by webhook, orders again by the GraphQL Admin API. */
export const createShopifySide = (parts: SideParts, keys: ShopifyKeys): PlatformSide => ({
  tellCart: (cart, news, door) => {
    const body = news === 'removed' ? { token: cart.token } : checkoutBody(parts, cart);
    return hook({ topic: CART_TOPICS[news], body, door }, parts, keys);
  },
  tellOrder: (order, news, door) =>
    hook({ topic: ORDER_TOPICS[news], body: orderBody(parts, order), door }, parts, keys),
  answer: (asked, books: Books) => {
    if (!/^\/admin\/api\/[\w-]+\/graphql\.json$/.test(asked.url.pathname)) return null;
    const isKnown = asked.headers.get('x-shopify-access-token') === keys.accessToken;
    return isKnown
      ? { status: 200, body: answerGraphql(parts, asked.body, books) }
      : { status: 401, body: { errors: '[API] Invalid API key or access token' } };
  },
});

const CART_TOPICS: Readonly<Record<CartNews, string>> = {
  started: 'checkouts/create',
  changed: 'checkouts/update',
  removed: 'checkouts/delete',
};
const ORDER_TOPICS = { placed: 'orders/create', paid: 'orders/paid', expired: 'orders/cancelled' } as const;

type Telling = { readonly topic: string; readonly body: Record<string, unknown>; readonly door: Door };

const hook = ({ topic, body: told, door }: Telling, { dice }: SideParts, { domain }: ShopifyKeys): Hook => {
  const body = JSON.stringify(told);
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': domain,
    'x-shopify-webhook-id': dice.hex(32),
    'x-shopify-hmac-sha256': signInBase64(body, door.secret),
  };
  return { headers, body };
};

const customerOf = ({ person, number }: Cart) =>
  person === null
    ? null
    : {
        id: 6_543_210_000_000 + number,
        email: person.email,
        phone: null,
        first_name: person.firstName,
        last_name: person.lastName,
        state: 'disabled',
      };

const addressOf = (cart: Cart) =>
  cart.person === null
    ? null
    : { name: fullName(cart), phone: cart.person.phone, country_code: cart.person.country };

const linesOf = ({ shop }: SideParts, { lines, currency }: Cart) =>
  lines.map(({ product, quantity }) => ({
    product_id: Number(product.id),
    variant_id: Number(product.variantId),
    sku: product.sku,
    title: product.title,
    presentment_title: product.title,
    variant_title: product.variant,
    quantity,
    price: decimal(priceOf(product, shop, currency)),
  }));

const checkoutBody = (parts: SideParts, cart: Cart): Record<string, unknown> => {
  const total = decimal(totalOf(cart.lines, parts.shop, cart.currency));
  return {
    id: 38_274_619_200_000 + cart.number,
    token: cart.token,
    cart_token: `c1-${cart.token}`,
    name: `#${38_274_619_200_000 + cart.number}`,
    email: cart.person?.email ?? null,
    phone: null,
    customer: customerOf(cart),
    customer_locale: cart.person?.locale ?? null,
    buyer_accepts_marketing: cart.wantsMail,
    abandoned_checkout_url: checkoutUrl(parts.url, cart),
    currency: parts.shop.currency,
    presentment_currency: cart.currency,
    subtotal_price: total,
    total_price: total,
    created_at: inSeconds(cart.startedAt),
    updated_at: inSeconds(cart.updatedAt),
    completed_at: null,
    discount_codes: [],
    shipping_address: addressOf(cart),
    billing_address: addressOf(cart),
    line_items: linesOf(parts, cart),
  };
};

const FINANCIAL = { paid: 'paid', awaited: 'pending', expired: 'voided' } as const;

const orderBody = (parts: SideParts, order: Order): Record<string, unknown> => {
  const { cart } = order;
  const { shop, url } = parts;
  const inShop = decimal(totalOf(cart.lines, shop, shop.currency));
  const set = {
    shop_money: { amount: inShop, currency_code: shop.currency },
    presentment_money: {
      amount: decimal(totalOf(cart.lines, shop, cart.currency)),
      currency_code: cart.currency,
    },
  };
  return {
    id: 5_540_000_000_000 + order.number,
    admin_graphql_api_id: `gid://shopify/Order/${5_540_000_000_000 + order.number}`,
    name: `#${order.number}`,
    checkout_token: cart.token,
    cart_token: `c1-${cart.token}`,
    email: cart.person?.email ?? null,
    phone: null,
    customer: customerOf(cart),
    customer_locale: cart.person?.locale ?? null,
    buyer_accepts_marketing: cart.wantsMail,
    financial_status: FINANCIAL[order.payment],
    fulfillment_status: null,
    payment_gateway_names: [methodOf(order, shop) ?? 'shopify_payments'],
    payment_terms: null,
    test: false,
    created_at: inSeconds(order.placedAt),
    processed_at: inSeconds(order.placedAt),
    updated_at: inSeconds(order.updatedAt),
    cancelled_at: order.payment === 'expired' ? inSeconds(order.updatedAt) : null,
    cancel_reason: null,
    currency: shop.currency,
    presentment_currency: cart.currency,
    total_price: inShop,
    total_price_set: set,
    current_total_price: inShop,
    current_total_price_set: set,
    total_outstanding: order.payment === 'paid' ? '0.00' : inShop,
    discount_codes: [],
    landing_site: cart.landing ?? '/',
    note_attributes: [],
    source_name: 'web',
    order_status_url: orderUrl(url, order),
    shipping_address: addressOf(cart),
    billing_address: addressOf(cart),
    line_items: linesOf(parts, cart),
    refunds: [],
  };
};
