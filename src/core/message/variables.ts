import type { CartContents, Line } from '../cart/cart.ts';
import type { Offer } from '../flows/flow.ts';
import { writeDateTime, writingLocale } from '../words/locale.ts';
import { parseMoney, writeMoney } from '../words/money.ts';
import type { Money } from '../words/money.ts';
import type { Language } from '../words/vocabulary.ts';
import { BLOCK_WORDS } from './block-words.ts';
import { oneLine } from './plain-text.ts';
import { safeUrl } from './safe-url.ts';

/** What a template may name, money and dates already written in the shopper's locale. Absent is null, never empty text. */
export type MessageVariables = {
  readonly cart: {
    readonly total: string | null;
    readonly subtotal: string | null;
    readonly item_count: number;
    readonly currency: string;
    readonly lines: readonly LineVariables[];
  };
  readonly shopper: {
    readonly name: string | null;
    readonly first_name: string | null;
    readonly email: string | null;
  };
  readonly store: {
    readonly name: string;
    readonly url: string | null;
    readonly logo_url: string | null;
    readonly legal_name: string | null;
    readonly postal_address: string | null;
  };
  readonly coupon: CouponVariables | null;
  /** Pending payment only. */
  readonly order: OrderVariables | null;
  readonly return_url: string;
  /** Null on transactional mail. */
  readonly unsubscribe_url: string | null;
};

export type LineVariables = {
  readonly title: string;
  readonly variant_title: string | null;
  readonly quantity: number;
  /** Null where nobody told the price: nothing is better than "0.00". */
  readonly unit_price: string | null;
  readonly line_total: string | null;
  readonly image_url: string | null;
  readonly url: string | null;
  readonly available: boolean | null;
};

export type CouponVariables = {
  readonly code: string | null;
  readonly benefit: string | null;
  readonly expires_at: string | null;
};

export type OrderVariables = {
  readonly number: string | null;
  readonly total: string;
  readonly pay_by: string | null;
};

export type VariableFacts = {
  readonly language: Language;
  /** The shopper's locale and country, as far as known: they decide how money and dates are written. */
  readonly locale: string | null;
  readonly country: string | null;
  readonly timeZone: string;
  /** Used where the cart has no contents. */
  readonly currency: string;
  readonly contents: CartContents | null;
  readonly shopper: { readonly name: string | null; readonly email: string | null };
  readonly store: {
    readonly name: string;
    readonly url: string | null;
    readonly logoUrl: string | null;
    readonly legalName: string | null;
    readonly postalAddress: string | null;
  };
  readonly coupon: {
    readonly code: string | null;
    readonly offer: Offer;
    readonly expiresAt: Date | null;
  } | null;
  readonly order: {
    readonly number: string | null;
    readonly total: Money;
    readonly payBy: Date | null;
  } | null;
  readonly returnUrl: string;
  readonly unsubscribeUrl: string | null;
};

export const writeVariables = (facts: VariableFacts): MessageVariables => {
  const locale = writingLocale(facts.language, facts.locale, facts.country);
  const lines = facts.contents?.lines ?? [];
  const currency = facts.contents?.currency ?? facts.currency;
  return {
    cart: {
      total: moneyOrNull(facts.contents?.total ?? null, locale),
      subtotal: moneyOrNull(facts.contents?.subtotal ?? null, locale),
      item_count: lines.reduce((sum, line) => sum + line.quantity, 0),
      currency,
      lines: lines.map((line) => writeLine(line, locale)),
    },
    shopper: {
      name: personName(facts.shopper.name),
      first_name: firstName(facts.shopper.name),
      email: oneLine(facts.shopper.email, 254),
    },
    store: {
      name: oneLine(facts.store.name, 100) ?? '',
      url: safeUrl(facts.store.url),
      logo_url: safeUrl(facts.store.logoUrl),
      legal_name: oneLine(facts.store.legalName, 200),
      postal_address: oneLine(facts.store.postalAddress, 300),
    },
    coupon: facts.coupon && writeCoupon(facts.coupon, currency, { ...facts, locale }),
    order: facts.order && writeOrder(facts.order, locale, facts.timeZone),
    return_url: facts.returnUrl,
    unsubscribe_url: facts.unsubscribeUrl,
  };
};

const moneyOrNull = (money: Money | null, locale: string): string | null =>
  money && writeMoney(money, locale);

export const writeLine = (line: Line, locale: string): LineVariables => ({
  title: oneLine(line.title, 150) ?? '',
  variant_title: oneLine(line.variantTitle, 100),
  quantity: line.quantity,
  unit_price: writePrice(line.unitPrice, locale),
  line_total: isPriced(line) ? writeMoney(times(line.unitPrice, line.quantity), locale) : null,
  image_url: safeUrl(line.imageUrl),
  url: safeUrl(line.url),
  available: line.available,
});

/** A price that was not told is kept as nothing; what is really given away needs no price either. */
export const isPriced = ({ unitPrice }: Pick<Line, 'unitPrice'>): boolean => unitPrice.minor !== 0;

const writePrice = (price: Money, locale: string): string | null =>
  isPriced({ unitPrice: price }) ? writeMoney(price, locale) : null;

/** Quantities may be fractions (1.5 m of cloth) or absurd; beyond exact integers the amount stands still. */
export const times = ({ minor, currency }: Money, quantity: number): Money => ({
  minor: Math.min(Math.round(minor * quantity), Number.MAX_SAFE_INTEGER),
  currency,
});

/** A name with a web address in it is an advertisement that somebody wants sent in the store's name. */
const personName = (name: string | null): string | null => {
  const line = oneLine(name, 80);
  return line !== null && /:\/\/|www\.|\w\.[a-z]{2,}\//i.test(line) ? null : line;
};

export const firstName = (name: string | null): string | null => personName(name)?.split(' ', 1)[0] ?? null;

type WritingContext = Pick<VariableFacts, 'language' | 'timeZone'> & { readonly locale: string };

const writeCoupon = (
  coupon: NonNullable<VariableFacts['coupon']>,
  currency: string,
  context: WritingContext,
): CouponVariables => ({
  code: oneLine(coupon.code, 64),
  benefit: writeBenefit(coupon.offer, currency, context),
  expires_at: coupon.expiresAt && writeDateTime(coupon.expiresAt, context.locale, context.timeZone),
});

/** What an offer is worth, in words: "10% off". A text of the merchant's own comes first. */
const writeBenefit = (
  offer: Offer,
  currency: string,
  { language, locale }: WritingContext,
): string | null => {
  const words = BLOCK_WORDS[language];
  const text = oneLine(offer.text, 200);
  if (text !== null) return text;
  switch (offer.type) {
    case 'percent':
      return offer.value === null ? null : words.percentOff(oneLine(offer.value, 10) ?? '');
    case 'amount':
      return offer.value === null ? null : words.amountOff(writeAmount(offer.value, currency, locale));
    case 'free_shipping':
      return words.freeShipping;
    case 'text':
    case 'code':
      return null;
  }
};

const writeAmount = (decimalText: string, currency: string, locale: string): string => {
  const parsed = parseMoney(decimalText, currency);
  return parsed.valid ? writeMoney(parsed.money, locale) : (oneLine(decimalText, 20) ?? '');
};

const writeOrder = (
  order: NonNullable<VariableFacts['order']>,
  locale: string,
  timeZone: string,
): OrderVariables => ({
  number: oneLine(order.number, 40),
  total: writeMoney(order.total, locale),
  pay_by: order.payBy && writeDateTime(order.payBy, locale, timeZone),
});
