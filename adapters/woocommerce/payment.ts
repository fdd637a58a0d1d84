import { meaningGiven, paymentWords } from '../../src/core/order/payment-words.ts';
import type { PaymentMethod, PaymentState } from '../../src/core/words/vocabulary.ts';
import type { OrderBody } from './payloads.ts';

type Meanings = Readonly<Record<string, PaymentState>>;

/** What WooCommerce's status means for the money. A status of a shop's own making counts as bought. */
export const paymentOf = (
  order: OrderBody,
  meanings: Meanings,
): { readonly state: PaymentState; readonly method: PaymentMethod } => {
  const names = [order.payment_method, order.payment_method_title].filter((name) => name !== null);
  const method = methodOf(names);
  return { state: stateOf(order, method, namedMeaning(names, meanings)), method };
};

/** The method's id tells most; what the shop calls it helps where the id says nothing. */
const methodOf = (names: readonly string[]): PaymentMethod =>
  names.map((name) => paymentWords(name).method).find((method) => method !== 'other') ?? 'other';

const namedMeaning = (names: readonly string[], meanings: Meanings): PaymentState | undefined =>
  names.map((name) => meaningGiven(name, meanings)).find((meaning) => meaning !== undefined);

const stateOf = (order: OrderBody, method: PaymentMethod, given: PaymentState | undefined): PaymentState => {
  const status = order.status ?? '';
  const ended = ENDS.get(status);
  if (ended !== undefined) return ended;
  if (!PAYABLE.has(status)) return 'unknown';
  if (order.date_paid_gmt === null) {
    if (status === 'pending') return given ?? whilePending(method);
    if (status === 'on-hold') return given ?? whileOnHold(method);
    if (status === 'processing' && isDueLater(method)) return 'due_later';
  }
  return order.refunds.length > 0 ? 'partially_refunded' : 'paid';
};

const PAYABLE: ReadonlySet<string> = new Set(['pending', 'on-hold', 'processing', 'completed']);

const ENDS: ReadonlyMap<string, PaymentState> = new Map([
  ['failed', 'failed'],
  ['refunded', 'refunded'],
  ['cancelled', 'voided'],
  ['trash', 'voided'],
]);

const isDueLater = (method: PaymentMethod): boolean => method === 'cash_on_delivery' || method === 'terms';

/** `pending`: the shopper has not finished paying, on a page of the gateway's or with a code in hand. */
const whilePending = (method: PaymentMethod): PaymentState => {
  if (isDueLater(method)) return 'due_later';
  return method === 'other' ? 'unknown' : 'awaiting_shopper';
};

/** `on-hold`: waits for a transfer or a voucher; with a card the money is held already, or being looked at. */
const whileOnHold = (method: PaymentMethod): PaymentState => {
  if (isDueLater(method)) return 'due_later';
  const waitsForShopper = ['bank_transfer', 'pix', 'boleto', 'voucher'].includes(method);
  return waitsForShopper ? 'awaiting_shopper' : 'unknown';
};

/** Money was taken at some time, as far as this snapshot tells. */
export const moneyWasAuthorized = (order: OrderBody, state: PaymentState): boolean =>
  order.date_paid_gmt !== null || state === 'paid' || state === 'partially_refunded' || state === 'refunded';
