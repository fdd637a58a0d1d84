import type { Books, Cart, Order } from '../books.ts';
import { signToken } from '../signing.ts';
import {
  checkoutUrl,
  pictureUrl,
  type Answered,
  type Asked,
  type CartNews,
  type Hook,
  type OrderNews,
  type PlatformSide,
  type SideParts,
} from '../platform-side.ts';
import { decimal, priceOf, totalOf } from '../shop-facts.ts';

export type WixKeys = {
  readonly instanceId: string;
  readonly appSecret: string;
  readonly accessToken: string;
};

/** Wix: events are signed tokens with the whole thing inside; carts and orders are searched through the API. */
export const createWixSide = (parts: SideParts, keys: WixKeys): PlatformSide => {
  const post = createPost(parts, keys);
  return {
    tellCart: (cart, news, { secret }) => post(cartEvent(parts, cart, news), secret),
    tellOrder: (order, news, { secret }) => post(orderEvent(parts, order, news), secret),
    answer: (asked, books) => answer(parts, keys, asked)?.(books) ?? null,
  };
};

type Event = { readonly type: string; readonly entityId: string; readonly body: Record<string, unknown> };

const TOKEN_LASTS_S = 3_600;

/** Each layer is text within the next, and the outermost is signed. */
const createPost = ({ dice, now }: SideParts, { instanceId }: WixKeys) => {
  let sequence = 0;
  return ({ type, entityId, body }: Event, privateKey: string): Hook => {
    const at = now();
    sequence += 1;
    const event = {
      id: guidOf(dice.hex(32)),
      entityFqdn: type.slice(0, type.lastIndexOf('_')),
      entityId,
      eventTime: at.toISOString(),
      triggeredByAnonymizeRequest: false,
      entityEventSequence: String(sequence),
      ...body,
    };
    const message = { eventType: type, instanceId, data: JSON.stringify(event), identity: '{}' };
    const iat = Math.floor(at.getTime() / 1_000);
    const claims = { data: JSON.stringify(message), iat, exp: iat + TOKEN_LASTS_S };
    return { headers: { 'content-type': 'text/plain;charset=UTF-8' }, body: signToken(claims, privateKey) };
  };
};

const CART = 'wix.ecom.v1.abandoned_checkout';
const ORDER = 'wix.ecom.v1.order';

const cartEvent = (parts: SideParts, cart: Cart, news: CartNews): Event => {
  const entityId = guidOf(cart.token);
  const entity = checkoutBody(parts, cart);
  switch (news) {
    case 'started':
      return { type: `${CART}_created`, entityId, body: { createdEvent: { entity } } };
    case 'changed':
      return { type: `${CART}_updated`, entityId, body: { updatedEvent: { currentEntity: entity } } };
    case 'removed':
      return { type: `${CART}_deleted`, entityId, body: { deletedEvent: {} } };
  }
};

const orderEvent = (parts: SideParts, order: Order, news: OrderNews): Event => {
  const entity = orderBody(parts, order);
  const entityId = String(entity['id']);
  if (news === 'placed') return { type: `${ORDER}_created`, entityId, body: { createdEvent: { entity } } };
  const body = { order: entity, previousPaymentStatus: 'PENDING' };
  return { type: `${ORDER}_payment_status_updated`, entityId, body: { actionEvent: { body } } };
};

/** Thirty-two hexadecimal digits as Wix writes its ids. */
const guidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** Cart, checkout and abandoned checkout are three things; the last digits tell them apart here. */
const checkoutIdOf = ({ token }: Cart): string => guidOf(`${token.slice(0, 31)}c`);

const buyerOf = ({ person, number }: Cart) => ({
  visitorId: guidOf(`${number}`.padStart(32, '0')),
  email: person?.email ?? null,
});

const contactOf = ({ person }: Cart) =>
  person === null ? {} : { firstName: person.firstName, lastName: person.lastName, phone: person.phone };

const linesOf = ({ shop, url }: SideParts, { lines, currency }: Cart) =>
  lines.map(({ product, quantity }) => {
    const amount = decimal(priceOf(product, shop, currency));
    return {
      id: product.id,
      quantity,
      catalogReference: { catalogItemId: product.id, options: { variantId: product.variantId } },
      productName: { original: product.title, translated: product.title },
      price: { amount, convertedAmount: amount },
      descriptionLines: product.variant === null ? [] : [{ plainText: { original: product.variant } }],
      image: pictureUrl(url, product.sku),
      physicalProperties: { sku: product.sku, shippable: true },
    };
  });

const checkoutBody = (parts: SideParts, cart: Cart): Record<string, unknown> => {
  const amount = decimal(totalOf(cart.lines, parts.shop, cart.currency));
  const isOrdered = cart.state === 'ordered';
  return {
    id: guidOf(cart.token),
    createdDate: cart.startedAt.toISOString(),
    updatedDate: cart.updatedAt.toISOString(),
    checkoutId: checkoutIdOf(cart),
    status: isOrdered ? 'RECOVERED' : 'ABANDONED',
    buyerLanguage: cart.person?.locale ?? parts.shop.locale,
    buyerInfo: buyerOf(cart),
    contactDetails: contactOf(cart),
    currency: cart.currency,
    conversionCurrency: cart.currency,
    totalPrice: { amount, convertedAmount: amount },
    subtotalPrice: { amount, convertedAmount: amount },
    activities: [],
    checkoutUrl: checkoutUrl(parts.url, cart),
    lineItems: linesOf(parts, cart),
    appliedDiscounts: [],
  };
};

const PAYMENT = { paid: 'PAID', awaited: 'PENDING', expired: 'PENDING' } as const;
const STATUS = { paid: 'APPROVED', awaited: 'INITIALIZED', expired: 'REJECTED' } as const;

const orderBody = (parts: SideParts, order: Order): Record<string, unknown> => {
  const { cart, payment } = order;
  const amount = decimal(totalOf(cart.lines, parts.shop, cart.currency));
  const person = { address: { country: cart.person?.country ?? null }, contactDetails: contactOf(cart) };
  return {
    id: guidOf(`${order.key}00000000`),
    number: String(order.number),
    createdDate: order.placedAt.toISOString(),
    updatedDate: order.updatedAt.toISOString(),
    checkoutId: checkoutIdOf(cart),
    status: STATUS[payment],
    paymentStatus: PAYMENT[payment],
    fulfillmentStatus: 'NOT_FULFILLED',
    buyerLanguage: cart.person?.locale ?? parts.shop.locale,
    buyerInfo: buyerOf(cart),
    billingInfo: person,
    currency: cart.currency,
    priceSummary: { total: { amount } },
    balanceSummary: { paid: { amount: payment === 'paid' ? amount : '0' }, refunded: { amount: '0' } },
    channelInfo: { type: 'WEB' },
    lineItems: linesOf(parts, cart),
    appliedDiscounts: [],
    activities: [],
  };
};

const answer = (parts: SideParts, keys: WixKeys, asked: Asked) => {
  const { pathname } = asked.url;
  if (pathname === '/oauth2/token') return () => grant(keys, asked);
  const read = READERS.get(pathname);
  if (read === undefined) return null;
  if (asked.headers.get('authorization') !== keys.accessToken) return () => REFUSED;
  return (books: Books): Answered => ({ status: 200, body: read(parts, books, sinceIn(asked.body)) });
};

const REFUSED: Answered = { status: 401, body: { message: 'UNAUTHENTICATED' } };

const grant = ({ instanceId, appSecret, accessToken }: WixKeys, { body }: Asked): Answered => {
  const told = readJson(body);
  return told['client_secret'] === appSecret && told['instance_id'] === instanceId
    ? { status: 200, body: { access_token: accessToken, token_type: 'Bearer', expires_in: 14_400 } }
    : REFUSED;
};

type Reader = (parts: SideParts, books: Books, since: number) => unknown;

/** A sandbox holds few enough for one page. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['/site-properties/v4/properties', ({ shop }) => ({ properties: propertiesOf(shop) })],
  ['/apps/v1/instance', ({ url }) => ({ site: { url } })],
  [
    '/ecom/v1/orders/search',
    (parts, { orders }, since) => ({
      orders: changedSince([...orders.values()], since).map((order) => orderBody(parts, order)),
      metadata: {},
    }),
  ],
  [
    '/ecom/v1/abandoned-checkout/search',
    (parts, { carts }, since) => ({
      abandonedCheckouts: changedSince(listed(carts), since).map((cart) => checkoutBody(parts, cart)),
      pagingMetadata: {},
    }),
  ],
]);

const propertiesOf = (shop: SideParts['shop']) => ({
  siteDisplayName: shop.name,
  paymentCurrency: shop.currency,
  timeZone: shop.timeZone,
  locale: { languageCode: shop.locale.slice(0, 2), country: shop.country },
});

/** Who never said an address has no abandoned checkout. */
const listed = (carts: Books['carts']): Cart[] =>
  [...carts.values()].filter(({ state, person }) => state !== 'removed' && person !== null);

const changedSince = <Thing extends { readonly updatedAt: Date }>(
  things: readonly Thing[],
  since: number,
): Thing[] =>
  things
    .filter(({ updatedAt }) => updatedAt.getTime() >= since)
    .toSorted((one, other) => one.updatedAt.getTime() - other.updatedAt.getTime());

const sinceIn = (body: string): number => {
  const told = /"\$gte":"([^"]+)"/.exec(body)?.[1] ?? '';
  return Date.parse(told) || 0;
};

const readJson = (body: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>;
  } catch {
    return {};
  }
};
