/** Shopify and the GDPR (Art. 12: one month) give 30 days. */
export const ANSWER_WITHIN_MS = 30 * 86_400_000;

/** Until when the merchant owes a data request its answer. */
export const dueAt = (receivedAt: Date): Date => new Date(receivedAt.getTime() + ANSWER_WITHIN_MS);
