import { z } from 'zod';
import {
  amount,
  compiled,
  country,
  currency,
  flag,
  id,
  instant,
  listOf,
  locale,
  objectOf,
  quantity,
  text,
  textUpTo,
  webAddress,
  words,
} from '../../src/core/words/tolerant.ts';
import { TRIGGERED_AT } from './verify.ts';

/** Shopify's bodies, read tolerantly: apps without approval for a field get it null or not at all. */
const customer = z.object({
  id,
  email: textUpTo(320),
  phone: textUpTo(64),
  first_name: words,
  last_name: words,
  state: text,
});

const address = z.object({
  name: words,
  first_name: words,
  last_name: words,
  phone: textUpTo(64),
  country_code: country,
});

const lineItem = z.object({
  variant_id: id,
  product_id: id,
  sku: textUpTo(200),
  title: words,
  presentment_title: words,
  variant_title: words,
  presentment_variant_title: words,
  quantity,
  price: amount,
});

const codes = listOf(z.object({ code: textUpTo(255) }));

export const checkoutBody = compiled(
  z.object({
    id,
    token: id,
    cart_token: id,
    name: id,
    email: textUpTo(320),
    phone: textUpTo(64),
    customer: objectOf(customer),
    customer_locale: locale,
    buyer_accepts_marketing: flag,
    buyer_accepts_sms_marketing: flag,
    sms_marketing_phone: textUpTo(64),
    abandoned_checkout_url: webAddress,
    currency,
    presentment_currency: currency,
    subtotal_price: amount,
    total_price: amount,
    created_at: instant,
    updated_at: instant,
    completed_at: instant,
    discount_codes: codes,
    shipping_address: objectOf(address),
    billing_address: objectOf(address),
    line_items: z.unknown().optional(),
  }),
);

/** Lines stand apart: a snapshot without the member says nothing of them, an empty list says "removed". */
export const lineItems = compiled(listOf(lineItem));

const money = z.object({ amount, currency_code: currency });
const moneySet = objectOf(z.object({ shop_money: objectOf(money), presentment_money: objectOf(money) }));

export const orderBody = compiled(
  z.object({
    id,
    admin_graphql_api_id: text,
    name: textUpTo(100),
    checkout_token: id,
    cart_token: id,
    email: textUpTo(320),
    contact_email: textUpTo(320),
    phone: textUpTo(64),
    customer: objectOf(customer),
    customer_locale: locale,
    buyer_accepts_marketing: flag,
    financial_status: text,
    fulfillment_status: text,
    payment_gateway_names: z.unknown().optional().transform(textsOf),
    payment_terms: objectOf(z.object({ id })),
    test: flag,
    created_at: instant,
    processed_at: instant,
    updated_at: instant,
    cancelled_at: instant,
    cancel_reason: text,
    currency,
    presentment_currency: currency,
    total_price: amount,
    total_price_set: moneySet,
    current_total_price: amount,
    current_total_price_set: moneySet,
    total_outstanding: amount,
    discount_codes: codes,
    landing_site: text,
    note_attributes: listOf(z.object({ name: text, value: text })),
    source_name: text,
    order_status_url: webAddress,
    shipping_address: objectOf(address),
    billing_address: objectOf(address),
    line_items: listOf(z.object({ product_id: id })),
    refunds: listOf(
      z.object({ transactions: listOf(z.object({ kind: text, status: text, amount, currency })) }),
    ),
  }),
);

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string').slice(0, 20) : [];
}

const marketingState = objectOf(z.object({ state: text, consent_updated_at: instant, updated_at: instant }));

export const consentBody = compiled(
  z.object({
    id,
    customer_id: id,
    email_address: textUpTo(320),
    phone: textUpTo(64),
    phone_number: textUpTo(64),
    email_marketing_consent: marketingState,
    sms_marketing_consent: marketingState,
    whats_app_marketing_consent: marketingState,
  }),
);

export const privacyBody = z.object({
  customer: objectOf(z.object({ id, email: textUpTo(320), phone: textUpTo(64) })),
  orders_to_redact: z
    .unknown()
    .optional()
    .transform((value): string[] =>
      Array.isArray(value) ? value.map((entry) => id.parse(entry)).filter((entry) => entry !== null) : [],
    ),
});

export const uninstalledBody = z.object({ [TRIGGERED_AT]: instant });

const SCOPE = /^[a-z_]{1,100}$/;

/** A hundred is more than Shopify has. */
export const scopesBody = z.object({
  current: z
    .unknown()
    .optional()
    .transform((value): string[] | null =>
      Array.isArray(value)
        ? value.filter((entry) => typeof entry === 'string' && SCOPE.test(entry)).slice(0, 100)
        : null,
    ),
  updated_at: instant,
});

export type CheckoutBody = z.infer<typeof checkoutBody>;
export type OrderBody = z.infer<typeof orderBody>;
export type CustomerBody = z.infer<typeof customer> | null;
export type AddressBody = z.infer<typeof address> | null;
export type LineItemBody = z.infer<typeof lineItem>;
export type ConsentBody = z.infer<typeof consentBody>;
