import type { Cart, Order } from '../books.ts';
import {
  checkoutUrl,
  fullName,
  orderUrl,
  pictureUrl,
  productUrl,
  type CartNews,
  type Door,
  type Hook,
  type PlatformSide,
  type SideParts,
} from '../platform-side.ts';
import { decimal, methodOf, priceOf, totalOf } from '../shop-facts.ts';

/** A shop of one's own: it tells everything itself by the Events API, and is its own truth. */
export const createCustomSide = (parts: SideParts): PlatformSide => ({
  tellCart: (cart, news, door) => hook(parts, door, cartEvent(parts, cart, news)),
  tellOrder: (order, _news, door) => hook(parts, door, orderEvent(parts, order)),
  answer: () => null,
});

const hook = ({ dice }: SideParts, door: Door, event: Record<string, unknown>): Hook => ({
  headers: { 'content-type': 'application/json', authorization: `Bearer ${door.secret}` },
  body: JSON.stringify({ id: `evt_${dice.hex(16)}`, ...event }),
});

const cartEvent = ({ shop, url }: SideParts, cart: Cart, news: CartNews): Record<string, unknown> => {
  const occurredAt = cart.updatedAt.toISOString();
  if (news === 'removed') return { type: 'cart.removed', occurredAt, cart: { id: cart.token } };
  return {
    type: 'cart.updated',
    occurredAt,
    cart: {
      id: cart.token,
      ...personOf(cart),
      currency: cart.currency,
      total: decimal(totalOf(cart.lines, shop, cart.currency)),
      lines: cart.lines.map(({ product, quantity }) => ({
        productId: product.id,
        variantId: product.variantId,
        sku: product.sku,
        title: product.title,
        variantTitle: product.variant,
        quantity,
        unitPrice: decimal(priceOf(product, shop, cart.currency)),
        imageUrl: pictureUrl(url, product.sku),
        url: productUrl(url, product.sku),
        available: true,
      })),
      returnUrl: checkoutUrl(url, cart),
      startedAt: cart.startedAt.toISOString(),
      consent: { email: cart.wantsMail ? 'in' : 'unknown' },
    },
  };
};

const personOf = (cart: Cart) => ({
  name: fullName(cart),
  email: cart.person?.email ?? null,
  phone: cart.person?.phone ?? null,
  country: cart.person?.country ?? null,
  locale: cart.person?.locale ?? null,
});

const STATES = { paid: 'paid', awaited: 'awaiting_shopper', expired: 'expired' } as const;

const orderEvent = ({ shop, url }: SideParts, order: Order): Record<string, unknown> => {
  const { cart } = order;
  const isAwaited = order.payment === 'awaited';
  return {
    type: 'order.updated',
    occurredAt: order.updatedAt.toISOString(),
    order: {
      id: order.key,
      number: String(order.number),
      cartId: cart.token,
      ...personOf(cart),
      currency: cart.currency,
      total: decimal(totalOf(cart.lines, shop, cart.currency)),
      paymentState: STATES[order.payment],
      paymentMethod: methodOf(order, shop) ?? 'card',
      payUrl: isAwaited ? orderUrl(url, order) : null,
      payBy: isAwaited ? payBy(order, shop) : null,
      placedAt: order.placedAt.toISOString(),
      landingUrl: cart.landing,
      productIds: cart.lines.map(({ product }) => product.id),
    },
  };
};

const payBy = ({ placedAt }: Order, { lapsesAfterMs }: SideParts['shop']): string | null =>
  lapsesAfterMs === null ? null : new Date(placedAt.getTime() + lapsesAfterMs).toISOString();
