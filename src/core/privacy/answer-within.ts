const DAY_MS = 86_400_000;

/** Shopify and the GDPR (Art. 12: one month) give 30 days: the longest that any law here gives. */
export const ANSWER_WITHIN_MS = 30 * DAY_MS;

/** Brazil's LGPD (Art. 19) gives 15. */
const SHORTER: ReadonlyMap<string, number> = new Map([['BR', 15 * DAY_MS]]);

/** Until when a merchant of that country owes a data request its answer. */
export const dueAt = (receivedAt: Date, country: string | null): Date =>
  new Date(receivedAt.getTime() + (SHORTER.get(country ?? '') ?? ANSWER_WITHIN_MS));
