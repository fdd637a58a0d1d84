import type { CartContents, Line } from '../../src/core/cart/cart.ts';
import type { CartObservation } from '../../src/core/cart/observation.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { StoredDelivery } from '../../src/ports/adapter.ts';
import { minimiseCheckout } from './minimise.ts';
import { checkoutBody, type CheckoutBody, type CheckoutLine, checkoutLines, inLanguage } from './payloads.ts';
import { personOf } from './person.ts';

type Reading = Pick<StoredDelivery, 'receivedAt' | 'store'>;

export type ReadCheckout =
  | { readonly kind: 'read'; readonly observation: CartObservation }
  | { readonly kind: 'ignored' | 'malformed'; readonly reason: string };

/**
 * A row of `/checkouts`: somebody gave a contact and left. It surfaces up to six hours later, so its activity is
 * `updated_at`, never the time at which we saw it. Cart, checkout and order have one id and one token.
 */
export const readCheckout = (written: unknown, reading: Reading): ReadCheckout => {
  const body = checkoutBody.parse(minimiseCheckout(written));
  if (body.id === null) return { kind: 'malformed', reason: 'the checkout has no id' };
  if (NOT_SHOPPERS.has(body.storefront?.toLowerCase() ?? ''))
    return { kind: 'ignored', reason: 'not made by a shopper in the shop' };
  return { kind: 'read', observation: cartOf(body, body.id, reading) };
};

/** Made by staff, by an app, on the marketplace or at the counter. */
const NOT_SHOPPERS: ReadonlySet<string> = new Set(['form', 'api', 'meli', 'pos']);

const cartOf = (body: CheckoutBody, externalId: string, { receivedAt, store }: Reading): CartObservation => {
  const updatedAt = body.updated_at ?? body.created_at ?? receivedAt;
  return {
    kind: 'cart',
    externalId,
    aliases: body.token === null ? [] : [body.token],
    seq: null,
    updatedAt,
    startedAt: body.created_at,
    ...personOf(body, { at: updatedAt, source: 'nuvemshop:checkout' }),
    locale: body.language,
    contents: contentsOf(body, store),
    returnUrl: body.abandoned_checkout_url,
    tags: [],
    completedAt: body.completed_at,
  };
};

const contentsOf = (body: CheckoutBody, store: Reading['store']): CartContents | null => {
  if (!Array.isArray(body.products)) return null;
  const currency = body.currency ?? store.currency;
  const language = body.language ?? store.locale;
  return {
    currency,
    lines: checkoutLines.parse(body.products).map((line) => lineOf(line, currency, language)),
    subtotal: moneyOf(body.subtotal, currency),
    total: moneyOf(body.total, currency),
    coupons: body.coupon.map(({ code }) => code).filter((code) => code !== null),
  };
};

const lineOf = (line: CheckoutLine, currency: string, language: string): Line => ({
  productId: line.product_id,
  variantId: line.variant_id,
  sku: line.sku,
  title: inLanguage(line.name, language) ?? '',
  variantTitle:
    line.variant_values
      .map((value) => inLanguage(value, language))
      .filter((value) => value !== null)
      .join(' / ') || null,
  quantity: line.quantity,
  unitPrice: moneyOf(line.price, currency) ?? { minor: 0, currency },
  imageUrl: line.image?.src ?? null,
  url: line.url,
  available: null,
});
