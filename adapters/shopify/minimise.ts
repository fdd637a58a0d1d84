import {
  keepEmail,
  keepPhone,
  keepWords,
  projectBody,
  projection,
  scalar,
  type Shape,
} from '../../src/core/privacy/projection.ts';
import { keepOurAttributes, keepOurReference } from '../../src/core/privacy/our-reference.ts';
import { TRIGGERED_AT } from './verify.ts';

/** What is kept of each topic's body: `observe` reads nothing else, so nothing else is stored. */
export const minimise = (topic: string, body: unknown): unknown =>
  projectBody(projections.get(topic) ?? keepNothing, body);

/** What is kept of an order, from a webhook or the Admin API alike. */
export const minimiseOrder = (body: unknown): Record<string, unknown> => keepOrder(body);

const customer = {
  id: scalar,
  email: keepEmail,
  phone: keepPhone,
  first_name: keepWords,
  last_name: keepWords,
  state: scalar,
} satisfies Shape;

const address = {
  name: keepWords,
  first_name: keepWords,
  last_name: keepWords,
  phone: keepPhone,
  country_code: scalar,
} satisfies Shape;

const money = { amount: scalar, currency_code: scalar } satisfies Shape;
const moneySet = { shop_money: money, presentment_money: money } satisfies Shape;

const checkout = {
  id: scalar,
  token: scalar,
  cart_token: scalar,
  name: scalar,
  email: keepEmail,
  phone: keepPhone,
  customer,
  customer_locale: scalar,
  buyer_accepts_marketing: scalar,
  buyer_accepts_sms_marketing: scalar,
  sms_marketing_phone: keepPhone,
  abandoned_checkout_url: scalar,
  currency: scalar,
  presentment_currency: scalar,
  subtotal_price: scalar,
  total_price: scalar,
  created_at: scalar,
  updated_at: scalar,
  completed_at: scalar,
  discount_codes: [{ code: scalar }],
  shipping_address: address,
  billing_address: address,
  line_items: [
    {
      variant_id: scalar,
      product_id: scalar,
      sku: scalar,
      title: keepWords,
      presentment_title: keepWords,
      variant_title: keepWords,
      presentment_variant_title: keepWords,
      quantity: scalar,
      price: scalar,
    },
  ],
} satisfies Shape;

const order = {
  id: scalar,
  admin_graphql_api_id: scalar,
  name: scalar,
  checkout_token: scalar,
  cart_token: scalar,
  email: keepEmail,
  contact_email: keepEmail,
  phone: keepPhone,
  customer,
  customer_locale: scalar,
  buyer_accepts_marketing: scalar,
  financial_status: scalar,
  fulfillment_status: scalar,
  payment_gateway_names: (value: unknown) => keepTexts(value),
  payment_terms: { id: scalar },
  test: scalar,
  created_at: scalar,
  processed_at: scalar,
  updated_at: scalar,
  cancelled_at: scalar,
  cancel_reason: scalar,
  currency: scalar,
  presentment_currency: scalar,
  total_price: scalar,
  total_price_set: moneySet,
  current_total_price: scalar,
  current_total_price_set: moneySet,
  total_outstanding: scalar,
  discount_codes: [{ code: scalar }],
  landing_site: keepOurReference,
  note_attributes: keepOurAttributes,
  source_name: scalar,
  order_status_url: scalar,
  shipping_address: address,
  billing_address: address,
  line_items: [{ product_id: scalar }],
  refunds: [{ transactions: [{ kind: scalar, status: scalar, amount: scalar, currency: scalar }] }],
} satisfies Shape;

const isText = (value: unknown): value is string => typeof value === 'string';

const keepTexts = (value: unknown) => (Array.isArray(value) ? value.filter(isText) : undefined);

const marketingState = { state: scalar, consent_updated_at: scalar, updated_at: scalar } satisfies Shape;

const byTopic: Readonly<Record<string, Shape>> = {
  'checkouts/create': checkout,
  'checkouts/update': checkout,
  'checkouts/delete': { id: scalar, token: scalar, cart_token: scalar, name: scalar, updated_at: scalar },
  'orders/create': order,
  'orders/paid': order,
  'orders/updated': order,
  'orders/cancelled': order,
  'customers_email_marketing_consent/update': {
    customer_id: scalar,
    email_address: keepEmail,
    email_marketing_consent: marketingState,
  },
  'customers_marketing_consent/update': {
    id: scalar,
    phone: keepPhone,
    sms_marketing_consent: marketingState,
  },
  'customers_whats_app_marketing_consent/update': {
    customer_id: scalar,
    phone_number: keepPhone,
    whats_app_marketing_consent: marketingState,
  },
  'app/uninstalled': { [TRIGGERED_AT]: scalar },
  'app/scopes_update': { current: keepTexts, updated_at: scalar },
  'customers/data_request': { customer: { id: scalar, email: keepEmail, phone: keepPhone } },
  'customers/redact': {
    customer: { id: scalar, email: keepEmail, phone: keepPhone },
    orders_to_redact: (value: unknown) => (Array.isArray(value) ? value.filter(isId) : undefined),
  },
};

const isId = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

const projections = new Map(Object.entries(byTopic).map(([topic, shape]) => [topic, projection(shape)]));
const keepNothing = projection({});
const keepOrder = projection(order);
