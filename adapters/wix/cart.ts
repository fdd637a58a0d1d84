import type { CartContents, Line } from '../../src/core/cart/cart.ts';
import type { CartObservation } from '../../src/core/cart/observation.ts';
import type { Money } from '../../src/core/words/money.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { StoreFacts } from '../../src/ports/adapter.ts';
import { minimiseCheckout } from './minimise.ts';
import { checkoutBody, type CheckoutBody, type CheckoutLine, checkoutLines } from './payloads.ts';
import { contactOf, customerOf } from './person.ts';
import { pictureOf } from './picture.ts';
import { placeOf } from './place.ts';

export type Reading = {
  readonly receivedAt: Date;
  readonly store: StoreFacts;
  /** Null for what the API answered. */
  readonly sequence: number | null;
};

/**
 * A checkout, or a member's cart, that Wix holds for abandoned; null where it names none. Orders name its checkout.
 * Wix tells neither consent nor country of who left.
 */
export const readCheckout = (written: unknown, reading: Reading): CartObservation | null => {
  const body = checkoutBody.parse(minimiseCheckout(written));
  return body.id === null ? null : cartOf(body, body.id, reading);
};

const cartOf = (
  body: CheckoutBody,
  externalId: string,
  { receivedAt, store, sequence }: Reading,
): CartObservation => {
  const updatedAt = body.updatedDate ?? body.createdDate ?? receivedAt;
  return {
    kind: 'cart',
    externalId,
    aliases: [body.checkoutId, body.cartId].filter((alias) => alias !== null),
    seq: placeOf({ updatedAt, sequence, receivedAt }),
    updatedAt,
    startedAt: body.createdDate,
    contact: contactOf(body, [body.contactDetails]),
    customer: customerOf(body),
    consent: [],
    locale: body.buyerLanguage,
    country: null,
    contents: contentsOf(body, store),
    returnUrl: body.checkoutUrl,
    tags: [],
    completedAt: isRecovered(body) ? (body.checkoutRecoveredDate ?? updatedAt) : null,
  };
};

/** Wix saw the purchase, though its order may not have been told of yet. */
const isRecovered = ({ status, checkoutRecoveredDate }: CheckoutBody): boolean =>
  status?.toUpperCase() === 'RECOVERED' || checkoutRecoveredDate !== null;

const contentsOf = (body: CheckoutBody, store: StoreFacts): CartContents | null => {
  if (!Array.isArray(body.lineItems)) return null;
  const { currency, moneyIn } = shownIn(body, store);
  return {
    currency,
    lines: checkoutLines.parse(body.lineItems).map((line) => lineOf(line, { currency, moneyIn })),
    subtotal: moneyIn(body.subtotalPrice),
    total: moneyIn(body.totalPrice),
    coupons: body.appliedDiscounts.map(({ coupon }) => coupon?.code ?? null).filter((code) => code !== null),
  };
};

type Price = CheckoutBody['totalPrice'];
type Shown = { readonly currency: string; readonly moneyIn: (price: Price) => Money | null };

/** What the shopper was shown: the converted amounts, where the shop converts. */
const shownIn = (body: CheckoutBody, store: StoreFacts): Shown => {
  const own = body.currency ?? store.currency;
  const other = body.conversionCurrency;
  const isConverted = other !== null && other !== own && Boolean(body.totalPrice?.convertedAmount);
  return isConverted
    ? { currency: other, moneyIn: (price) => moneyOf(price?.convertedAmount, other) }
    : { currency: own, moneyIn: (price) => moneyOf(price?.amount, own) };
};

const lineOf = (line: CheckoutLine, { currency, moneyIn }: Shown): Line => ({
  productId: line.catalogReference?.catalogItemId ?? null,
  variantId: line.catalogReference?.options?.variantId ?? null,
  sku: line.physicalProperties?.sku ?? null,
  title: line.productName ?? '',
  variantTitle: variantOf(line),
  quantity: line.quantity,
  unitPrice: moneyIn(line.price) ?? { minor: 0, currency },
  imageUrl: pictureOf(line.image),
  url: null,
  available: null,
});

/** Size and colour, and what the shopper had written upon it. */
const variantOf = ({ descriptionLines }: CheckoutLine): string | null =>
  descriptionLines
    .slice(0, 5)
    .map(({ plainText, colorInfo }) => plainText ?? colorInfo)
    .filter((part) => part !== null)
    .join(' / ')
    .slice(0, 500)
    .toWellFormed() || null;
