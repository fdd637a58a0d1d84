import { passed, stop, waitUntil, type Check, type Finding } from '../check.ts';
import type { OrderFact } from '../snapshot.ts';

/**
 * An order awaits payment: reminders of the cart stop, since the pending-payment flow speaks. While the payment is
 * under review nobody speaks at all.
 */
export const paymentPending: Check = {
  code: 'payment_pending',
  ask: ({ snapshot: { cart, orders }, purpose }) => {
    const matching = orders.filter((order) => order.matchesCart);
    const inReview = matching.find((order) => order.meaning === 'in_review');
    if (inReview !== undefined) return waitUntil(null, factsOf(inReview));
    const pending = matching.find((order) => order.meaning === 'pending');
    if (purpose === 'marketing') {
      const awaited = pending !== undefined || cart.state === 'pending_payment';
      return awaited ? stop('payment_pending', factsOf(pending)) : passed();
    }
    return transactional(pending);
  },
};

/** The pending-payment flow needs what the others must not have. */
const transactional = (pending: OrderFact | undefined): Finding =>
  pending === undefined ? stop('closed', { reason: 'no_pending_order' }) : passed(factsOf(pending));

const factsOf = (order: OrderFact | undefined) => ({
  order: order?.number ?? null,
  meaning: order?.meaning ?? 'pending',
  placedAt: order?.placedAt.toISOString() ?? null,
});
