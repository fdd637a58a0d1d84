import type { OrderObservation } from '../cart/observation.ts';
import type { DiscrepancyReason } from '../words/reason-codes.ts';
import type { PaymentMethod } from '../words/vocabulary.ts';

/** What is known around an order that no webhook told us of. */
export type MissingFacts = {
  readonly connectedAt: Date;
  /** A delivery that names it came and could not be understood. */
  readonly isDead: boolean;
  /** A delivery that names it came with a wrong signature. */
  readonly isForged: boolean;
  /** When the shopper was last seen in the cart that it names; null where we know none. */
  readonly cartLeftAt: Date | null;
};

/** Why the platform has an order that we were not told of: the first that holds. */
export const whyMissing = (told: OrderObservation, facts: MissingFacts): DiscrepancyReason => {
  if (told.placedAt < facts.connectedAt) return 'imported';
  if (facts.isDead) return 'delivery_dead';
  if (facts.isForged) return 'webhook_forged';
  if (told.origin === 'admin' || told.origin === 'draft') return 'made_in_admin';
  return stayedAway(told, facts.cartLeftAt) ? 'payment_page_no_return' : 'webhook_missing';
};

/** Paid (or not) on a page of somebody else's, where the rest of the purchase is done from. */
const ELSEWHERE: ReadonlySet<PaymentMethod> = new Set([
  'redirect',
  'pix',
  'boleto',
  'bank_transfer',
  'voucher',
]);

export const isPaidElsewhere = ({ paymentMethod }: OrderObservation): boolean => ELSEWHERE.has(paymentMethod);

/** Whoever goes on in the shop has placed the order by then. */
const RETURNED_WITHIN_MS = 10 * 60_000;

const stayedAway = (told: OrderObservation, cartLeftAt: Date | null): boolean => {
  if (!isPaidElsewhere(told) || told.origin !== 'storefront') return false;
  if (cartLeftAt !== null && told.placedAt.getTime() - cartLeftAt.getTime() >= RETURNED_WITHIN_MS)
    return true;
  const isUnpaid = told.paymentState === 'awaiting_shopper' || told.paymentState === 'failed';
  return told.paymentMethod === 'redirect' && (isUnpaid || cartLeftAt === null);
};
