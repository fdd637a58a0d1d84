import { z } from 'zod';
import { compiled } from '../../src/core/words/tolerant.ts';
import { FULFILMENT_STATES, PAYMENT_STATES } from '../../src/core/words/vocabulary.ts';

/**
 * The Events API's body, for shops of one's own: what has a wrong type is refused by path, members we do not know
 * are dropped. Absent and null mean the same: unknown.
 */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be well-formed text');
const id = text(200).trim().min(1);
const shortText = text(500).nullish();
const webAddress = text(4_096)
  .refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), 'must be an http or https address')
  .nullish();
const email = text(320)
  .trim()
  .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, 'must be one e-mail address')
  .nullish();
const phone = text(64)
  .refine((value) => value.replace(/\D/g, '').length <= 15, 'must have at most 15 digits')
  .nullish();
const amount = z.string().regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'must be a decimal amount such as "199.90"');
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "BRL"');
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code such as "BR"')
  .nullish();
const locale = z
  .string()
  .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, 'must be a language tag')
  .nullish();
const instant = z.iso.datetime({ offset: true });
const consentState = z.enum(['in', 'out', 'unknown']).nullish();
const consent = z.object({ email: consentState, whatsapp: consentState, sms: consentState });

const line = z.object({
  productId: id.nullish(),
  variantId: id.nullish(),
  sku: shortText,
  title: text(500),
  variantTitle: shortText,
  quantity: z.int().min(1).max(1_000_000).default(1),
  unitPrice: amount.nullish(),
  imageUrl: webAddress,
  url: webAddress,
  available: z.boolean().nullish(),
});

const customer = z.object({ id: id.nullish(), registered: z.boolean().nullish() });

const cart = z.object({
  id,
  email,
  phone,
  name: shortText,
  country,
  locale,
  currency: currency.nullish(),
  subtotal: amount.nullish(),
  total: amount.nullish(),
  coupons: z.array(text(255)).max(50).nullish(),
  lines: z.array(line).max(5_000).nullish(),
  returnUrl: webAddress,
  startedAt: instant.nullish(),
  consent: consent.nullish(),
  customer: customer.nullish(),
  tags: z.array(text(100)).max(50).nullish(),
});

const order = z.object({
  id,
  number: shortText,
  cartId: id.nullish(),
  email,
  phone,
  name: shortText,
  country,
  locale,
  customer: customer.nullish(),
  currency: currency.nullish(),
  total: amount,
  /** Paid less refunded, where that is not simply the total. */
  netPaid: amount.nullish(),
  paymentState: z.enum(PAYMENT_STATES),
  fulfilmentState: z.enum(FULFILMENT_STATES).nullish(),
  paymentMethod: shortText,
  payUrl: webAddress,
  payBy: instant.nullish(),
  placedAt: instant.nullish(),
  cancelledAt: instant.nullish(),
  coupons: z.array(text(255)).max(50).nullish(),
  productIds: z.array(id).max(5_000).nullish(),
  landingUrl: text(8_192).nullish(),
  test: z.boolean().nullish(),
});

const shopper = z.object({ email, phone }).refine((who) => Boolean(who.email) || Boolean(who.phone), {
  message: 'needs an e-mail or a phone',
});

const event = { id, occurredAt: instant };

export const cartUpdated = z.object({ ...event, type: z.literal('cart.updated'), cart });
export const cartRemoved = z.object({ ...event, type: z.literal('cart.removed'), cart: z.object({ id }) });
export const orderUpdated = z.object({ ...event, type: z.literal('order.updated'), order });
export const consentUpdated = z.object({
  ...event,
  type: z.literal('consent.updated'),
  shopper,
  consent,
});
export const shopperErased = z.object({ ...event, type: z.literal('shopper.erased'), shopper });

/** One event of a shop of one's own; also what the API's description shows. */
export const storeEvent = compiled(
  z.discriminatedUnion('type', [cartUpdated, cartRemoved, orderUpdated, consentUpdated, shopperErased]),
);

/** At most this many events in one request. */
export const MAX_EVENTS = 1_000;

/** The request's body: one event, or a list of them. */
export const eventsRequest = z.union([storeEvent, z.object({ events: z.array(storeEvent).max(MAX_EVENTS) })]);

export type StoreEvent = z.infer<typeof storeEvent>;
export type CartUpdated = z.infer<typeof cartUpdated>;
export type OrderUpdated = z.infer<typeof orderUpdated>;
