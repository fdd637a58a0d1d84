import type { Contact, Customer } from '../../src/core/cart/cart.ts';
import type { AddressBody, CustomerBody } from './payloads.ts';

type Sources = {
  readonly emails: readonly (string | null | undefined)[];
  readonly phones: readonly (string | null | undefined)[];
  readonly customer: CustomerBody;
  readonly addresses: readonly AddressBody[];
};

/** Who it is, from wherever Shopify says it first: the body itself, the customer, the addresses. */
export const contactOf = ({ emails, phones, customer, addresses }: Sources): Contact => ({
  email: firstOf([...emails, customer?.email]),
  phone: firstOf([...phones, ...addresses.map((address) => address?.phone), customer?.phone]),
  name: firstOf([fullName(customer), ...addresses.map((address) => address?.name ?? fullName(address))]),
});

const firstOf = (values: readonly (string | null | undefined)[]): string | null =>
  values.find((value) => typeof value === 'string') ?? null;

const fullName = (person: { first_name: string | null; last_name: string | null } | null): string | null =>
  [person?.first_name, person?.last_name].filter((part) => typeof part === 'string').join(' ') || null;

/** A guest's checkout has no customer, so absence says nothing; `disabled` is a customer without an account. */
export const customerOf = (customer: CustomerBody): Customer => ({
  externalId: customer?.id ?? null,
  registered: registered(customer?.state ?? null),
});

const registered = (state: string | null): boolean | null => {
  if (state === null) return null;
  return state.toLowerCase() === 'enabled';
};

export const countryOf = (addresses: readonly AddressBody[]): string | null =>
  addresses.map((address) => address?.country_code ?? null).find((code) => code !== null) ?? null;
