import { z } from 'zod';
import type { OrderObservation } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { referencesIn } from '../../src/core/privacy/our-reference.ts';
import { amount, currency, flag, id, moneyOf, objectOf, text } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, Listing, ListRequest, UnreadItem } from '../../src/ports/adapter.ts';
import type { AccessTokens } from './access.ts';
import { ask, pauseBefore } from './graphql.ts';
import { addressOfNode, customerOfNode } from './nodes.ts';
import { readOrder } from './order.ts';
import { ORDERS } from './queries.ts';

/** The order tail by the Admin API: orders changed since, oldest change first, as the webhooks would tell them. */
export const createOrders = (tokens: AccessTokens) =>
  async function* orders(request: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
    let after: string | null = null;
    do {
      const answer = await ask(
        { query: ORDERS, variables: { query: changedWithin(request), after } },
        context,
        tokens,
      );
      if (answer.kind !== 'answered') {
        yield answer;
        return;
      }
      const page = objectOf(connection).parse(answer.data['orders']);
      if (page === null) {
        yield { kind: 'unavailable', reason: 'Shopify answered no orders' };
        return;
      }
      yield pageOf(page.nodes, context);
      after = page.pageInfo?.hasNextPage === true ? page.pageInfo.endCursor : null;
      if (after !== null) await pauseBefore(context, answer.againAfterMs);
    } while (after !== null);
  };

const changedWithin = ({ since, until }: ListRequest): string => {
  const end = until === null ? '' : ` updated_at:<='${until.toISOString()}'`;
  return `updated_at:>='${since.toISOString()}'${end} status:any`;
};

const connection = z.object({
  nodes: z
    .unknown()
    .optional()
    .transform((value): unknown[] => (Array.isArray(value) ? value : [])),
  pageInfo: objectOf(z.object({ hasNextPage: flag, endCursor: text })),
});

const pageOf = (nodes: readonly unknown[], context: AdapterContext): Listing => {
  const observations: OrderObservation[] = [];
  const unread: UnreadItem[] = [];
  for (const node of nodes) {
    const order = isRecord(node) ? orderOfNode(node, context) : null;
    if (order === null) unread.push({ externalId: null, reason: 'the order has no id' });
    else observations.push(order);
  }
  return { kind: 'page', observations, unread };
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
  discount_codes: listAt(node, 'discountCodes').map((code) => ({ code })),
  landing_site: landingOfNode(node['customerJourneySummary']),
  note_attributes: listAt(node, 'customAttributes')
    .filter(isRecord)
    .map(({ key, value }) => ({ name: key, value })),
  source_name: node['sourceName'],
  order_status_url: node['statusPageUrl'],
  shipping_address: addressOfNode(node['shippingAddress']),
  billing_address: addressOfNode(node['billingAddress']),
  line_items: listAt(isRecord(node['lineItems']) ? node['lineItems'] : {}, 'nodes')
    .filter(isRecord)
    .map(({ product }) => ({ product_id: isRecord(product) ? id.parse(product['legacyResourceId']) : null })),
});

const listAt = (node: Record<string, unknown>, field: string): readonly unknown[] => {
  const value = node[field];
  return Array.isArray(value) ? value : [];
};

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
