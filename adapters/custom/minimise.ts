import {
  keepEmail,
  keepPhone,
  keepWords,
  projection,
  scalar,
  type Shape,
} from '../../src/core/privacy/projection.ts';
import { keepOurReference } from '../../src/core/privacy/our-reference.ts';

/** What is kept of an event; the topic is its type. */
export const minimise = (topic: string, body: unknown): unknown =>
  (projections.get(topic) ?? keepNothing)(body);

const keepTexts = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : undefined;

const event = { id: scalar, type: scalar, occurredAt: scalar } satisfies Shape;
const consent = { email: scalar, whatsapp: scalar, sms: scalar } satisfies Shape;
const shopper = { email: keepEmail, phone: keepPhone } satisfies Shape;
const person = {
  email: keepEmail,
  phone: keepPhone,
  name: keepWords,
  country: scalar,
  locale: scalar,
  customer: { id: scalar, registered: scalar },
} satisfies Shape;

const cart = {
  ...event,
  cart: {
    ...person,
    id: scalar,
    currency: scalar,
    subtotal: scalar,
    total: scalar,
    coupons: keepTexts,
    lines: [
      {
        productId: scalar,
        variantId: scalar,
        sku: scalar,
        title: keepWords,
        variantTitle: keepWords,
        quantity: scalar,
        unitPrice: scalar,
        imageUrl: scalar,
        url: scalar,
        available: scalar,
      },
    ],
    returnUrl: scalar,
    startedAt: scalar,
    consent,
    tags: keepTexts,
  },
} satisfies Shape;

const order = {
  ...event,
  order: {
    ...person,
    id: scalar,
    number: scalar,
    cartId: scalar,
    currency: scalar,
    total: scalar,
    netPaid: scalar,
    paymentState: scalar,
    fulfilmentState: scalar,
    paymentMethod: keepWords,
    payUrl: scalar,
    payBy: scalar,
    placedAt: scalar,
    cancelledAt: scalar,
    coupons: keepTexts,
    productIds: keepTexts,
    landingUrl: keepOurReference,
    test: scalar,
  },
} satisfies Shape;

const keepNothing = projection({});

const projections = new Map([
  ['cart.updated', projection(cart)],
  ['cart.removed', projection({ ...event, cart: { id: scalar } })],
  ['order.updated', projection(order)],
  ['consent.updated', projection({ ...event, shopper, consent })],
  ['shopper.erased', projection({ ...event, shopper })],
]);
