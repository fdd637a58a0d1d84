import { budgetEnd } from '../budget.ts';
import { passed, waitUntil, type Check } from '../check.ts';

/** The platform's own reminder counts as one contact at its time, unless the merchant says to ignore it. */
export const platformAlreadySent: Check = {
  code: 'platform_already_sent',
  ask: ({ snapshot: { platformReminderAt, shopper, store }, purpose, now }) => {
    const { platformReminder, budget } = store.settings;
    if (purpose === 'transactional' || platformReminderAt === null || platformReminder === 'ignore')
      return passed();
    const withoutIt = budgetEnd(budget, shopper.marketingSentAt, now);
    const withIt = budgetEnd(budget, [...shopper.marketingSentAt, platformReminderAt], now);
    const facts = {
      remindedAt: platformReminderAt.toISOString(),
      budgetUntil: withIt?.toISOString() ?? null,
    };
    return withoutIt === null && withIt !== null ? waitUntil(withIt, facts) : passed(facts);
  },
};
