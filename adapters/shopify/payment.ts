import { meaningGiven, paymentWords } from '../../src/core/order/payment-words.ts';
import type { PaymentMethod, PaymentState } from '../../src/core/words/vocabulary.ts';

export type PaymentFacts = {
  /** `financial_status`, or GraphQL's `displayFinancialStatus`; the case does not matter. */
  readonly status: string | null;
  readonly gateways: readonly string[];
  /** The order was placed on payment terms (net 30, due on receipt). */
  readonly hasTerms: boolean;
  readonly meanings: Readonly<Record<string, PaymentState>>;
};

/** What Shopify's words for the money mean. Only `pending` needs the gateway: it covers Pix as well as a cheque. */
export const paymentOf = (
  facts: PaymentFacts,
): { readonly state: PaymentState; readonly method: PaymentMethod } => {
  const status = facts.status?.toLowerCase() ?? '';
  const method = facts.hasTerms ? 'terms' : methodOf(facts.gateways);
  return { state: status === 'pending' ? whilePending(facts) : (STATES.get(status) ?? 'unknown'), method };
};

const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ['authorized', 'authorized'],
  // A deposit is paid, the rest is due: bought, and worth what came in.
  ['partially_paid', 'authorized'],
  ['paid', 'paid'],
  ['partially_refunded', 'partially_refunded'],
  ['refunded', 'refunded'],
  ['voided', 'voided'],
  ['expired', 'expired'],
]);

const whilePending = ({ gateways, hasTerms, meanings }: PaymentFacts): PaymentState => {
  for (const gateway of gateways) {
    const own = meaningGiven(gateway, meanings);
    if (own !== undefined) return own;
  }
  if (hasTerms) return 'due_later';
  const told = gateways
    .map((gateway) => paymentWords(gateway).whilePending)
    .find((state) => state !== 'unknown');
  return told ?? 'unknown';
};

const methodOf = (gateways: readonly string[]): PaymentMethod =>
  gateways.map((gateway) => paymentWords(gateway).method).find((method) => method !== 'other') ?? 'other';

/** Statuses under which money was authorised at some time. */
export const moneyWasAuthorized = (state: PaymentState): boolean =>
  state === 'authorized' || state === 'paid' || state === 'partially_refunded' || state === 'refunded';
