import { keepOurReference } from '../../src/core/privacy/our-reference.ts';
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

/** What is kept of each topic's body: `observe` reads nothing else, so nothing else is stored. */
export const minimise = (topic: string, body: unknown): unknown => projectBody(projectionOf(topic), body);

/** What is read of an order and of a checkout that the API told: no tax id, address of a machine or street. */
export const minimiseOrder = (body: unknown): Record<string, unknown> => keepOrder(body);
export const minimiseCheckout = (body: unknown): Record<string, unknown> => keepCheckout(body);

const projectionOf = (topic: string) =>
  privacy.get(topic) ?? (/^(order|app)\/[a-z_]+$/.test(topic) ? keepNamed : keepNothing);

const isId = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** `identification` is a tax id (CPF, CNPJ, CUIT): it never gets in. */
const customer = { id: scalar, email: keepEmail, phone: keepPhone } satisfies Shape;

const keepNamed = projection({ store_id: scalar, event: scalar, id: scalar });
const keepNothing = projection({});

const privacy = new Map([
  ['store/redact', projection({ store_id: scalar })],
  [
    'customers/redact',
    projection({
      store_id: scalar,
      customer,
      orders_to_redact: (value: unknown) => (Array.isArray(value) ? value.filter(isId) : undefined),
    }),
  ],
  ['customers/data_request', projection({ store_id: scalar, customer })],
]);

/** A name is text, or text per language: `{"pt":"Caneca","es":"Taza"}`. */
const keepName = (value: unknown): unknown => {
  if (!isRecord(value)) return keepWords(value);
  const perLanguage = Object.entries(value).filter(([language]) =>
    /^[a-z]{2}([_-][A-Za-z]{2})?$/.test(language),
  );
  return Object.fromEntries(perLanguage.slice(0, 10).map(([language, name]) => [language, keepWords(name)]));
};

const keepNames = (value: unknown): unknown =>
  Array.isArray(value) ? value.slice(0, 20).map((name) => keepName(name) ?? null) : undefined;

/** Some dates, such as an order's `completed_at`, are objects as PHP writes them. */
const keepInstant = (value: unknown): unknown =>
  isRecord(value) ? keepPhpDate(value) : typeof value === 'string' ? value : undefined;

const keepPhpDate = projection({ date: scalar, timezone: scalar });

const person = {
  contact_email: keepEmail,
  contact_name: keepWords,
  contact_phone: keepPhone,
  contact_accepts_marketing: scalar,
  contact_accepts_marketing_updated_at: keepInstant,
  customer: {
    id: scalar,
    name: keepWords,
    email: keepEmail,
    phone: keepPhone,
    accepts_marketing: scalar,
    accepts_marketing_updated_at: keepInstant,
    created_at: keepInstant,
  },
  shipping_name: keepWords,
  shipping_phone: keepPhone,
  shipping_country: scalar,
  billing_name: keepWords,
  billing_phone: keepPhone,
  billing_country: scalar,
  shipping_address: { name: keepWords, phone: keepPhone, country: scalar },
} satisfies Shape;

const common = {
  id: scalar,
  token: scalar,
  ...person,
  language: scalar,
  currency: scalar,
  total: scalar,
  coupon: [{ code: scalar }],
  storefront: scalar,
  created_at: keepInstant,
  updated_at: keepInstant,
  completed_at: keepInstant,
  gateway: scalar,
  gateway_name: keepWords,
  payment_status: scalar,
  payment_details: { method: scalar },
} satisfies Shape;

const keepCheckout = projection({
  ...common,
  abandoned_checkout_url: scalar,
  subtotal: scalar,
  products: [
    {
      product_id: scalar,
      variant_id: scalar,
      sku: scalar,
      name: keepName,
      variant_values: keepNames,
      quantity: scalar,
      price: scalar,
      image: { src: scalar },
      url: scalar,
    },
  ],
});

const keepOrder = projection({
  ...common,
  number: scalar,
  // In place of `total` in one of the documented examples.
  price: scalar,
  status: scalar,
  shipping_status: scalar,
  paid_at: keepInstant,
  cancelled_at: keepInstant,
  cancel_reason: scalar,
  gateway_link: scalar,
  landing_url: keepOurReference,
  products: [{ product_id: scalar }],
});
