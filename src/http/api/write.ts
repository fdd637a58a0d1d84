import { writeDecimal, type Money } from '../../core/words/money.ts';

/** How values are written outside. */
export const writeMoneyJson = (money: Money): { amount: string; currency: string } => ({
  amount: writeDecimal(money),
  currency: money.currency,
});

export const writeInstant = (at: Date): string => at.toISOString();
export const writeInstantOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Text of a query that was proven to be an instant; null where it was left out. */
export const readInstant = (text: string | undefined): Date | null =>
  text === undefined ? null : new Date(text);
