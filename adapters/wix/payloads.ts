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

const anything = z.unknown().optional();

/** In the buyer's language where there is one. */
const translated = objectOf(z.object({ original: words, translated: words })).transform(
  (value) => value?.translated ?? value?.original ?? null,
);

const contactDetails = objectOf(z.object({ firstName: words, lastName: words, phone: textUpTo(64) }));
const place = objectOf(z.object({ address: objectOf(z.object({ country })), contactDetails }));
const price = objectOf(z.object({ amount, convertedAmount: amount }));
const sum = objectOf(z.object({ amount })).transform((value) => value?.amount ?? null);
const catalogReference = objectOf(
  z.object({ catalogItemId: id, options: objectOf(z.object({ variantId: id })) }),
);

const common = {
  id,
  createdDate: instant,
  updatedDate: instant,
  checkoutId: id,
  status: text,
  buyerLanguage: locale,
  buyerInfo: objectOf(z.object({ contactId: id, memberId: id, visitorId: id, email: textUpTo(320) })),
  currency,
  appliedDiscounts: listOf(z.object({ coupon: objectOf(z.object({ code: textUpTo(255) })) })),
};

export const checkoutBody = compiled(
  z.object({
    ...common,
    cartId: id,
    contactDetails,
    conversionCurrency: currency,
    totalPrice: price,
    subtotalPrice: price,
    checkoutRecoveredDate: instant,
    checkoutUrl: webAddress,
    lineItems: anything,
  }),
);

/** Lines stand apart: a snapshot without the member says nothing of them, an empty list says "removed". */
export const checkoutLines = compiled(
  listOf(
    z.object({
      quantity,
      catalogReference,
      productName: translated,
      price,
      descriptionLines: listOf(z.object({ plainText: translated, colorInfo: translated })),
      image: anything,
      physicalProperties: objectOf(z.object({ sku: textUpTo(200) })),
    }),
  ),
);

/** What Wix itself did about a checkout that was left. */
export const remindersBody = z.object({
  id,
  activities: listOf(z.object({ createdDate: instant, type: text })),
});

export const orderBody = compiled(
  z.object({
    ...common,
    number: id,
    purchasedDate: instant,
    purchaseFlowId: id,
    paymentStatus: text,
    fulfillmentStatus: text,
    priceSummary: objectOf(z.object({ total: sum })),
    balanceSummary: objectOf(z.object({ paid: sum, refunded: sum, authorized: sum })),
    billingInfo: place,
    recipientInfo: place,
    shippingInfo: objectOf(z.object({ logistics: objectOf(z.object({ shippingDestination: place })) })),
    channelInfo: objectOf(z.object({ type: text })),
    imported: flag,
    activities: listOf(z.object({ paymentPending: anything })),
    lineItems: listOf(
      z.object({ catalogReference, subscriptionInfo: objectOf(z.object({ cycleNumber: anything })) }),
    ),
  }),
);

const activity = objectOf(z.object({ description: words, updatedDate: instant }));

export const consentBody = compiled(
  objectOf(
    z.object({
      details: objectOf(z.object({ email: textUpTo(320), phone: textUpTo(64) })),
      state: text,
      updatedDate: instant,
      lastConfirmationActivity: activity,
      lastRevokeActivity: activity,
    }),
  ),
);

export const eventBody = compiled(
  z.object({
    iat: anything,
    entityId: id,
    eventTime: instant,
    triggeredByAnonymizeRequest: flag,
    entityEventSequence: anything,
    entity: anything,
  }),
);

export type CheckoutBody = z.infer<typeof checkoutBody>;
export type CheckoutLine = z.infer<typeof checkoutLines>[number];
export type OrderBody = z.infer<typeof orderBody>;
export type ConsentBody = z.infer<typeof consentBody>;
export type EventBody = z.infer<typeof eventBody>;
