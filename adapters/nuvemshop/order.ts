import type { OrderObservation, OrderOrigin } from '../../src/core/cart/observation.ts';
import { referencesIn, webUrl } from '../../src/core/privacy/our-reference.ts';
import type { Money } from '../../src/core/words/money.ts';
import { moneyOf } from '../../src/core/words/tolerant.ts';
import type { FulfilmentState, PaymentState } from '../../src/core/words/vocabulary.ts';
import type { StoredDelivery, StoreFacts } from '../../src/ports/adapter.ts';
import { minimiseOrder } from './minimise.ts';
import { orderBody, type OrderBody } from './payloads.ts';
import { isPaidByShopperLater, moneyWasAuthorized, paymentOf } from './payment.ts';
import { personOf } from './person.ts';

type Reading = Pick<StoredDelivery, 'receivedAt' | 'store'>;

/** An order as the API tells it, asked for by its id or listed; null where it names no order. */
export const readOrder = (written: unknown, reading: Reading): OrderObservation | null => {
  const body = orderBody.parse(minimiseOrder(written));
  return body.id === null ? null : orderOf(body, body.id, reading);
};

const orderOf = (body: OrderBody, externalId: string, { receivedAt, store }: Reading): OrderObservation => {
  const payment = paymentOf(body, store.paymentMeanings);
  const updatedAt = body.updated_at ?? body.created_at ?? receivedAt;
  const moneyAuthorized = moneyWasAuthorized(body, payment.state);
  return {
    kind: 'order',
    externalId,
    number: body.number ?? externalId,
    seq: null,
    updatedAt,
    // An order keeps the birthday of its cart: placed it was when the checkout was completed.
    placedAt: body.completed_at ?? body.created_at ?? updatedAt,
    paymentState: payment.state,
    paymentMethod: payment.method,
    fulfilmentState: fulfilmentOf(body),
    ...endOf(body, { updatedAt, hasLapsed: !moneyAuthorized && isUnpaidSlip(payment) }),
    moneyAuthorized,
    holdMinutes: null,
    ...personOf(body, { at: body.created_at ?? updatedAt, source: 'nuvemshop:order' }),
    locale: body.language,
    ...amountsOf(body, payment.state, store),
    ...refsOf(body, externalId),
    productIds: body.products.flatMap(({ product_id }) => product_id ?? []),
    payUrl: payment.state === 'awaiting_shopper' ? payUrlOf(body, externalId, store) : null,
    payBy: null,
    test: false,
    origin: originOf(body.storefront),
  };
};

/** Cart, checkout and order have one id and one token. */
const refsOf = (body: OrderBody, externalId: string) => ({
  cartRefs: [externalId, body.token].filter((ref) => ref !== null),
  retornoRefs: referencesIn(body.landing_url ?? ''),
  coupons: body.coupon.map(({ code }) => code).filter((code) => code !== null),
});

type End = Pick<OrderObservation, 'cancelledAt' | 'cancelledBy'>;
type Ending = { readonly updatedAt: Date; readonly hasLapsed: boolean };

/** A Pix or slip that is voided while its order stands was not paid in time; nobody cancelled it. */
const endOf = (body: OrderBody, { updatedAt, hasLapsed }: Ending): End => {
  const cancelledAt = body.cancelled_at ?? (isCancelled(body) ? updatedAt : null);
  if (cancelledAt !== null) return { cancelledAt, cancelledBy: cancelledBy(body.cancel_reason) };
  return { cancelledAt, cancelledBy: hasLapsed ? 'timeout' : null };
};

const isUnpaidSlip = ({ state, method }: ReturnType<typeof paymentOf>): boolean =>
  state === 'voided' && isPaidByShopperLater(method);

const isCancelled = ({ status }: OrderBody): boolean => status?.toLowerCase() === 'cancelled';

const cancelledBy = (reason: string | null): 'person' | 'unknown' =>
  ['customer', 'fraud', 'inventory'].includes(reason?.toLowerCase() ?? '') ? 'person' : 'unknown';

const fulfilmentOf = (body: OrderBody): FulfilmentState => {
  if (isCancelled(body) || body.cancelled_at !== null) return 'cancelled';
  const shipping = body.shipping_status?.toLowerCase() ?? '';
  if (shipping === 'delivered') return 'delivered';
  const isUnderWay = ['fulfilled', 'shipped', 'dispatched', 'partially_fulfilled'].includes(shipping);
  return isUnderWay || body.status?.toLowerCase() === 'closed' ? 'processed' : 'open';
};

/** What was refunded in part is not told, so such an order counts in full. Cash due later counts when placed. */
const amountsOf = (
  body: OrderBody,
  state: PaymentState,
  store: StoreFacts,
): Pick<OrderObservation, 'total' | 'netPaid'> => {
  const currency = body.currency ?? store.currency;
  const total: Money = moneyOf(body.total ?? body.price, currency) ?? { minor: 0, currency };
  const isOwed = state === 'due_later' && body.cancelled_at === null && !isCancelled(body);
  const counts = state === 'paid' || state === 'partially_refunded' || isOwed;
  return { total, netPaid: counts ? total : { ...total, minor: 0 } };
};

/** The gateway's page, else the order's own: it opens by the order's id and token like its checkout did. */
const payUrlOf = (body: OrderBody, externalId: string, store: StoreFacts): string | null => {
  if (body.gateway_link !== null) return body.gateway_link;
  const shop = webUrl(store.url);
  if (shop === null || body.token === null) return null;
  return new URL(
    `/checkout/v3/proxy/${encodeURIComponent(externalId)}/${encodeURIComponent(body.token)}`,
    shop,
  ).href;
};

/** What is not known otherwise is taken for the shop. */
const originOf = (storefront: string | null): OrderOrigin =>
  ORIGINS.get(storefront?.toLowerCase() ?? '') ?? 'storefront';

const ORIGINS: ReadonlyMap<string, OrderOrigin> = new Map([
  ['meli', 'marketplace'],
  ['api', 'marketplace'],
  ['form', 'draft'],
  ['pos', 'point_of_sale'],
]);
