import { budgetEnd } from '../budget.ts';
import { passed, stop, waitUntil, type Check, type CheckContext, type Finding } from '../check.ts';

/** Messages about one order, at most. */
const TRANSACTIONAL_CAP = 3;

export const overBudget: Check = {
  code: 'over_budget',
  ask: (context) => (context.purpose === 'marketing' ? marketing(context) : transactional(context)),
};

const marketing = ({ snapshot: { shopper, store }, now }: CheckContext): Finding => {
  const until = budgetEnd(store.settings.budget, shopper.marketingSentAt, now);
  if (until === null) return passed({ sent: shopper.marketingSentAt.length });
  return waitUntil(until, { sent: shopper.marketingSentAt.length, budgetUntil: until.toISOString() });
};

const transactional = ({ snapshot: { steps } }: CheckContext): Finding => {
  const sent = steps.filter((step) => step.sentAt !== null).length;
  return sent >= TRANSACTIONAL_CAP ? stop('over_budget', { sent }) : passed({ sent });
};
