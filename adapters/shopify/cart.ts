import type { CartContents, Line } from '../../src/core/cart/cart.ts';
import type {
  CartObservation,
  CartRemovalObservation,
  ConsentEvidence,
} from '../../src/core/cart/observation.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { type CheckoutBody, checkoutBody, type LineItemBody, lineItems } from './payloads.ts';
import { contactOf, countryOf, customerOf } from './person.ts';

/** checkouts/create and checkouts/update: a cart, keyed by the checkout's token. */
export const observeCheckout = (delivery: StoredDelivery): Observed => {
  const body = checkoutBody.parse(delivery.body);
  if (body.token === null) return { kind: 'ignored', reason: 'checkout without a token' };
  return { kind: 'observed', observations: [cartOf(body, body.token, delivery)] };
};

/** `externalId`: the checkout's token, where it is told. */
export const cartOf = (
  body: CheckoutBody,
  externalId: string,
  { receivedAt, store }: Pick<StoredDelivery, 'receivedAt' | 'store'>,
): CartObservation => {
  const addresses = [body.shipping_address, body.billing_address];
  const updatedAt = body.updated_at ?? body.created_at ?? receivedAt;
  return {
    kind: 'cart',
    externalId,
    aliases: aliasesOf(body),
    seq: null,
    updatedAt,
    startedAt: body.created_at,
    contact: contactOf({
      emails: [body.email],
      phones: [body.phone, body.sms_marketing_phone],
      customer: body.customer,
      addresses,
    }),
    customer: customerOf(body.customer),
    consent: consentOf(body, updatedAt),
    locale: body.customer_locale,
    country: countryOf(addresses),
    contents: contentsOf(body, store.currency),
    returnUrl: body.abandoned_checkout_url,
    tags: [],
    completedAt: body.completed_at,
  };
};

/** Orders name the cart by its cart token, the admin's list by `#` and the checkout's number. */
const aliasesOf = ({ cart_token, name, id }: Pick<CheckoutBody, 'cart_token' | 'name' | 'id'>): string[] => {
  const named = name ?? (id === null ? null : `#${id}`);
  return [cart_token, named].filter((alias) => alias !== null);
};

/** The cart's token in a recover link; null where it holds none. */
export const cartTokenIn = (recoverUrl: string | null): string | null =>
  /\/checkouts\/(?:ac|cn)\/([\w-]{8,100})\//.exec(recoverUrl ?? '')?.[1] ?? null;

/** A ticked box is a yes at this time; an unticked one says nothing. */
const consentOf = (body: CheckoutBody, at: Date): ConsentEvidence[] => {
  const evidence: ConsentEvidence[] = [];
  const given = { state: 'in', at, source: 'shopify:checkout', wording: null } as const;
  if (body.buyer_accepts_marketing === true) evidence.push({ channel: 'email', ...given });
  if (body.buyer_accepts_sms_marketing === true) evidence.push({ channel: 'sms', ...given });
  return evidence;
};

/** A checkout's amounts are in the currency the shopper saw. */
const contentsOf = (body: CheckoutBody, storeCurrency: string): CartContents | null => {
  if (!Array.isArray(body.line_items)) return null;
  const currency = body.presentment_currency ?? body.currency ?? storeCurrency;
  return {
    currency,
    lines: lineItems.parse(body.line_items).map((item) => lineOf(item, currency)),
    subtotal: moneyOf(body.subtotal_price, currency),
    total: moneyOf(body.total_price, currency),
    coupons: body.discount_codes.map(({ code }) => code).filter((code) => code !== null),
  };
};

const lineOf = (item: LineItemBody, currency: string): Line => ({
  productId: item.product_id,
  variantId: item.variant_id,
  sku: item.sku,
  title: item.presentment_title ?? item.title ?? '',
  variantTitle: item.presentment_variant_title ?? item.variant_title,
  quantity: item.quantity,
  unitPrice: moneyOf(item.price, currency) ?? { minor: 0, currency },
  imageUrl: null,
  url: null,
  available: null,
});

/**
 * checkouts/delete. Its body may lack the token and carry only the number or the cart token, so the removal names
 * the cart by the best of them: each is the cart's id or one of its aliases.
 */
export const observeCheckoutDeleted = ({ body, receivedAt }: StoredDelivery): Observed => {
  const checkout = checkoutBody.parse(body);
  const externalId = checkout.token ?? aliasesOf(checkout)[0];
  if (externalId === undefined) return { kind: 'malformed', reason: 'checkouts/delete names no checkout' };
  const removal: CartRemovalObservation = {
    kind: 'cart_removed',
    externalId,
    seq: null,
    updatedAt: checkout.updated_at ?? receivedAt,
  };
  return { kind: 'observed', observations: [removal] };
};
