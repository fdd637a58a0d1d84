import type { CartContents, Line } from '../../core/cart/cart.ts';
import { oneLine } from '../../core/message/plain-text.ts';
import { isPriced, times, writeLine, type LineVariables } from '../../core/message/variables.ts';
import { writingLocale } from '../../core/words/locale.ts';
import { writeMoney, type Money } from '../../core/words/money.ts';
import type { Language } from '../../core/words/vocabulary.ts';

/** A cart as its shopper sees it again: everything written out, and nothing of who they are. */
export type SavedCart = {
  readonly lines: readonly SavedLine[];
  /** What it costs by now: without what is sold out; null where that cannot be told. */
  readonly total: string | null;
  readonly soldOut: 'none' | 'some' | 'all';
  readonly couponCode: string | null;
};

export type SavedLine = Omit<LineVariables, 'available'> & { readonly isSoldOut: boolean };

export const saveCart = (
  contents: CartContents,
  given: {
    readonly language: Language;
    /** The shopper's own, as far as known: they decide how money is written. */
    readonly locale: string | null;
    readonly country: string | null;
    readonly couponCode: string | null;
  },
): SavedCart => {
  const locale = writingLocale(given.language, given.locale, given.country);
  const total = totalOf(contents);
  return {
    lines: contents.lines.map((line) => saveLine(line, locale)),
    total: total === null ? null : writeMoney(total, locale),
    soldOut: soldOutOf(contents),
    couponCode: oneLine(given.couponCode, 64),
  };
};

const isSoldOut = ({ available }: Line): boolean => available === false;

const soldOutOf = ({ lines }: CartContents): SavedCart['soldOut'] => {
  if (!lines.some(isSoldOut)) return 'none';
  return lines.every(isSoldOut) ? 'all' : 'some';
};

/** What is sold out stays visible, with none of it. */
const saveLine = (line: Line, locale: string): SavedLine => {
  const soldOut = isSoldOut(line);
  const { available: _known, ...written } = writeLine(soldOut ? { ...line, quantity: 0 } : line, locale);
  return { ...written, isSoldOut: soldOut };
};

/** The platform's own total holds shipping and discounts; once something is missing only the lines can be added up. */
const totalOf = ({ lines, total, currency }: CartContents): Money | null => {
  if (!lines.some(isSoldOut)) return total;
  const left = lines.filter((line) => !isSoldOut(line));
  if (left.length === 0 || !left.every(isPriced)) return null;
  const minor = left.reduce((sum, { unitPrice, quantity }) => sum + times(unitPrice, quantity).minor, 0);
  return { minor: Math.min(minor, Number.MAX_SAFE_INTEGER), currency };
};
