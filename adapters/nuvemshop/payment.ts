import { meaningGiven, paymentWords } from '../../src/core/order/payment-words.ts';
import type { PaymentMethod, PaymentState } from '../../src/core/words/vocabulary.ts';
import type { OrderBody } from './payloads.ts';

type Meanings = Readonly<Record<string, PaymentState>>;

/** What Nuvemshop's words for the money mean. Only `pending` needs the method: it covers Pix as well as a card. */
export const paymentOf = (
  order: OrderBody,
  meanings: Meanings,
): { readonly state: PaymentState; readonly method: PaymentMethod } => {
  const names = [order.gateway_name, order.payment_details?.method ?? null, order.gateway].filter(
    (name) => name !== null,
  );
  const status = order.payment_status?.toLowerCase() ?? '';
  const method = methodOf(order, names);
  return { state: status === 'pending' ? whilePending(method, names, meanings) : stateOf(status), method };
};

const stateOf = (status: string): PaymentState => STATES.get(status) ?? 'unknown';

const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ['authorized', 'authorized'],
  // A part came in, the rest is due: bought.
  ['partially_paid', 'authorized'],
  ['paid', 'paid'],
  ['partially_refunded', 'partially_refunded'],
  ['refunded', 'refunded'],
  ['voided', 'voided'],
  // The shopper left the payment and the platform gave up on it.
  ['abandoned', 'expired'],
]);

/** The platform's own word, else what the shop or the gateway calls it. */
const methodOf = ({ payment_details }: OrderBody, names: readonly string[]): PaymentMethod =>
  METHODS.get(payment_details?.method?.toLowerCase() ?? '') ??
  names.map((name) => paymentWords(name).method).find((method) => method !== 'other') ??
  'other';

/** `custom`, `offline` and `cash` are whatever the shop agrees on: their names have to tell. */
const METHODS: ReadonlyMap<string, PaymentMethod> = new Map([
  ['pix', 'pix'],
  ['boleto', 'boleto'],
  // Paid in cash at a counter, with a slip.
  ['ticket', 'voucher'],
  ['bank_transfer', 'bank_transfer'],
  ['credit_card', 'card'],
  ['debit_card', 'card'],
  ['wallet', 'redirect'],
]);

/**
 * Cards and wallets make an order only when a payment was tried, so theirs is being looked at: nobody is asked to pay
 * again meanwhile. What no name explains counts as bought.
 */
const whilePending = (method: PaymentMethod, names: readonly string[], meanings: Meanings): PaymentState => {
  const given = names.map((name) => meaningGiven(name, meanings)).find((meaning) => meaning !== undefined);
  if (given !== undefined) return given;
  if (isPaidByShopperLater(method)) return 'awaiting_shopper';
  if (method === 'card' || method === 'redirect') return 'in_review';
  return method === 'other' ? 'unknown' : 'due_later';
};

/** The shopper holds a code, a slip or an account number, and pays or lets it lapse. */
export const isPaidByShopperLater = (method: PaymentMethod): boolean =>
  method === 'pix' || method === 'boleto' || method === 'voucher' || method === 'bank_transfer';

/** Money was authorised at some time, as far as this snapshot tells. */
export const moneyWasAuthorized = ({ paid_at }: OrderBody, state: PaymentState): boolean =>
  paid_at !== null ||
  state === 'authorized' ||
  state === 'paid' ||
  state === 'partially_refunded' ||
  state === 'refunded';
