import type { OrderObservation } from '../../src/core/cart/observation.ts';
import { paymentWords } from '../../src/core/order/payment-words.ts';
import { referencesIn } from '../../src/core/privacy/our-reference.ts';
import type { Money } from '../../src/core/words/money.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import { PAYMENT_METHODS, type PaymentMethod, type PaymentState } from '../../src/core/words/vocabulary.ts';
import type { StoreFacts } from '../../src/ports/adapter.ts';
import { contactOf, customerOf } from './cart.ts';
import type { OrderUpdated } from './events.ts';

type Order = OrderUpdated['order'];

/** order.updated: the shop says in our own words what its order's state means. */
export const orderOf = ({ order, occurredAt }: OrderUpdated, store: StoreFacts): OrderObservation => {
  const updatedAt = new Date(occurredAt);
  const total = moneyOf(order.total, order.currency ?? store.currency) ?? {
    minor: 0,
    currency: store.currency,
  };
  return {
    kind: 'order',
    externalId: order.id,
    number: order.number ?? null,
    seq: null,
    updatedAt,
    placedAt: dateOf(order.placedAt) ?? updatedAt,
    paymentState: order.paymentState,
    paymentMethod: methodOf(order.paymentMethod),
    ...endOf(order, updatedAt),
    moneyAuthorized: MONEY_STATES.has(order.paymentState),
    holdMinutes: null,
    ...shopperOf(order),
    total,
    netPaid: netPaidOf(order, total),
    cartRefs: order.cartId ? [order.cartId] : [],
    retornoRefs: referencesIn(order.landingUrl ?? ''),
    coupons: order.coupons ?? [],
    productIds: order.productIds ?? [],
    payUrl: order.payUrl ?? null,
    payBy: dateOf(order.payBy),
    test: order.test === true,
    origin: 'storefront',
  };
};

const shopperOf = (
  order: Order,
): Pick<OrderObservation, 'contact' | 'customer' | 'consent' | 'locale' | 'country'> => ({
  contact: contactOf(order),
  customer: customerOf(order.customer),
  consent: [],
  locale: order.locale?.replaceAll('_', '-') ?? null,
  country: order.country ?? null,
});

const dateOf = (written: string | null | undefined): Date | null => (written ? new Date(written) : null);

/** Our own word for a method, or what the shop calls it. */
const methodOf = (written: string | null | undefined): PaymentMethod =>
  PAYMENT_METHODS.find((method) => method === written) ?? paymentWords(written ?? '').method;

/** `expired` is the shop's own time-out; a cancellation without it was somebody's decision. */
const endOf = (
  order: Order,
  updatedAt: Date,
): Pick<OrderObservation, 'fulfilmentState' | 'cancelledAt' | 'cancelledBy'> => {
  const fulfilmentState = order.fulfilmentState ?? 'open';
  const hasEnded = fulfilmentState === 'cancelled' || order.paymentState === 'expired';
  if (!hasEnded) return { fulfilmentState, cancelledAt: null, cancelledBy: null };
  const cancelledBy = order.paymentState === 'expired' ? 'timeout' : 'person';
  return { fulfilmentState, cancelledAt: dateOf(order.cancelledAt) ?? updatedAt, cancelledBy };
};

const MONEY_STATES: ReadonlySet<PaymentState> = new Set([
  'authorized',
  'paid',
  'partially_refunded',
  'refunded',
]);
const WORTH_STATES: ReadonlySet<PaymentState> = new Set(['paid', 'partially_refunded', 'due_later']);

/** What the shop says came in; else the total of an order that is paid, or due later and so counted when placed. */
const netPaidOf = (order: Order, total: Money): Money => {
  const told = moneyOf(order.netPaid, total.currency);
  if (told !== null) return told;
  return WORTH_STATES.has(order.paymentState) && order.fulfilmentState !== 'cancelled'
    ? total
    : { ...total, minor: 0 };
};
