import type { OrderObservation, OrderOrigin } from '../../src/core/cart/observation.ts';
import type { Money } from '../../src/core/words/money.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { FulfilmentState, PaymentState } from '../../src/core/words/vocabulary.ts';
import type { StoreFacts } from '../../src/ports/adapter.ts';
import type { Reading } from './cart.ts';
import { minimiseOrder } from './minimise.ts';
import { orderBody, type OrderBody } from './payloads.ts';
import { moneyWasAuthorized, paymentOf } from './payment.ts';
import { contactOf, customerOf, firstOf, placesOf } from './person.ts';
import { placeOf } from './place.ts';

/** An order as an event or the API tells it; null where it names no order. */
export const readOrder = (written: unknown, reading: Reading): OrderObservation | null => {
  const body = orderBody.parse(minimiseOrder(written));
  return body.id === null ? null : orderOf(body, body.id, reading);
};

const orderOf = (
  body: OrderBody,
  externalId: string,
  { receivedAt, store, sequence }: Reading,
): OrderObservation => {
  const payment = paymentOf(body);
  const updatedAt = body.updatedDate ?? body.createdDate ?? receivedAt;
  const moneyAuthorized = moneyWasAuthorized(body, payment.state);
  return {
    kind: 'order',
    externalId,
    number: body.number ?? externalId,
    seq: placeOf({ updatedAt, sequence, receivedAt }),
    updatedAt,
    placedAt: body.purchasedDate ?? body.createdDate ?? updatedAt,
    paymentState: payment.state,
    paymentMethod: payment.method,
    fulfilmentState: fulfilmentOf(body),
    ...endOf(body, { updatedAt, state: payment.state }),
    moneyAuthorized,
    holdMinutes: null,
    ...buyerOf(body),
    ...amountsOf(body, payment.state, store),
    cartRefs: [body.checkoutId, body.purchaseFlowId].filter((ref) => ref !== null),
    retornoRefs: [],
    coupons: body.appliedDiscounts.map(({ coupon }) => coupon?.code ?? null).filter((code) => code !== null),
    productIds: body.lineItems.flatMap(({ catalogReference }) => catalogReference?.catalogItemId ?? []),
    payUrl: null,
    payBy: null,
    test: false,
    origin: originOf(body),
  };
};

const buyerOf = (body: OrderBody) => {
  const places = placesOf(body);
  return {
    contact: contactOf(
      body,
      places.map((place) => place?.contactDetails),
    ),
    customer: customerOf(body),
    consent: [],
    locale: body.buyerLanguage,
    country: firstOf(places.map((place) => place?.address?.country)),
  };
};

const saysStatus = ({ status }: OrderBody, word: string): boolean => status?.toUpperCase() === word;

type End = Pick<OrderObservation, 'cancelledAt' | 'cancelledBy'>;
type Ending = { readonly updatedAt: Date; readonly state: PaymentState };

/**
 * Cancelled is by merchant or buyer. Rejected is by Wix, when a payment that was under way came to nothing: the order
 * is over and nobody cancelled it. Where it was declined, the shopper is told of that instead.
 */
const endOf = (body: OrderBody, { updatedAt, state }: Ending): End => {
  if (saysStatus(body, 'CANCELED')) return { cancelledAt: updatedAt, cancelledBy: 'person' };
  const hasLapsed = saysStatus(body, 'REJECTED') && state === 'awaiting_shopper';
  return hasLapsed
    ? { cancelledAt: updatedAt, cancelledBy: 'timeout' }
    : { cancelledAt: null, cancelledBy: null };
};

const fulfilmentOf = (body: OrderBody): FulfilmentState => {
  if (saysStatus(body, 'CANCELED')) return 'cancelled';
  const told = body.fulfillmentStatus?.toUpperCase() ?? '';
  return told === 'FULFILLED' || told === 'PARTIALLY_FULFILLED' ? 'processed' : 'open';
};

const amountsOf = (
  body: OrderBody,
  state: PaymentState,
  store: StoreFacts,
): Pick<OrderObservation, 'total' | 'netPaid'> => {
  const currency = body.currency ?? store.currency;
  const total: Money = moneyOf(body.priceSummary?.total, currency) ?? { minor: 0, currency };
  const isOwed = state === 'due_later' && !saysStatus(body, 'CANCELED');
  const counts = isOwed || state === 'paid' || state === 'partially_refunded';
  const whole = counts ? total : nothing(currency);
  return { total, netPaid: isOwed ? whole : (balanceOf(body, currency) ?? whole) };
};

/** What came in less what went back; null where no balance is told. */
const balanceOf = ({ balanceSummary }: OrderBody, currency: string): Money | null => {
  const paid = moneyOf(balanceSummary?.paid, currency);
  const refunded = moneyOf(balanceSummary?.refunded, currency);
  return paid === null ? null : { minor: Math.max(0, paid.minor - (refunded?.minor ?? 0)), currency };
};

const nothing = (currency: string): Money => ({ minor: 0, currency });

/** Channels that we do not know are marketplaces, unless a checkout of the shop led there. */
const originOf = (body: OrderBody): OrderOrigin => {
  if (body.lineItems.some(({ subscriptionInfo }) => Number(subscriptionInfo?.cycleNumber) > 1))
    return 'renewal';
  if (body.imported === true) return 'admin';
  const channel = body.channelInfo?.type?.toUpperCase() ?? 'WEB';
  return ORIGINS.get(channel) ?? (body.checkoutId === null ? 'marketplace' : 'storefront');
};

const ORIGINS: ReadonlyMap<string, OrderOrigin> = new Map([
  ['WEB', 'storefront'],
  ['UNSPECIFIED', 'storefront'],
  ['POS', 'point_of_sale'],
  ['WIX_APP_STORE', 'admin'],
  ['WIX_INVOICES', 'admin'],
  ['BACKOFFICE_MERCHANT', 'admin'],
]);
