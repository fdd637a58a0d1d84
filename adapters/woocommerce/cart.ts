import type { CartContents, Line } from '../../src/core/cart/cart.ts';
import type {
  CartObservation,
  CartRemovalObservation,
  ConsentEvidence,
} from '../../src/core/cart/observation.ts';
import { shopperRedaction } from '../../src/core/privacy/privacy-request.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { type CartBody, cartBody, type CartItem, cartItems } from './payloads.ts';

/** A snapshot by the companion plugin. Its `seq` only grows within a cart, so a lower one is old news. */
export const observePluginCart = ({ body, receivedAt, store }: StoredDelivery): Observed => {
  const { cart, erase } = cartBody.parse(body);
  if (cart === null && erase !== null) return observeErasure(erase.email, receivedAt);
  if (cart === null || cart.id === null) return { kind: 'malformed', reason: 'the cart has no id' };
  const externalId = cart.id;
  const updatedAt = cart.updated_at ?? receivedAt;
  const observation =
    cart.removed === true
      ? removalOf(cart, externalId, updatedAt)
      : cartOf(cart, { externalId, updatedAt, storeCurrency: store.currency });
  return { kind: 'observed', observations: [observation] };
};

/** The shop erased a person with WordPress's own tool, so we do. */
const observeErasure = (email: string | null, at: Date): Observed => {
  const told = shopperRedaction({ customer: { id: null, email, phone: null }, orders_to_redact: [] }, at);
  return told === null
    ? { kind: 'malformed', reason: 'the redaction names nobody' }
    : { kind: 'observed', observations: [told] };
};

const removalOf = ({ seq }: CartBody, externalId: string, updatedAt: Date): CartRemovalObservation => ({
  kind: 'cart_removed',
  externalId,
  seq,
  updatedAt,
});

type Place = { readonly externalId: string; readonly updatedAt: Date; readonly storeCurrency: string };

const cartOf = (cart: CartBody, { externalId, updatedAt, storeCurrency }: Place): CartObservation => ({
  kind: 'cart',
  externalId,
  aliases: [],
  seq: cart.seq,
  updatedAt,
  startedAt: cart.started_at,
  contact: {
    email: cart.email,
    phone: cart.phone,
    name: [cart.first_name, cart.last_name].filter((part) => part !== null).join(' ') || null,
  },
  customer: customerOf(cart.customer_id),
  consent: consentOf(cart, updatedAt),
  locale: cart.locale,
  country: cart.country,
  contents: contentsOf(cart, storeCurrency),
  returnUrl: cart.recover_url,
  tags: [],
  completedAt: null,
});

/** 0 is a guest. */
export const customerOf = (customerId: number | null) => ({
  externalId: customerId === null || customerId === 0 ? null : String(customerId),
  registered: customerId === null ? null : customerId > 0,
});

const consentOf = ({ consent }: CartBody, at: Date): ConsentEvidence[] =>
  (['email', 'whatsapp', 'sms'] as const).flatMap((channel) => {
    const state = consent?.[channel] ?? null;
    return state === null ? [] : [{ channel, state, at, source: 'woocommerce:checkout', wording: null }];
  });

const contentsOf = (cart: CartBody, storeCurrency: string): CartContents | null => {
  if (!Array.isArray(cart.items)) return null;
  const currency = cart.currency ?? storeCurrency;
  return {
    currency,
    lines: cartItems.parse(cart.items).map((item) => lineOf(item, currency)),
    subtotal: moneyOf(cart.subtotal, currency),
    total: moneyOf(cart.total, currency),
    coupons: cart.coupons,
  };
};

const lineOf = (item: CartItem, currency: string): Line => ({
  productId: item.product_id,
  variantId: item.variation_id,
  sku: item.sku,
  title: item.name ?? '',
  variantTitle:
    Object.values(item.attributes ?? {})
      .filter((choice) => choice !== null)
      .join(' / ') || null,
  quantity: item.quantity,
  unitPrice: moneyOf(item.price, currency) ?? { minor: 0, currency },
  imageUrl: item.image,
  url: item.url,
  available: item.in_stock,
});
