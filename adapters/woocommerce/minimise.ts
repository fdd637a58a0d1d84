import { keepOurReference, REFERENCE } from '../../src/core/privacy/our-reference.ts';
import {
  isRecord,
  keepEmail,
  keepPhone,
  keepWords,
  projectBody,
  projection,
  scalar,
  type Shape,
} from '../../src/core/privacy/projection.ts';
import { PLUGIN_CART } from './verify.ts';

/** What is kept of each topic's body: `observe` reads nothing else, so nothing else is stored. */
export const minimise = (topic: string, body: unknown): unknown =>
  projectBody(projections.get(topic) ?? keepNothing, body);

/** What is kept of an order, from a webhook or the REST API alike. */
export const minimiseOrder = (body: unknown): Record<string, unknown> => keepOrder(body);

/** Our own marks on an order; checkouts also ask there for tax ids. */
const keepOurMeta = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter(isRecord).flatMap(ourMeta) : undefined;

const ourMeta = ({ key, value }: Record<string, unknown>): { key: string; value: unknown }[] => {
  if (key === META.cart || key === META.reference || key === META.consent) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ key, value }]
      : [];
  }
  // Where the visit began, kept by the core's order attribution: of it only our own reference.
  if (key !== META.landing) return [];
  const reference = keepOurReference(value);
  return reference === undefined ? [] : [{ key, value: reference }];
};

export const META = {
  cart: '_retorno_cart',
  reference: `_${REFERENCE}`,
  consent: '_wc_other/retorno/consent',
  landing: '_wc_order_attribution_session_entry',
} as const;

const order = {
  id: scalar,
  number: scalar,
  status: scalar,
  currency: scalar,
  prices_include_tax: scalar,
  date_created_gmt: scalar,
  date_modified_gmt: scalar,
  date_paid_gmt: scalar,
  total: scalar,
  customer_id: scalar,
  payment_method: scalar,
  payment_method_title: keepWords,
  created_via: scalar,
  needs_payment: scalar,
  payment_url: scalar,
  billing: {
    first_name: keepWords,
    last_name: keepWords,
    email: keepEmail,
    phone: keepPhone,
    country: scalar,
  },
  shipping: { first_name: keepWords, last_name: keepWords, phone: keepPhone, country: scalar },
  meta_data: keepOurMeta,
  line_items: [
    {
      name: keepWords,
      parent_name: keepWords,
      product_id: scalar,
      variation_id: scalar,
      quantity: scalar,
      subtotal: scalar,
      subtotal_tax: scalar,
      sku: scalar,
      image: { src: scalar },
    },
  ],
  coupon_lines: [{ code: scalar }],
  refunds: [{ total: scalar }],
  // A REST error in place of an order: the user who made the webhook lost the right to read orders.
  code: scalar,
} satisfies Shape;

/** Attributes of a variation: whatever the shop calls them, so their names cannot be listed. */
const keepAttributes = (value: unknown): unknown => {
  if (!isRecord(value)) return undefined;
  const chosen = Object.entries(value).filter(([name]) => !TAX_ID_NAME.test(name));
  return Object.fromEntries(chosen.slice(0, 20).map(([name, choice]) => [name, keepWords(choice)]));
};

const TAX_ID_NAME = /cpf|cnpj|\bnip\b|\bnif\b|\bcuit\b|\brut\b|\brfc\b|tax.?id|vat/i;

const cart = {
  cart: {
    id: scalar,
    seq: scalar,
    email: keepEmail,
    phone: keepPhone,
    first_name: keepWords,
    last_name: keepWords,
    country: scalar,
    locale: scalar,
    customer_id: scalar,
    currency: scalar,
    subtotal: scalar,
    total: scalar,
    coupons: (value: unknown) =>
      Array.isArray(value) ? value.filter((code) => typeof code === 'string').slice(0, 50) : undefined,
    items: [
      {
        product_id: scalar,
        variation_id: scalar,
        attributes: keepAttributes,
        name: keepWords,
        sku: scalar,
        quantity: scalar,
        price: scalar,
        image: scalar,
        url: scalar,
        in_stock: scalar,
      },
    ],
    recover_url: scalar,
    consent: { email: scalar, whatsapp: scalar, sms: scalar },
    started_at: scalar,
    updated_at: scalar,
    removed: scalar,
  },
  erase: { email: keepEmail },
} satisfies Shape;

const keepOrder = projection(order);
const keepNothing = projection({});

const projections = new Map([
  ['order.created', keepOrder],
  ['order.updated', keepOrder],
  ['order.restored', keepOrder],
  ['order.deleted', projection({ id: scalar, code: scalar })],
  [PLUGIN_CART, projection(cart)],
]);
