import { z } from 'zod';
import type { OrderObservation } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { referencesIn } from '../../src/core/privacy/our-reference.ts';
import { amount, currency, id, moneyOf, objectOf } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, Listing, ListRequest } from '../../src/ports/adapter.ts';
import type { AccessTokens } from './access.ts';
import { ask, pauseBefore } from './graphql.ts';
import { addressOfNode, customerOfNode, itemsOf } from './nodes.ts';
import { readOrder } from './order.ts';
import { changedWithin, observedOf, pageIn } from './pages.ts';
import { ORDERS } from './queries.ts';

/** The order tail by the Admin API: orders changed since, oldest change first, as the webhooks would tell them. */
export const createOrders = (tokens: AccessTokens) =>
  async function* orders(request: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
    const query = `${changedWithin(request)} status:any`;
    let after: string | null = null;
    do {
      const answer = await ask({ query: ORDERS, variables: { query, after } }, context, tokens);
      if (answer.kind !== 'answered') {
        yield answer;
        return;
      }
      const page = pageIn(answer.data['orders']);
      if (page === null) {
        yield { kind: 'unavailable', reason: 'Shopify answered no orders' };
        return;
      }
      yield observedOf(page.nodes, {
        read: (node) => orderOfNode(node, context),
        unreadable: 'the order has no id',
      });
      after = page.next;
      if (after !== null) await pauseBefore(context, answer.againAfterMs);
    } while (after !== null);
  };

/** The same reader as for webhooks, so that both sources can never disagree on what Shopify's words mean. */
const orderOfNode = (
  node: Record<string, unknown>,
  { now, store }: AdapterContext,
): OrderObservation | null => {
  const order = readOrder(asWebhookBody(node), { receivedAt: now(), store });
  if (order === null || order.paymentState === 'due_later') return order;
  const paid = objectOf(moneyBag).parse(node['netPaymentSet'])?.shopMoney;
  const netPaid = moneyOf(paid?.amount, paid?.currencyCode ?? store.currency);
  return netPaid === null ? order : { ...order, netPaid: { ...netPaid, minor: Math.max(0, netPaid.minor) } };
};

const moneyBag = z.object({ shopMoney: objectOf(z.object({ amount, currencyCode: currency })) });

const asWebhookBody = (node: Record<string, unknown>): Record<string, unknown> => ({
  id: node['legacyResourceId'],
  name: node['name'],
  checkout_token: node['checkoutToken'],
  cart_token: node['cartToken'],
  email: node['email'],
  phone: node['phone'],
  customer: customerOfNode(node['customer']),
  customer_locale: node['customerLocale'],
  financial_status: node['displayFinancialStatus'],
  fulfillment_status: node['displayFulfillmentStatus'],
  payment_gateway_names: node['paymentGatewayNames'],
  payment_terms: node['paymentTerms'],
  test: node['test'],
  created_at: node['createdAt'],
  processed_at: node['processedAt'],
  updated_at: node['updatedAt'],
  cancelled_at: node['cancelledAt'],
  cancel_reason: node['cancelReason'],
  currency: node['currencyCode'],
  presentment_currency: node['presentmentCurrencyCode'],
  ...totalsOfNode(node['currentTotalPriceSet']),
  discount_codes: itemsOf(node['discountCodes']).map((code) => ({ code })),
  landing_site: landingOfNode(node['customerJourneySummary']),
  note_attributes: itemsOf(node['customAttributes'])
    .filter(isRecord)
    .map(({ key, value }) => ({ name: key, value })),
  source_name: node['sourceName'],
  order_status_url: node['statusPageUrl'],
  shipping_address: addressOfNode(node['shippingAddress']),
  billing_address: addressOfNode(node['billingAddress']),
  line_items: itemsOf(isRecord(node['lineItems']) ? node['lineItems']['nodes'] : null)
    .filter(isRecord)
    .map(({ product }) => ({ product_id: isRecord(product) ? id.parse(product['legacyResourceId']) : null })),
});

const totalsOfNode = (set: unknown): Record<string, unknown> => {
  const { shopMoney, presentmentMoney } = isRecord(set) ? set : {};
  return {
    current_total_price: isRecord(shopMoney) ? shopMoney['amount'] : null,
    current_total_price_set: {
      shop_money: moneyOfNode(shopMoney),
      presentment_money: moneyOfNode(presentmentMoney),
    },
  };
};

const moneyOfNode = (value: unknown): unknown =>
  isRecord(value) ? { amount: value['amount'], currency_code: value['currencyCode'] } : null;

/** Both the first and the last visit may have come by our link. */
const landingOfNode = (journey: unknown): string | null => {
  const { firstVisit, lastVisit } = isRecord(journey) ? journey : {};
  const tokens = [lastVisit, firstVisit]
    .map((visit) => (isRecord(visit) ? visit['landingPage'] : null))
    .filter((page) => typeof page === 'string')
    .flatMap(referencesIn);
  return tokens.length === 0 ? null : `/?${tokens.map((token) => `retorno_ref=${token}`).join('&')}`;
};
