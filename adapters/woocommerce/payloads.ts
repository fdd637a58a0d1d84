import { z } from 'zod';
import { unescapeOnce } from '../../src/core/words/entities.ts';
import {
  amount,
  compiled,
  country,
  currency,
  flag,
  id,
  instant,
  instantInUtc,
  listOf,
  locale,
  objectOf,
  quantity,
  text,
  textUpTo,
  webAddress,
  words,
} from '../../src/core/words/tolerant.ts';

/** WooCommerce escapes what people typed once, for HTML. */
const escapedWords = words.transform((value) => (value === null ? null : unescapeOnce(value)));

const whole = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null,
  );

const address = z.object({
  first_name: escapedWords,
  last_name: escapedWords,
  email: textUpTo(320),
  phone: textUpTo(64),
  country,
});

export const orderBody = compiled(
  z.object({
    id,
    number: id,
    status: text,
    currency,
    prices_include_tax: flag,
    date_created_gmt: instantInUtc,
    date_modified_gmt: instantInUtc,
    date_paid_gmt: instantInUtc,
    total: amount,
    customer_id: whole,
    payment_method: text,
    payment_method_title: escapedWords,
    created_via: text,
    needs_payment: flag,
    payment_url: webAddress,
    billing: objectOf(address),
    shipping: objectOf(address),
    meta_data: listOf(
      z.object({
        key: text,
        value: z
          .unknown()
          .optional()
          .transform((value) =>
            typeof value === 'string' || typeof value === 'number' ? String(value) : null,
          ),
      }),
    ),
    line_items: z.unknown().optional(),
    coupon_lines: listOf(z.object({ code: textUpTo(255) })),
    refunds: listOf(z.object({ total: amount })),
    code: text,
  }),
);

export const orderLines = compiled(
  listOf(
    z.object({
      name: escapedWords,
      parent_name: escapedWords,
      product_id: id,
      variation_id: id,
      quantity,
      subtotal: amount,
      subtotal_tax: amount,
      sku: textUpTo(200),
      image: objectOf(z.object({ src: webAddress })),
    }),
  ),
);

const consentWord = text.transform((value) => (value === 'in' || value === 'out' ? value : null));

/** The companion plugin's snapshot of a cart. */
export const cartBody = compiled(
  z.object({
    cart: objectOf(
      z.object({
        id,
        seq: whole,
        email: textUpTo(320),
        phone: textUpTo(64),
        first_name: escapedWords,
        last_name: escapedWords,
        country,
        locale,
        customer_id: whole,
        currency,
        subtotal: amount,
        total: amount,
        coupons: z
          .unknown()
          .optional()
          .transform((value): string[] =>
            Array.isArray(value) ? value.map((code) => text.parse(code)).filter((code) => code !== null) : [],
          ),
        items: z.unknown().optional(),
        recover_url: webAddress,
        consent: objectOf(z.object({ email: consentWord, whatsapp: consentWord, sms: consentWord })),
        started_at: instant,
        updated_at: instant,
        removed: flag,
      }),
    ),
    /** In place of a cart: the shop was asked to erase a person. */
    erase: objectOf(z.object({ email: textUpTo(320) })),
  }),
);

export const cartItems = compiled(
  listOf(
    z.object({
      product_id: id,
      variation_id: id,
      attributes: objectOf(z.record(z.string(), escapedWords)),
      name: escapedWords,
      sku: textUpTo(200),
      quantity,
      price: amount,
      image: webAddress,
      url: webAddress,
      in_stock: flag,
    }),
  ),
);

export type OrderBody = z.infer<typeof orderBody>;
export type OrderLine = z.infer<typeof orderLines>[number];
export type CartBody = NonNullable<z.infer<typeof cartBody>['cart']>;
export type CartItem = z.infer<typeof cartItems>[number];
