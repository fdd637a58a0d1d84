import type { Contact, Customer } from '../../src/core/cart/cart.ts';
import type { ConsentEvidence } from '../../src/core/cart/observation.ts';
import type { CheckoutBody, OrderBody } from './payloads.ts';

type Body = Pick<
  CheckoutBody & OrderBody,
  | 'contact_email'
  | 'contact_name'
  | 'contact_phone'
  | 'contact_accepts_marketing'
  | 'contact_accepts_marketing_updated_at'
  | 'customer'
  | 'shipping_address'
  | 'shipping_name'
  | 'shipping_phone'
  | 'shipping_country'
  | 'billing_name'
  | 'billing_phone'
  | 'billing_country'
>;

type Person = {
  readonly contact: Contact;
  readonly customer: Customer;
  readonly consent: readonly ConsentEvidence[];
  readonly country: string | null;
};

/** Who it is, from wherever the platform says it first; the same members in orders and checkouts. */
export const personOf = (body: Body, told: { readonly at: Date; readonly source: string }): Person => {
  const { customer, shipping_address: shipping } = body;
  return {
    contact: {
      email: firstOf(body.contact_email, customer?.email),
      phone: firstOf(
        body.contact_phone,
        shipping?.phone,
        body.shipping_phone,
        body.billing_phone,
        customer?.phone,
      ),
      name: firstOf(body.contact_name, customer?.name, shipping?.name, body.shipping_name, body.billing_name),
    },
    // A customer is kept for guests too, so it does not tell whether there is an account.
    customer: { externalId: customer?.id ?? null, registered: null },
    consent: [...ofTheBox(body, told), ...ofTheCustomer(body)],
    country: firstOf(shipping?.country, body.shipping_country, body.billing_country),
  };
};

const firstOf = (...values: readonly (string | null | undefined)[]): string | null =>
  values.find((value) => typeof value === 'string') ?? null;

/** A ticked box is a yes to e-mail, and to nothing else; an unticked or absent one says nothing. */
const ofTheBox = (body: Body, { at, source }: { at: Date; source: string }): ConsentEvidence[] =>
  body.contact_accepts_marketing === true
    ? [
        {
          channel: 'email',
          state: 'in',
          at: body.contact_accepts_marketing_updated_at ?? at,
          source,
          wording: null,
        },
      ]
    : [];

/**
 * The customer's own state, with the time at which it last changed. "No" from the start is a box that was never
 * ticked; "no" since a later time is somebody who took it back.
 */
const ofTheCustomer = ({ customer }: Body): ConsentEvidence[] => {
  const at = customer?.accepts_marketing_updated_at ?? null;
  if (customer === null || at === null || customer.accepts_marketing === null) return [];
  const isWithdrawn =
    customer.created_at !== null && at.getTime() > customer.created_at.getTime() + A_MINUTE_MS;
  if (!customer.accepts_marketing && !isWithdrawn) return [];
  const state = customer.accepts_marketing ? 'in' : 'out';
  return [{ channel: 'email', state, at, source: 'nuvemshop:customer', wording: null }];
};

const A_MINUTE_MS = 60_000;
