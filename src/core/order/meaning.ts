import type { OrderMeaning } from './order.ts';
import type { OrderRegisters } from './merge.ts';
import type { PaymentState } from '../words/vocabulary.ts';

/**
 * What an order means for carts and messages. Whatever is not known to await the shopper, to be in review, or to
 * have ended counts as bought: nobody who may have paid is ever written to.
 */
export const orderMeaning = (order: Pick<OrderRegisters, 'snapshot' | 'moneyAuthorized'>): OrderMeaning => {
  const { paymentState, updatedAt } = order.snapshot;
  const ended = endOf(order);
  if (ended !== null) return ended;
  if (paymentState === 'refunded') return { kind: 'refunded', at: updatedAt };
  if (paymentState === 'in_review') return { kind: 'in_review' };
  return AWAITS.has(paymentState) ? { kind: 'pending' } : { kind: 'bought' };
};

const AWAITS: ReadonlySet<PaymentState> = new Set(['awaiting_shopper', 'failed']);

const endOf = (order: Pick<OrderRegisters, 'snapshot' | 'moneyAuthorized'>): OrderMeaning | null => {
  const { paymentState, cancelledAt, fulfilmentState, updatedAt } = order.snapshot;
  const isOver = cancelledAt !== null || fulfilmentState === 'cancelled' || ENDED.has(paymentState);
  if (!isOver) return null;
  const at = cancelledAt ?? updatedAt;
  return hasLapsed(order, at) ? { kind: 'lapsed', at } : { kind: 'cancelled', at };
};

const ENDED: ReadonlySet<PaymentState> = new Set(['expired', 'voided']);

/** Never authorised or paid, and ended by the platform's time-out rather than by a person. */
const hasLapsed = (
  { snapshot, moneyAuthorized }: Pick<OrderRegisters, 'snapshot' | 'moneyAuthorized'>,
  at: Date,
) => {
  if (moneyAuthorized || snapshot.cancelledBy === 'person') return false;
  if (snapshot.cancelledBy === 'timeout' || snapshot.paymentState === 'expired') return true;
  return (
    snapshot.holdMinutes !== null &&
    at.getTime() <= snapshot.placedAt.getTime() + holdMs(snapshot.holdMinutes)
  );
};

/** Time-outs run as scheduled jobs, which come late: 15 minutes are allowed for that. */
const holdMs = (minutes: number): number => (minutes + 15) * 60_000;
