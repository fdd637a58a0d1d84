import type { EpisodeEnd } from '../../words/reason-codes.ts';
import { passed, stop, waitUntil, type Check, type Finding } from '../check.ts';
import { isAboutShopper, type OrderFact, type Snapshot } from '../snapshot.ts';

/**
 * An order awaits payment: reminders of the cart stop, since the pending-payment flow speaks. While the payment is
 * under review nobody speaks at all, nor while a boleto that lapsed may have been paid.
 */
export const paymentPending: Check = {
  code: 'payment_pending',
  ask: ({ snapshot, purpose, now }) => {
    const { cart } = snapshot;
    const matching = ordersInQuestion(snapshot);
    const inReview = matching.find((order) => order.meaning === 'in_review');
    if (inReview !== undefined) return waitUntil(null, factsOf(inReview));
    if (purpose === 'transactional') return ofOrder(snapshot);
    const pending = matching.find((order) => order.meaning === 'pending');
    if (pending !== undefined && isAboutShopper(snapshot.episode)) return waitUntil(null, factsOf(pending));
    if (pending !== undefined || cart.state === 'pending_payment')
      return stop('payment_pending', factsOf(pending));
    const clearing = matching.find((order) => isClearing(order, now));
    return clearing === undefined ? passed() : waitUntil(clearing.clearing?.until ?? null, factsOf(clearing));
  },
};

/** A reactivation or a campaign rests for whatever its shopper has ordered and not paid. */
const ordersInQuestion = ({ orders, episode }: Snapshot): readonly OrderFact[] =>
  orders.filter((order) => order.matchesCart || isAboutShopper(episode));

const isClearing = ({ meaning, clearing }: OrderFact, now: Date): boolean =>
  meaning === 'lapsed' && clearing !== null && clearing.from <= now && now < clearing.until;

/** The pending-payment flow needs what the others must not have: its own order, still unpaid. */
const ofOrder = ({ orders, episode }: Snapshot): Finding => {
  const own = orders.find(({ orderId }) => orderId === episode.orderId);
  const facts = { ...factsOf(own), flow: 'pending_payment' };
  if (own?.meaning === 'pending') return passed(facts);
  return stop(own === undefined ? 'closed' : ENDS[own.meaning], { ...facts, meaning: own?.meaning ?? null });
};

/** A lapsed order is over as such; its cart is abandoned again. */
const ENDS: Readonly<Record<Exclude<OrderFact['meaning'], 'pending'>, EpisodeEnd>> = {
  bought: 'bought',
  in_review: 'closed',
  lapsed: 'closed',
  cancelled: 'order_cancelled',
  refunded: 'order_refunded',
};

const factsOf = (order: OrderFact | undefined) => ({
  order: order?.number ?? null,
  meaning: order?.meaning ?? 'pending',
  placedAt: order?.placedAt.toISOString() ?? null,
});
