import { z } from 'zod';
import { readLocalTime } from '../../src/core/words/local-time.ts';
import {
  amount,
  compiled,
  country,
  currency,
  flag,
  id,
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

/** `"2021-05-12T19:08:06+0000"`, `"2020-07-25 17:27:42"` (UTC), or an object as PHP writes a date. */
const instant = z.union([
  z
    .object({ date: z.string(), timezone: z.string() })
    .transform(({ date, timezone }) => readLocalTime(date, timezone)),
  instantInUtc,
]);

/** Pictures come without a protocol from some of the platform's servers. */
const picture = z.preprocess(
  (value) => (typeof value === 'string' && value.startsWith('//') ? `https:${value}` : value),
  webAddress,
);

const namedPlace = objectOf(z.object({ name: words, phone: textUpTo(64), country }));

const person = {
  contact_email: textUpTo(320),
  contact_name: words,
  contact_phone: textUpTo(64),
  contact_accepts_marketing: flag,
  contact_accepts_marketing_updated_at: instant,
  customer: objectOf(
    z.object({
      id,
      name: words,
      email: textUpTo(320),
      phone: textUpTo(64),
      accepts_marketing: flag,
      accepts_marketing_updated_at: instant,
      created_at: instant,
    }),
  ),
  shipping_name: words,
  shipping_phone: textUpTo(64),
  shipping_country: country,
  billing_name: words,
  billing_phone: textUpTo(64),
  billing_country: country,
  shipping_address: namedPlace,
};

const common = {
  id,
  token: id,
  ...person,
  language: locale,
  currency,
  total: amount,
  coupon: listOf(z.object({ code: textUpTo(255) })),
  storefront: text,
  created_at: instant,
  updated_at: instant,
  completed_at: instant,
  gateway: text,
  gateway_name: words,
  payment_status: text,
  payment_details: objectOf(z.object({ method: text })),
};

export const checkoutBody = compiled(
  z.object({
    ...common,
    abandoned_checkout_url: webAddress,
    subtotal: amount,
    products: z.unknown().optional(),
  }),
);

const name = z.unknown().optional();

/** Lines stand apart: a snapshot without the member says nothing of them, an empty list says "removed". */
export const checkoutLines = compiled(
  listOf(
    z.object({
      product_id: id,
      variant_id: id,
      sku: textUpTo(200),
      name,
      variant_values: z
        .unknown()
        .optional()
        .transform((value): unknown[] => (Array.isArray(value) ? value : [])),
      quantity,
      price: amount,
      image: objectOf(z.object({ src: picture })),
      url: webAddress,
    }),
  ),
);

export const orderBody = compiled(
  z.object({
    ...common,
    number: id,
    price: amount,
    status: text,
    shipping_status: text,
    paid_at: instant,
    cancelled_at: instant,
    cancel_reason: text,
    gateway_link: webAddress,
    landing_url: text,
    products: listOf(z.object({ product_id: id })),
  }),
);

/** The body of most webhooks: it names a thing and tells nothing of it. */
export const namedBody = z.object({ store_id: id, event: text, id });

export const privacyBody = z.object({
  customer: objectOf(z.object({ id, email: textUpTo(320), phone: textUpTo(64) })),
  orders_to_redact: z
    .unknown()
    .optional()
    .transform((value): string[] =>
      Array.isArray(value) ? value.map((entry) => id.parse(entry)).filter((entry) => entry !== null) : [],
    ),
});

export const storeBody = z.object({
  name,
  main_currency: currency,
  main_language: locale,
  country,
  original_domain: text,
  domains: z
    .unknown()
    .optional()
    .transform((value): string[] =>
      Array.isArray(value) ? value.filter((domain) => typeof domain === 'string') : [],
    ),
});

/** A name as text; of several languages the one asked for, else any. */
export const inLanguage = (value: unknown, language: string | null): string | null => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return words.parse(value);
  const names = Object.entries(value)
    .map(([tag, given]) => ({ tag: tag.toLowerCase(), name: words.parse(given) }))
    .filter((entry) => entry.name !== null);
  const wanted = language?.toLowerCase().slice(0, 2) ?? '';
  return (names.find(({ tag }) => tag.startsWith(wanted) && wanted !== '') ?? names[0])?.name ?? null;
};

export type CheckoutBody = z.infer<typeof checkoutBody>;
export type CheckoutLine = z.infer<typeof checkoutLines>[number];
export type OrderBody = z.infer<typeof orderBody>;
