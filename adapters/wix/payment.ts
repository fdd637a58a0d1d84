import { isRecord } from '../../src/core/privacy/projection.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { PaymentMethod, PaymentState } from '../../src/core/words/vocabulary.ts';
import type { OrderBody } from './payloads.ts';

/** What Wix's words for the money mean. Orders do not name the method. */
export const paymentOf = (
  order: OrderBody,
): { readonly state: PaymentState; readonly method: PaymentMethod } => {
  const state = stateOf(order);
  if (state === 'due_later') return { state, method: 'other' };
  return { state, method: isPendingByCard(order) ? 'card' : 'other' };
};

const stateOf = (order: OrderBody): PaymentState => {
  const status = order.paymentStatus?.toUpperCase() ?? '';
  if (status === 'NOT_PAID' || status === 'PENDING') {
    if (holdsMoney(order)) return 'authorized';
    return status === 'NOT_PAID' ? whileNotPaid(order) : whilePending(order);
  }
  return STATES.get(status) ?? 'unknown';
};

const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ['AUTHORIZED', 'authorized'],
  // A part came in, the rest is due: bought.
  ['PARTIALLY_PAID', 'authorized'],
  ['PAID', 'paid'],
  ['PARTIALLY_REFUNDED', 'partially_refunded'],
  ['FULLY_REFUNDED', 'refunded'],
  // The shopper paid; it is the merchant whose account at the provider is not set up.
  ['PENDING_MERCHANT', 'in_review'],
  ['DECLINED', 'failed'],
  ['CANCELED', 'failed'],
]);

/** Approved and not paid is paid by hand, in cash or on delivery; before that the shopper is at the provider. */
const whileNotPaid = ({ status }: OrderBody): PaymentState =>
  ['INITIALIZED', 'PENDING', 'REJECTED', 'CANCELED'].includes(status?.toUpperCase() ?? '')
    ? 'awaiting_shopper'
    : 'due_later';

/** Slips, codes and transfers wait for the shopper; a card under way is being looked at by somebody else. */
const whilePending = (order: OrderBody): PaymentState =>
  isPendingByCard(order) ? 'in_review' : 'awaiting_shopper';

const isPendingByCard = ({ activities }: OrderBody): boolean =>
  activities.some(({ paymentPending }) => {
    const payment = isRecord(paymentPending) ? paymentPending['regularPayment'] : null;
    return isRecord(payment) && isRecord(payment['creditCardDetails']);
  });

const holdsMoney = ({ balanceSummary, currency }: OrderBody): boolean =>
  (moneyOf(balanceSummary?.authorized, currency ?? 'USD')?.minor ?? 0) > 0;

/** Money was authorised at some time, as far as this snapshot tells. */
export const moneyWasAuthorized = ({ balanceSummary, currency }: OrderBody, state: PaymentState): boolean =>
  (moneyOf(balanceSummary?.paid, currency ?? 'USD')?.minor ?? 0) > 0 ||
  state === 'authorized' ||
  state === 'paid' ||
  state === 'partially_refunded' ||
  state === 'refunded';
