import { z } from 'zod';
import type { CartObservation, ConsentEvidence } from '../../src/core/cart/observation.ts';
import { isRecord } from '../../src/core/privacy/projection.ts';
import { instant, objectOf, text } from '../../src/core/words/tolerant.ts';
import type { AdapterContext, Listing, ListRequest, UnreadItem } from '../../src/ports/adapter.ts';
import type { AccessTokens } from './access.ts';
import { cartOf, cartTokenIn } from './cart.ts';
import { ask, pauseBefore, type Answer } from './graphql.ts';
import { minimise } from './minimise.ts';
import { addressOfNode, customerOfNode, itemsOf } from './nodes.ts';
import { changedWithin, observedOf, pageIn, type Page } from './pages.ts';
import { checkoutBody } from './payloads.ts';
import { CHECKOUTS } from './queries.ts';

/**
 * The admin's list of abandoned checkouts. It lacks the checkout's token and many a guest's e-mail address, so the
 * webhooks stay the source; it tells of the time before the shop came, and of what they left out.
 */
export const createCheckouts = (tokens: AccessTokens) =>
  async function* checkouts(request: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
    let after: string | null = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const variables = { query: changedWithin(request), after };
      const read = readPage(await ask({ query: CHECKOUTS, variables }, context, tokens));
      if (read.kind === 'withheld') {
        context.log.warn({ platform: 'shopify' }, 'abandoned checkouts are not shown to the app');
        return;
      }
      if (read.kind !== 'read') {
        yield read;
        return;
      }
      yield observedOf(read.nodes, {
        read: (node) => cartOfNode(node, context),
        unreadable: 'the checkout has neither cart token nor number',
      });
      after = read.next;
      if (after === null) return;
      await pauseBefore(context, read.againAfterMs);
    }
    yield { kind: 'page', observations: [], unread: [TOO_MANY] };
  };

/** Ten checkouts a page, the newest first: whoever has more of them waits minutes for what lies furthest back. */
const MOST_PAGES = 100;
const TOO_MANY: UnreadItem = {
  externalId: null,
  reason: 'only the newest 1,000 abandoned checkouts were read',
};

type Read =
  | (Page & { readonly kind: 'read'; readonly againAfterMs: number })
  /** The orders were read with the same token, so it is this list alone that the app may not see. */
  | { readonly kind: 'withheld' }
  | Exclude<Answer, { kind: 'answered' | 'unauthorized' }>;

const readPage = (answer: Answer): Read => {
  if (answer.kind === 'unauthorized') return { kind: 'withheld' };
  if (answer.kind !== 'answered') return answer;
  const page = pageIn(answer.data['abandonedCheckouts']);
  if (page === null) return { kind: 'withheld' };
  return { kind: 'read', ...page, againAfterMs: answer.againAfterMs };
};

/** The same reader as for webhooks; both call a checkout by its cart's token and by its number. */
const cartOfNode = (
  node: Record<string, unknown>,
  { now, store }: AdapterContext,
): CartObservation | null => {
  const body = checkoutBody.parse(minimise('checkouts/update', asWebhookBody(node)));
  const token = cartTokenIn(body.abandoned_checkout_url);
  const externalId = token ?? body.name;
  if (externalId === null) return null;
  const named = { ...body, name: token === null ? null : body.name };
  const cart = cartOf(named, externalId, { receivedAt: now(), store });
  return { ...cart, consent: consentOfNode(node) };
};

const asWebhookBody = (node: Record<string, unknown>): Record<string, unknown> => ({
  name: node['name'],
  customer: customerOfNode(node['customer']),
  abandoned_checkout_url: node['abandonedCheckoutUrl'],
  ...moneyOfNode(node),
  created_at: node['createdAt'],
  updated_at: node['updatedAt'],
  completed_at: node['completedAt'],
  discount_codes: itemsOf(node['discountCodes']).map((code) => ({ code })),
  shipping_address: addressOfNode(node['shippingAddress']),
  billing_address: addressOfNode(node['billingAddress']),
  line_items: linesOfNode(node['lineItems']),
});

const moneyOfNode = (node: Record<string, unknown>): Record<string, unknown> => {
  const total = presentmentIn(node['totalPriceSet']);
  return {
    presentment_currency: total['currencyCode'],
    total_price: total['amount'],
    subtotal_price: presentmentIn(node['subtotalPriceSet'])['amount'],
  };
};

/** Nothing where not all lines came: half a cart would take the place of the whole. */
const linesOfNode = (lines: unknown): unknown => {
  const page = isRecord(lines) ? lines['pageInfo'] : null;
  if (!isRecord(lines) || !isRecord(page) || page['hasNextPage'] !== false) return undefined;
  return itemsOf(lines['nodes']).filter(isRecord).map(lineOfNode);
};

const lineOfNode = (line: Record<string, unknown>): Record<string, unknown> => ({
  product_id: isRecord(line['product']) ? line['product']['legacyResourceId'] : null,
  variant_id: isRecord(line['variant']) ? line['variant']['legacyResourceId'] : null,
  sku: line['sku'],
  title: line['title'],
  variant_title: line['variantTitle'],
  quantity: line['quantity'],
  price: presentmentIn(line['originalUnitPriceSet'])['amount'],
});

const presentmentIn = (set: unknown): Record<string, unknown> => {
  const money = isRecord(set) ? set['presentmentMoney'] : null;
  return isRecord(money) ? money : {};
};

/** What stands at the customer's e-mail address: a yes or a no, and since when. */
const consentOfNode = (node: Record<string, unknown>): ConsentEvidence[] => {
  const told = objectOf(consentBody).parse(node['customer'])?.defaultEmailAddress;
  const state = STATES.get(told?.marketingState ?? '');
  const at = told?.marketingUpdatedAt ?? null;
  return state === undefined || at === null
    ? []
    : [{ channel: 'email', state, at, source: 'shopify:customer', wording: null }];
};

const STATES: ReadonlyMap<string, 'in' | 'out'> = new Map([
  ['SUBSCRIBED', 'in'],
  ['UNSUBSCRIBED', 'out'],
]);

const consentBody = z.object({
  defaultEmailAddress: objectOf(z.object({ marketingState: text, marketingUpdatedAt: instant })),
});
