import { isRecord } from '../../src/core/privacy/projection.ts';

/** A customer of the Admin API as a webhook writes it. */
export const customerOfNode = (customer: unknown): unknown => {
  if (!isRecord(customer)) return null;
  const { legacyResourceId, firstName, lastName, state, defaultEmailAddress, defaultPhoneNumber } = customer;
  return {
    id: legacyResourceId,
    email: isRecord(defaultEmailAddress) ? defaultEmailAddress['emailAddress'] : null,
    phone: isRecord(defaultPhoneNumber) ? defaultPhoneNumber['phoneNumber'] : null,
    first_name: firstName,
    last_name: lastName,
    state,
  };
};

export const addressOfNode = (address: unknown): unknown =>
  isRecord(address)
    ? { name: address['name'], phone: address['phone'], country_code: address['countryCodeV2'] }
    : null;

/** Whatever a list holds; anything else holds nothing. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
