import { sha256 } from '../cart/canonical-hash.ts';
import { believable, compareStamps } from '../cart/stamp.ts';
import type { Stamp } from '../cart/cart.ts';
import type { OrderObservation } from '../cart/observation.ts';
import type { PaymentState } from '../words/vocabulary.ts';
import type { OrderSnapshot } from './order.ts';

/** What is known of an order: its newest snapshot, and what no later snapshot takes back. */
export type OrderRegisters = {
  readonly stamp: Stamp;
  readonly snapshot: OrderSnapshot;
  /** Sticky: some snapshot said that money was authorised or paid. */
  readonly moneyAuthorized: boolean;
};

/**
 * What is known of an order after one more observation; the same whatever the order of merging. The newest snapshot
 * counts as a whole; ids that name its cart, our tokens and coupons are kept from all of them. Gives `known` itself
 * when nothing was new.
 */
export const mergeOrder = (
  known: OrderRegisters | null,
  told: OrderObservation,
  receivedAt: Date,
): OrderRegisters => {
  const next = readOrder(told, receivedAt);
  if (known === null) return next;
  const newest = compareStamps(next.stamp, known.stamp) > 0 ? next : known;
  const refs = joinRefs(known.snapshot, next.snapshot);
  const moneyAuthorized = known.moneyAuthorized || next.moneyAuthorized;
  if (newest === known && refs === known.snapshot && moneyAuthorized === known.moneyAuthorized) return known;
  return { stamp: newest.stamp, snapshot: { ...newest.snapshot, ...pickRefs(refs) }, moneyAuthorized };
};

const readOrder = (told: OrderObservation, receivedAt: Date): OrderRegisters => {
  const updatedAt = believable(told.updatedAt, receivedAt);
  const { kind: _kind, externalId: _id, consent: _consent, ...rest } = told;
  const snapshot: OrderSnapshot = {
    ...rest,
    updatedAt,
    placedAt: believable(told.placedAt, receivedAt),
    cartRefs: sorted(told.cartRefs),
    retornoRefs: sorted(told.retornoRefs),
    coupons: sorted(told.coupons),
  };
  return {
    stamp: { version: told.seq ?? updatedAt.getTime(), tie: progressOf(told) + orderTie(told) },
    snapshot,
    moneyAuthorized: told.moneyAuthorized || MEANS_MONEY.has(told.paymentState),
  };
};

const MEANS_MONEY: ReadonlySet<PaymentState> = new Set([
  'authorized',
  'paid',
  'partially_refunded',
  'refunded',
]);

/**
 * How far payment has come, as the first letters of the tie. Most platforms tell time in whole seconds, and an order
 * is often placed and paid within one: without this, chance would decide whether `pending` beats `paid`.
 */
const progressOf = (told: OrderObservation): string =>
  String(PROGRESS.indexOf(told.paymentState)).padStart(2, '0') + (told.cancelledAt === null ? '0' : '1');

const PROGRESS: readonly PaymentState[] = [
  'awaiting_shopper',
  'failed',
  'in_review',
  'unknown',
  'due_later',
  'expired',
  'authorized',
  'voided',
  'paid',
  'partially_refunded',
  'refunded',
];

/** Members listed by hand, so that it does not matter how the observation's object was put together. */
const orderTie = (told: OrderObservation): string =>
  sha256(
    JSON.stringify([
      [told.externalId, told.number, told.seq, told.updatedAt.getTime(), told.placedAt.getTime()],
      [told.paymentState, told.paymentMethod, told.fulfilmentState, told.moneyAuthorized, told.holdMinutes],
      [told.cancelledAt?.getTime() ?? null, told.cancelledBy],
      [told.contact.email, told.contact.phone, told.contact.name],
      [told.customer.externalId, told.customer.registered, told.locale, told.country],
      [told.total.minor, told.total.currency, told.netPaid.minor, told.netPaid.currency],
      [told.cartRefs, told.retornoRefs, told.coupons, told.productIds],
      [told.payUrl, told.payBy?.getTime() ?? null, told.test, told.origin],
    ]),
  );

type Refs = Pick<OrderSnapshot, 'cartRefs' | 'retornoRefs' | 'coupons'>;

const joinRefs = (known: Refs, told: Refs): Refs => {
  const isNew = (name: keyof Refs) => told[name].some((ref) => !known[name].includes(ref));
  if (!isNew('cartRefs') && !isNew('retornoRefs') && !isNew('coupons')) return known;
  return {
    cartRefs: sorted([...known.cartRefs, ...told.cartRefs]),
    retornoRefs: sorted([...known.retornoRefs, ...told.retornoRefs]),
    coupons: sorted([...known.coupons, ...told.coupons]),
  };
};

const pickRefs = ({ cartRefs, retornoRefs, coupons }: Refs): Refs => ({ cartRefs, retornoRefs, coupons });

const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].toSorted();
