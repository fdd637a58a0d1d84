import type { Contact, Customer, Line } from '../../src/core/cart/cart.ts';
import type { CartObservation, OrderObservation, OrderOrigin } from '../../src/core/cart/observation.ts';
import { referencesIn } from '../../src/core/privacy/our-reference.ts';
import type { Money } from '../../src/core/words/money.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { FulfilmentState, PaymentState } from '../../src/core/words/vocabulary.ts';
import type { StoredDelivery } from '../../src/ports/adapter.ts';
import { customerOf } from './cart.ts';
import { META, minimiseOrder } from './minimise.ts';
import { type OrderBody, orderBody, type OrderLine, orderLines } from './payloads.ts';
import { moneyWasAuthorized, paymentOf } from './payment.ts';

type Reading = Pick<StoredDelivery, 'receivedAt' | 'store'>;

export type ReadOrder =
  | { readonly kind: 'read'; readonly observation: OrderObservation | CartObservation }
  | { readonly kind: 'ignored' | 'malformed'; readonly reason: string };

/**
 * An order's body, the webhook's or the REST API's, is the order's state now, whatever the topic says: WooCommerce
 * builds it when it delivers. A `checkout-draft` is a cart that older Blocks checkouts keep as an order.
 */
export const readOrder = (written: unknown, reading: Reading): ReadOrder => {
  const body = orderBody.parse(minimiseOrder(written));
  if (body.id === null) {
    const reason = body.code === null ? 'the order has no id' : `WooCommerce answered the error ${body.code}`;
    return { kind: 'malformed', reason };
  }
  if (body.status !== 'checkout-draft') return { kind: 'read', observation: orderOf(body, body.id, reading) };
  if (metaOf(body, META.cart).length > 0)
    return { kind: 'ignored', reason: 'the plugin tells this cart itself' };
  return { kind: 'read', observation: draftOf(body, body.id, reading) };
};

const orderOf = (body: OrderBody, externalId: string, { receivedAt, store }: Reading): OrderObservation => {
  const payment = paymentOf(body, store.paymentMeanings);
  const updatedAt = body.date_modified_gmt ?? body.date_created_gmt ?? receivedAt;
  const endedAt = body.status === 'cancelled' || body.status === 'trash' ? updatedAt : null;
  const total = totalOf(body, store.currency);
  const wantsPayment = payment.state === 'awaiting_shopper' || payment.state === 'failed';
  return {
    kind: 'order',
    externalId,
    number: body.number ?? externalId,
    seq: null,
    updatedAt,
    placedAt: body.date_created_gmt ?? updatedAt,
    paymentState: payment.state,
    paymentMethod: payment.method,
    fulfilmentState: fulfilmentOf(body.status),
    cancelledAt: endedAt,
    cancelledBy: endedAt === null ? null : body.status === 'trash' ? 'person' : 'unknown',
    moneyAuthorized: moneyWasAuthorized(body, payment.state),
    holdMinutes: HOLD_MINUTES,
    ...shopperOf(body, updatedAt),
    total,
    netPaid: netPaidOf(body, payment.state, total),
    // The order's own id names the cart that it was while a draft.
    cartRefs: [...metaOf(body, META.cart), externalId],
    retornoRefs: [
      ...new Set([...metaOf(body, META.reference), ...metaOf(body, META.landing).flatMap(referencesIn)]),
    ],
    coupons: body.coupon_lines.map(({ code }) => code).filter((code) => code !== null),
    productIds: orderLines.parse(body.line_items).flatMap(({ product_id }) => product_id ?? []),
    payUrl: wantsPayment && body.needs_payment === true ? body.payment_url : null,
    payBy: null,
    test: false,
    origin: originOf(body.created_via),
  };
};

/** `woocommerce_hold_stock_minutes`, unless the shop changed it: unpaid orders are cancelled after that. */
const HOLD_MINUTES = 60;

const fulfilmentOf = (status: string | null): FulfilmentState => {
  if (status === 'cancelled' || status === 'trash') return 'cancelled';
  return status === 'completed' ? 'processed' : 'open';
};

/** Who it is, and what they agreed to at the checkout. */
const shopperOf = (
  body: OrderBody,
  updatedAt: Date,
): Pick<OrderObservation, 'contact' | 'customer' | 'consent' | 'locale' | 'country'> => ({
  contact: contactOf(body),
  customer: customerOf(body.customer_id),
  consent: metaOf(body, META.consent).some((ticked) => ticked === '1')
    ? [
        {
          channel: 'email',
          state: 'in',
          at: body.date_created_gmt ?? updatedAt,
          source: 'woocommerce:checkout',
          wording: null,
        },
      ]
    : [],
  locale: null,
  country: body.shipping?.country ?? body.billing?.country ?? null,
});

const contactOf = ({ billing, shipping }: OrderBody): Contact => ({
  email: billing?.email ?? null,
  phone: billing?.phone ?? shipping?.phone ?? null,
  name: fullName(billing) ?? fullName(shipping),
});

const fullName = (person: OrderBody['billing']): string | null =>
  [person?.first_name, person?.last_name].filter((part) => typeof part === 'string').join(' ') || null;

const metaOf = ({ meta_data }: OrderBody, key: string): string[] =>
  meta_data.filter((meta) => meta.key === key).flatMap(({ value }) => value || []);

const totalOf = ({ total, currency }: OrderBody, storeCurrency: string): Money =>
  moneyOf(total, currency ?? storeCurrency) ?? { minor: 0, currency: currency ?? storeCurrency };

/** WooCommerce knows one currency per order. Cash due later counts in full when placed. */
const netPaidOf = (body: OrderBody, state: PaymentState, total: Money): Money => {
  const counts = state === 'paid' || state === 'partially_refunded' || state === 'due_later';
  const paidOddly = state === 'unknown' && body.date_paid_gmt !== null;
  if (!counts && !paidOddly) return { ...total, minor: 0 };
  const refunded = body.refunds.reduce(
    (sum, one) => sum + Math.abs(moneyOf(one.total, total.currency)?.minor ?? 0),
    0,
  );
  return { ...total, minor: Math.max(0, total.minor - refunded) };
};

/** `created_via` of checkouts differs by plugin; what is not known otherwise is taken for a checkout. */
const originOf = (createdVia: string | null): OrderOrigin => {
  const via = createdVia?.toLowerCase() ?? '';
  if (via.startsWith('subscription')) return 'renewal';
  if (via.startsWith('pos')) return 'point_of_sale';
  if (via === 'admin') return 'admin';
  return /amazon|ebay|allegro|mercado.?li|etsy|walmart|marketplace/.test(via) ? 'marketplace' : 'storefront';
};

const draftOf = (body: OrderBody, externalId: string, { receivedAt, store }: Reading): CartObservation => {
  const updatedAt = body.date_modified_gmt ?? body.date_created_gmt ?? receivedAt;
  const currency = body.currency ?? store.currency;
  const customer: Customer = customerOf(body.customer_id);
  return {
    kind: 'cart',
    externalId,
    aliases: [],
    seq: null,
    updatedAt,
    startedAt: body.date_created_gmt,
    contact: contactOf(body),
    customer,
    consent: [],
    locale: null,
    country: body.shipping?.country ?? body.billing?.country ?? null,
    contents: Array.isArray(body.line_items)
      ? {
          currency,
          lines: orderLines
            .parse(body.line_items)
            .map((line) => lineOf(line, body.prices_include_tax === true, currency)),
          subtotal: null,
          total: moneyOf(body.total, currency),
          coupons: body.coupon_lines.map(({ code }) => code).filter((code) => code !== null),
        }
      : null,
    returnUrl: null,
    tags: [],
    completedAt: null,
  };
};

/** The price of one, from the line's own strings: the member `price` is a float. With tax where the shop shows it so. */
const lineOf = (line: OrderLine, withTax: boolean, currency: string): Line => {
  const minor = (written: string | null): number => moneyOf(written, currency)?.minor ?? 0;
  const subtotal = minor(line.subtotal) + (withTax ? minor(line.subtotal_tax) : 0);
  const isVariation = line.variation_id !== null && line.parent_name !== null;
  return {
    productId: line.product_id,
    variantId: line.variation_id,
    sku: line.sku,
    title: (isVariation ? line.parent_name : line.name) ?? '',
    variantTitle: isVariation ? variantOf(line) : null,
    quantity: line.quantity,
    unitPrice: { minor: Math.round(subtotal / line.quantity), currency },
    imageUrl: line.image?.src ?? null,
    url: null,
    available: null,
  };
};

/** WooCommerce names a variation "Shirt - M, Red". */
const variantOf = ({ name, parent_name }: OrderLine): string | null => {
  const prefix = `${parent_name} - `;
  return name?.startsWith(prefix) ? name.slice(prefix.length) : null;
};
