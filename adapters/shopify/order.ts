import type { ConsentEvidence, OrderObservation, OrderOrigin } from '../../src/core/cart/observation.ts';
import { referencesIn } from '../../src/core/privacy/our-reference.ts';
import type { Money } from '../../src/core/words/money.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { FulfilmentState, PaymentState } from '../../src/core/words/vocabulary.ts';
import type { Observed, StoredDelivery, StoreFacts } from '../../src/ports/adapter.ts';
import { minimiseOrder } from './minimise.ts';
import { type OrderBody, orderBody } from './payloads.ts';
import { moneyWasAuthorized, paymentOf } from './payment.ts';
import { contactOf, countryOf, customerOf } from './person.ts';

/** orders/create, paid, updated and cancelled all carry the whole order: the newest snapshot is the order. */
export const observeOrder = (delivery: StoredDelivery): Observed => {
  const order = readOrder(delivery.body, delivery);
  if (order === null) return { kind: 'malformed', reason: 'the order has no id' };
  return { kind: 'observed', observations: [order] };
};

type Reading = Pick<StoredDelivery, 'receivedAt' | 'store'>;

/** Reads an order's body, the webhook's or one made of an API node; null where it names no order. */
export const readOrder = (written: unknown, reading: Reading): OrderObservation | null => {
  const body = orderBody.parse(minimiseOrder(written));
  const externalId = orderId(body);
  return externalId === null ? null : orderOf(body, externalId, reading);
};

/** Out of the global id where there is one: it is text, so no JSON reader has ever rounded it. */
const orderId = ({ admin_graphql_api_id, id }: OrderBody): string | null =>
  /^gid:\/\/shopify\/Order\/(\d+)$/.exec(admin_graphql_api_id ?? '')?.[1] ?? id;

const orderOf = (body: OrderBody, externalId: string, { receivedAt, store }: Reading): OrderObservation => {
  const updatedAt = body.updated_at ?? body.created_at ?? receivedAt;
  const payment = paymentOf({
    status: body.financial_status,
    gateways: body.payment_gateway_names,
    hasTerms: body.payment_terms !== null,
    meanings: store.paymentMeanings,
  });
  return {
    kind: 'order',
    externalId,
    number: body.name,
    seq: null,
    updatedAt,
    placedAt: body.processed_at ?? body.created_at ?? updatedAt,
    paymentState: payment.state,
    paymentMethod: payment.method,
    fulfilmentState: fulfilmentOf(body),
    cancelledAt: body.cancelled_at,
    cancelledBy: body.cancelled_at === null ? null : cancelledBy(body.cancel_reason),
    moneyAuthorized: moneyWasAuthorized(payment.state),
    holdMinutes: null,
    ...shopperOf(body, updatedAt),
    total: totalOf(body, store),
    netPaid: netPaidOf(body, payment.state, store),
    cartRefs: [body.checkout_token, body.cart_token].filter((ref) => ref !== null),
    retornoRefs: retornoRefsOf(body),
    coupons: body.discount_codes.map(({ code }) => code).filter((code) => code !== null),
    productIds: body.line_items.map(({ product_id }) => product_id).filter((product) => product !== null),
    payUrl: payment.state === 'awaiting_shopper' ? body.order_status_url : null,
    payBy: null,
    test: body.test === true,
    origin: originOf(body.source_name, body.checkout_token !== null),
  };
};

const shopperOf = (body: OrderBody, updatedAt: Date) => {
  const addresses = [body.shipping_address, body.billing_address];
  return {
    contact: contactOf({
      emails: [body.email, body.contact_email],
      phones: [body.phone],
      customer: body.customer,
      addresses,
    }),
    customer: customerOf(body.customer),
    consent: consentOf(body, updatedAt),
    locale: body.customer_locale,
    country: countryOf(addresses),
  };
};

const consentOf = (body: OrderBody, updatedAt: Date): ConsentEvidence[] => {
  if (body.buyer_accepts_marketing !== true) return [];
  // The box was ticked at the checkout; a later change of the order is no new consent.
  const at = body.created_at ?? updatedAt;
  return [{ channel: 'email', state: 'in', at, source: 'shopify:order', wording: null }];
};

export const fulfilmentOf = (order: {
  cancelled_at: Date | null;
  fulfillment_status: string | null;
}): FulfilmentState => {
  if (order.cancelled_at !== null) return 'cancelled';
  const status = order.fulfillment_status?.toLowerCase();
  return status === 'fulfilled' || status === 'partial' || status === 'partially_fulfilled'
    ? 'processed'
    : 'open';
};

/** Shopify has no time-out that cancels; a declined payment may have ended by itself. */
export const cancelledBy = (reason: string | null): 'person' | 'unknown' => {
  const told = reason?.toLowerCase();
  return told === 'customer' || told === 'staff' || told === 'fraud' || told === 'inventory'
    ? 'person'
    : 'unknown';
};

/** What is left of the order after refunds and cancellation, as the shopper sees it. */
const totalOf = (body: OrderBody, store: StoreFacts): Money => {
  const currency = body.presentment_currency ?? body.currency ?? store.currency;
  const set = body.current_total_price_set ?? body.total_price_set;
  const shown = set?.presentment_money;
  const told = shown?.currency_code ? moneyOf(shown.amount, shown.currency_code) : null;
  return told ?? inShopCurrency(body, store) ?? { minor: 0, currency };
};

const inShopCurrency = (body: OrderBody, store: StoreFacts): Money | null =>
  moneyOf(body.current_total_price ?? body.total_price, body.currency ?? store.currency);

/**
 * Paid less refunded, in the shop's currency. An order due later counts in full when placed. A refund of an amount
 * without lines leaves `current_total_price` as it was, so the refunds themselves are counted too.
 */
const netPaidOf = (body: OrderBody, state: PaymentState, store: StoreFacts): Money => {
  const currency = body.currency ?? store.currency;
  const minor = (written: string | null): number => moneyOf(written, currency)?.minor ?? 0;
  const now = minor(body.current_total_price ?? body.total_price);
  if (state === 'due_later') return { minor: body.cancelled_at === null ? now : 0, currency };
  if (!countsAsPaid(body)) return { minor: 0, currency };
  const afterRefunds = minor(body.total_price ?? body.current_total_price) - refundedOf(body, currency);
  return { minor: Math.max(0, Math.min(now, afterRefunds) - minor(body.total_outstanding)), currency };
};

const countsAsPaid = ({ financial_status }: OrderBody): boolean =>
  financial_status === 'paid' ||
  financial_status === 'partially_refunded' ||
  financial_status === 'partially_paid';

const refundedOf = (body: OrderBody, currency: string): number =>
  body.refunds
    .flatMap(({ transactions }) => transactions)
    .filter(
      (one) => one.kind === 'refund' && one.status === 'success' && (one.currency ?? currency) === currency,
    )
    .reduce((sum, one) => sum + (moneyOf(one.amount, currency)?.minor ?? 0), 0);

const retornoRefsOf = (body: OrderBody): string[] => {
  const inAttributes = body.note_attributes.map(({ value }) => value).filter((value) => value !== null);
  return [...new Set([...referencesIn(body.landing_site ?? ''), ...inAttributes])];
};

/**
 * Where the order was made. Names we do not know are sales channels of apps: with a checkout token a storefront's
 * (headless shops), without one a marketplace's.
 */
export const originOf = (source: string | null, hasCheckout: boolean): OrderOrigin => {
  const name = source?.toLowerCase() ?? '';
  if (name === 'web' || name === '') return 'storefront';
  if (name === 'pos' || name === 'iphone' || name === 'android') return 'point_of_sale';
  if (name === 'shopify_draft_order') return 'draft';
  if (name.startsWith('subscription_contract')) return 'renewal';
  return hasCheckout ? 'storefront' : 'marketplace';
};
