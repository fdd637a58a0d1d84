import type { BudgetRule } from '../flows/settings.ts';

/**
 * When the shopper may be written to again; null: now. A contact that seems to lie ahead of `now` (the clock went
 * back) still counts.
 */
export const budgetEnd = (
  rules: readonly BudgetRule[],
  contactsAt: readonly Date[],
  now: Date,
): Date | null => {
  const ends = rules.flatMap((rule) => ruleEnd(rule, contactsAt, now.getTime()));
  return ends.length === 0 ? null : new Date(Math.max(...ends));
};

/** The rule holds again when the oldest of its newest `max` contacts has left the window. */
const ruleEnd = (
  { max, withinMs }: BudgetRule,
  contactsAt: readonly Date[],
  now: number,
): readonly number[] => {
  const newestFirst = contactsAt.map((at) => at.getTime()).toSorted((one, other) => other - one);
  const oldestCounted = newestFirst[Math.max(max, 1) - 1];
  if (max <= 0) return [now + withinMs];
  if (oldestCounted === undefined || oldestCounted + withinMs <= now) return [];
  return [oldestCounted + withinMs];
};

/** How far back contacts matter, milliseconds. */
export const widestBudgetMs = (rules: readonly BudgetRule[]): number =>
  rules.reduce((widest, { withinMs }) => Math.max(widest, withinMs), 0);
