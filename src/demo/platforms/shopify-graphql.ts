import { z } from 'zod';
import type { Books, Cart, Order } from '../books.ts';
import { fullName, inSeconds, orderUrl, pictureUrl, productUrl, type SideParts } from '../platform-side.ts';
import { decimal, methodOf, totalOf } from '../shop-facts.ts';

/** What is asked of the Admin API: the shop, orders changed since, products, Shopify's own mails, and a coupon. */
export const answerGraphql = (parts: SideParts, written: string, books: Books): unknown => {
  const asked = QUESTION.safeParse(JSON.parse(written));
  if (!asked.success) return { errors: [{ message: 'Parse error' }] };
  const { query, variables } = asked.data;
  if (/\bquery Shop\b/.test(query)) return { data: { shop: shopOf(parts) } };
  if (/\bquery Orders\b/.test(query)) return { data: { orders: ordersOf(parts, variables, books) } };
  if (/\bquery (MailedCheckouts|Checkouts)\b/.test(query)) return { data: { abandonedCheckouts: NONE } };
  if (/\bmutation Create\w+\b/.test(query)) return { data: { discount: MADE } };
  if (/\bquery Products\b/.test(query)) return { data: { nodes: productsOf(parts, variables.ids ?? []) } };
  return { errors: [{ message: 'This sandbox does not know the query' }] };
};

/** The sandbox's shops send no reminders of their own. */
const NONE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
const MADE = { codeDiscountNode: { id: 'gid://shopify/DiscountCodeNode/1' }, userErrors: [] };

const QUESTION = z.object({
  query: z.string(),
  variables: z
    .object({
      query: z.string().optional(),
      after: z.string().nullish(),
      ids: z.array(z.string()).optional(),
    })
    .default({}),
});

type Variables = z.infer<typeof QUESTION>['variables'];

const shopOf = ({ shop }: SideParts) => ({
  name: shop.name,
  currencyCode: shop.currency,
  ianaTimezone: shop.timeZone,
});

const PER_PAGE = 15;

const ordersOf = (parts: SideParts, { query = '', after }: Variables, { orders }: Books) => {
  const since = Date.parse(/updated_at:>='([^']+)'/.exec(query)?.[1] ?? '') || 0;
  const until = Date.parse(/updated_at:<='([^']+)'/.exec(query)?.[1] ?? '') || Number.POSITIVE_INFINITY;
  const found = [...orders.values()]
    .filter(({ updatedAt }) => updatedAt.getTime() >= since && updatedAt.getTime() <= until)
    .toSorted((one, other) => one.updatedAt.getTime() - other.updatedAt.getTime());
  const start = Number(after ?? 0);
  const end = start + PER_PAGE;
  return {
    pageInfo: { hasNextPage: end < found.length, endCursor: String(end) },
    nodes: found.slice(start, end).map((order) => orderNode(parts, order)),
  };
};

const FINANCIAL = { paid: 'PAID', awaited: 'PENDING', expired: 'VOIDED' } as const;

const orderNode = (parts: SideParts, order: Order) => {
  const { cart } = order;
  const { shop, url } = parts;
  const inShop = { amount: decimal(totalOf(cart.lines, shop, shop.currency)), currencyCode: shop.currency };
  return {
    legacyResourceId: String(5_540_000_000_000 + order.number),
    name: `#${order.number}`,
    checkoutToken: cart.token,
    cartToken: `c1-${cart.token}`,
    ...personOf(cart),
    displayFinancialStatus: FINANCIAL[order.payment],
    displayFulfillmentStatus: 'UNFULFILLED',
    paymentGatewayNames: [methodOf(order, shop) ?? 'shopify_payments'],
    paymentTerms: null,
    test: false,
    sourceName: 'web',
    createdAt: inSeconds(order.placedAt),
    processedAt: inSeconds(order.placedAt),
    updatedAt: inSeconds(order.updatedAt),
    cancelledAt: order.payment === 'expired' ? inSeconds(order.updatedAt) : null,
    cancelReason: null,
    currencyCode: shop.currency,
    presentmentCurrencyCode: cart.currency,
    currentTotalPriceSet: {
      shopMoney: inShop,
      presentmentMoney: {
        amount: decimal(totalOf(cart.lines, shop, cart.currency)),
        currencyCode: cart.currency,
      },
    },
    netPaymentSet: { shopMoney: order.payment === 'paid' ? inShop : { ...inShop, amount: '0.00' } },
    discountCodes: [],
    statusPageUrl: orderUrl(url, order),
    customAttributes: [],
    customerJourneySummary: journeyOf(url, cart),
    lineItems: { nodes: cart.lines.map(({ product }) => ({ product: { legacyResourceId: product.id } })) },
  };
};

const personOf = (cart: Cart) => {
  const { person, number } = cart;
  if (person === null) return { email: null, phone: null, customer: null, shippingAddress: null };
  return {
    email: person.email,
    phone: null,
    customerLocale: person.locale,
    customer: {
      legacyResourceId: String(6_543_210_000_000 + number),
      firstName: person.firstName,
      lastName: person.lastName,
      state: 'DISABLED',
      defaultEmailAddress: { emailAddress: person.email },
      defaultPhoneNumber: null,
    },
    shippingAddress: { name: fullName(cart), phone: person.phone, countryCodeV2: person.country },
  };
};

const journeyOf = (url: string, { landing }: Cart) => {
  const visit = { landingPage: new URL(landing ?? '/', url).href };
  return { firstVisit: visit, lastVisit: visit };
};

const productsOf = ({ shop, url }: SideParts, ids: readonly string[]) =>
  ids.map((gid) => {
    const product = shop.products.find(({ id }) => gid === `gid://shopify/Product/${id}`);
    if (product === undefined) return null;
    return {
      legacyResourceId: product.id,
      onlineStoreUrl: productUrl(url, product.sku),
      status: 'ACTIVE',
      featuredMedia: { preview: { image: { url: pictureUrl(url, product.sku) } } },
      variantsCount: { count: 1 },
      variants: { nodes: [{ availableForSale: true }] },
    };
  });
