import type { Books, Cart, Order } from '../books.ts';
import { signInHex } from '../signing.ts';
import {
  checkoutUrl,
  fullName,
  orderUrl,
  pictureUrl,
  productUrl,
  type Answered,
  type Asked,
  type PlatformSide,
  type SideParts,
} from '../platform-side.ts';
import { decimal, methodOf, priceOf, totalOf } from '../shop-facts.ts';

export type NuvemshopKeys = { readonly storeId: string; readonly accessToken: string };

/** Nuvemshop: webhooks only name an order, everything is asked for; carts are listed, never told. */
export const createNuvemshopSide = (parts: SideParts, keys: NuvemshopKeys): PlatformSide => ({
  tellCart: () => null,
  tellOrder: (order, news, door) => {
    const event = { placed: 'order/created', paid: 'order/paid', expired: 'order/voided' }[news];
    const body = JSON.stringify({ store_id: Number(keys.storeId), event, id: order.cart.number });
    const headers = {
      'content-type': 'application/json',
      'x-linkedstore-hmac-sha256': signInHex(body, door.secret),
    };
    return { headers, body };
  },
  answer: (asked, books) => answer(parts, keys, asked)?.(books) ?? null,
});

const stamp = (at: Date): string => `${at.toISOString().slice(0, 19)}+0000`;

/** Cart, checkout and order have one id and one token. */
const common = ({ shop, url }: SideParts, cart: Cart): Record<string, unknown> => {
  const total = decimal(totalOf(cart.lines, shop, cart.currency));
  return {
    id: cart.number,
    token: cart.token,
    contact_email: cart.person?.email ?? null,
    contact_name: fullName(cart),
    contact_phone: cart.person?.phone ?? null,
    contact_accepts_marketing: cart.wantsMail,
    contact_accepts_marketing_updated_at: stamp(cart.startedAt),
    shipping_country: cart.person?.country ?? null,
    coupon: [],
    subtotal: total,
    total,
    currency: cart.currency,
    language: 'es',
    storefront: 'store',
    created_at: stamp(cart.startedAt),
    products: cart.lines.map(({ product, quantity }) => ({
      id: Number(product.id),
      product_id: Number(product.id),
      variant_id: product.variantId,
      name: { es: product.title },
      variant_values: product.variant === null ? [] : [{ es: product.variant }],
      price: decimal(priceOf(product, shop, cart.currency)),
      quantity: String(quantity),
      sku: product.sku,
      image: { src: pictureUrl(url, product.sku) },
      url: productUrl(url, product.sku),
    })),
  };
};

const checkoutBody = (parts: SideParts, cart: Cart) => ({
  ...common(parts, cart),
  abandoned_checkout_url: checkoutUrl(parts.url, cart),
  updated_at: stamp(cart.updatedAt),
  completed_at: null,
  payment_status: 'pending',
  payment_details: { method: null },
});

const orderBody = (parts: SideParts, order: Order) => ({
  ...common(parts, order.cart),
  number: order.number,
  // A slip that was not paid in time is voided; its order stands.
  status: 'open',
  payment_status: { paid: 'paid', awaited: 'pending', expired: 'voided' }[order.payment],
  payment_details: { method: order.isPaidLater ? 'ticket' : 'credit_card' },
  gateway: order.isPaidLater ? 'offline' : 'mercado-pago',
  gateway_name: methodOf(order, parts.shop) ?? 'Mercado Pago',
  gateway_link: order.payment === 'awaited' ? orderUrl(parts.url, order) : null,
  completed_at: {
    date: `${order.placedAt.toISOString().slice(0, 19).replace('T', ' ')}.000000`,
    timezone_type: 3,
    timezone: 'UTC',
  },
  paid_at: order.paidAt === null ? null : stamp(order.paidAt),
  cancelled_at: null,
  updated_at: stamp(order.updatedAt),
});

const answer = (parts: SideParts, keys: NuvemshopKeys, asked: Asked) => {
  const root = `/2025-03/${keys.storeId}/`;
  if (!asked.url.pathname.startsWith(root)) return null;
  if (!isKnown(asked.headers, keys)) return (): Answered => ({ status: 401, body: { code: 401 } });
  const [what, id] = asked.url.pathname.slice(root.length).split('/');
  return (books: Books): Answered => {
    if (what === 'store') return { status: 200, body: storeBody(parts, keys) };
    if (what === 'orders' && id !== undefined) return oneOrder(parts, Number(id), books);
    if (what === 'orders') return page(asked.url, changedOrders(parts, asked.url, books));
    if (what === 'checkouts') return page(asked.url, leftCheckouts(parts, books));
    return NOTHING_THERE;
  };
};

const isKnown = (headers: Headers, { accessToken }: NuvemshopKeys): boolean =>
  (headers.get('authentication') ?? headers.get('authorization') ?? '').toLowerCase() ===
  `bearer ${accessToken.toLowerCase()}`;

const storeBody = ({ shop }: SideParts, { storeId }: NuvemshopKeys) => ({
  id: Number(storeId),
  name: { es: shop.name },
  original_domain: 'alma-de-barro.example',
  domains: [],
  country: shop.country,
  main_currency: shop.currency,
  main_language: 'es',
});

const oneOrder = (parts: SideParts, id: number, { orders }: Books): Answered => {
  const order = [...orders.values()].find(({ cart }) => cart.number === id);
  return order === undefined ? NOTHING_THERE : { status: 200, body: orderBody(parts, order) };
};

const NOTHING_THERE: Answered = {
  status: 404,
  body: { code: 404, message: 'Not Found', description: 'Last page is 0' },
};

const changedOrders = (parts: SideParts, url: URL, { orders }: Books) => {
  const since = Date.parse(url.searchParams.get('updated_at_min') ?? '') || 0;
  const until = Date.parse(url.searchParams.get('updated_at_max') ?? '') || Number.POSITIVE_INFINITY;
  return [...orders.values()]
    .filter(({ updatedAt }) => updatedAt.getTime() >= since && updatedAt.getTime() <= until)
    .map((order) => orderBody(parts, order));
};

/** Somebody gave an address and did not order; newest first. */
const leftCheckouts = (parts: SideParts, { carts }: Books) =>
  [...carts.values()]
    .filter(({ state, person }) => state === 'open' && person !== null)
    .toReversed()
    .map((cart) => checkoutBody(parts, cart));

const page = (url: URL, found: readonly unknown[]): Answered => {
  const perPage = Number(url.searchParams.get('per_page') ?? 30);
  const number = Number(url.searchParams.get('page') ?? 1);
  const items = found.slice((number - 1) * perPage, number * perPage);
  if (items.length === 0) return NOTHING_THERE;
  return { status: 200, headers: { 'x-total-count': String(found.length) }, body: items };
};
