import type { Contact, Customer } from '../../src/core/cart/cart.ts';
import type { CheckoutBody, OrderBody } from './payloads.ts';

type Details = CheckoutBody['contactDetails'];

/** Who it is: the address of the buyer, and name and phone from wherever they are told first. */
export const contactOf = (
  { buyerInfo }: Pick<CheckoutBody, 'buyerInfo'>,
  told: readonly (Details | undefined)[],
): Contact => ({
  email: buyerInfo?.email ?? null,
  phone: firstOf(told.map((details) => details?.phone)),
  name: firstOf(told.map(nameOf)),
});

/** Contacts are made for guests too, so only being a member or a visitor tells of an account. */
export const customerOf = ({ buyerInfo }: Pick<CheckoutBody, 'buyerInfo'>): Customer => ({
  externalId: buyerInfo?.contactId ?? buyerInfo?.memberId ?? null,
  registered: buyerInfo?.memberId ? true : buyerInfo?.visitorId ? false : null,
});

/** Where an order names people and places: who pays first, then who gets it. */
export const placesOf = ({ billingInfo, recipientInfo, shippingInfo }: OrderBody) => [
  billingInfo,
  recipientInfo,
  shippingInfo?.logistics?.shippingDestination ?? null,
];

export const firstOf = (values: readonly (string | null | undefined)[]): string | null =>
  values.find((value) => typeof value === 'string') ?? null;

const nameOf = (details: Details | undefined): string | null =>
  [details?.firstName, details?.lastName].filter((part) => typeof part === 'string').join(' ') || null;
