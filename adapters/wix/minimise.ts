import {
  isRecord,
  keepEmail,
  keepPhone,
  keepWords,
  projection,
  scalar,
  type Shape,
} from '../../src/core/privacy/projection.ts';
import { flatten } from './event.ts';

/** What is kept of each topic's event, flattened: `observe` reads nothing else, so nothing else is stored. */
export const minimise = (topic: string, body: unknown): unknown => projectionOf(topic)(flatten(body));

/** What is read of a thing that the API told: no tax id, no card, no street. */
export const minimiseOrder = (body: unknown): Record<string, unknown> => keepOrder(body);
export const minimiseCheckout = (body: unknown): Record<string, unknown> => keepCheckout(body);

const CARTS = /^wix\.ecom\.v1\.abandoned_checkout_[a-z_]+$/;
const CONSENTS = /^wix\.marketing\.marketing_consent\.v1\.marketing_consent_[a-z_]+$/;
const ORDERS = /^wix\.ecom\.v1\.order_[a-z_]+$/;

const projectionOf = (topic: string) => {
  if (CARTS.test(topic)) return keepCartEvent;
  if (ORDERS.test(topic)) return keepOrderEvent;
  if (CONSENTS.test(topic)) return keepConsentEvent;
  return /^App[A-Za-z]+$/.test(topic) ? keepAppEvent : keepNothing;
};

const name = { original: keepWords, translated: keepWords } satisfies Shape;

/** A media id as text, or an object with its address. */
const keepImage = (value: unknown): unknown =>
  typeof value === 'string' ? value : isRecord(value) ? keepPicture(value) : undefined;

const keepPicture = projection({ id: scalar, url: scalar });

const contactDetails = { firstName: keepWords, lastName: keepWords, phone: keepPhone } satisfies Shape;
const place = { address: { country: scalar }, contactDetails } satisfies Shape;

const common = {
  id: scalar,
  createdDate: scalar,
  updatedDate: scalar,
  checkoutId: scalar,
  status: scalar,
  buyerLanguage: scalar,
  buyerInfo: { contactId: scalar, memberId: scalar, visitorId: scalar, email: keepEmail },
  currency: scalar,
  appliedDiscounts: [{ coupon: { code: scalar } }],
} satisfies Shape;

const price = { amount: scalar, convertedAmount: scalar } satisfies Shape;
const catalogReference = { catalogItemId: scalar, options: { variantId: scalar } } satisfies Shape;

const checkout = {
  ...common,
  cartId: scalar,
  contactDetails,
  conversionCurrency: scalar,
  totalPrice: price,
  subtotalPrice: price,
  checkoutRecoveredDate: scalar,
  checkoutUrl: scalar,
  activities: [{ createdDate: scalar, type: scalar }],
  lineItems: [
    {
      quantity: scalar,
      catalogReference,
      productName: name,
      price,
      descriptionLines: [{ plainText: name, colorInfo: name }],
      image: keepImage,
      physicalProperties: { sku: scalar },
    },
  ],
} satisfies Shape;

/** Of what happened to an order only whether a payment that is under way is by card: its digits stand beside it. */
const keepPendingCard = (value: unknown): unknown =>
  Array.isArray(value) && value.some(isPendingCard) ? [PENDING_CARD] : undefined;

const PENDING_CARD = { paymentPending: { regularPayment: { creditCardDetails: {} } } };

const isPendingCard = (value: unknown): boolean => {
  const pending = isRecord(value) ? value['paymentPending'] : null;
  const payment = isRecord(pending) ? pending['regularPayment'] : null;
  return isRecord(payment) && isRecord(payment['creditCardDetails']);
};

const sum = { amount: scalar } satisfies Shape;

const order = {
  ...common,
  number: scalar,
  purchasedDate: scalar,
  purchaseFlowId: scalar,
  paymentStatus: scalar,
  fulfillmentStatus: scalar,
  priceSummary: { total: sum },
  balanceSummary: { paid: sum, refunded: sum, authorized: sum },
  billingInfo: place,
  recipientInfo: place,
  shippingInfo: { logistics: { shippingDestination: place } },
  channelInfo: { type: scalar },
  imported: scalar,
  activities: keepPendingCard,
  lineItems: [{ catalogReference, subscriptionInfo: { cycleNumber: scalar } }],
} satisfies Shape;

const activity = { description: keepWords, updatedDate: scalar } satisfies Shape;

const consent = {
  details: { email: keepEmail, phone: keepPhone },
  state: scalar,
  updatedDate: scalar,
  lastConfirmationActivity: activity,
  lastRevokeActivity: activity,
} satisfies Shape;

const event = {
  eventType: scalar,
  instanceId: scalar,
  iat: scalar,
  id: scalar,
  entityId: scalar,
  eventTime: scalar,
  triggeredByAnonymizeRequest: scalar,
  entityEventSequence: scalar,
} satisfies Shape;

const keepCheckout = projection(checkout);
const keepOrder = projection(order);
const keepCartEvent = projection({ ...event, entity: checkout });
const keepOrderEvent = projection({ ...event, entity: order });
const keepConsentEvent = projection({ ...event, entity: consent });
const keepAppEvent = projection(event);
const keepNothing = projection({});
