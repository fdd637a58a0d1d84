import type { DataRequestObservation, RedactionObservation } from '../cart/observation.ts';

/** A platform's webhook about one person, in the shape that several platforms share. */
export type PrivacyRequest = {
  readonly customer: {
    readonly id: string | null;
    readonly email: string | null;
    readonly phone: string | null;
  } | null;
  readonly orders_to_redact: readonly string[];
};

/** What is to be erased; null when the request names nobody. An abandoned checkout rarely has a customer id. */
export const shopperRedaction = (told: PrivacyRequest, at: Date): RedactionObservation | null => {
  const orderIds = told.orders_to_redact;
  if (!namesSomebody(told) && orderIds.length === 0) return null;
  return { kind: 'redaction', scope: 'shopper', ...personOf(told), orderIds, at };
};

/** Of whom the merchant must be given what we hold; null when the request names nobody. */
export const dataRequest = (told: PrivacyRequest, at: Date): DataRequestObservation | null =>
  namesSomebody(told) ? { kind: 'data_request', ...personOf(told), at } : null;

const personOf = ({ customer }: PrivacyRequest) => ({
  contact: { email: customer?.email ?? null, phone: customer?.phone ?? null, name: null },
  customerId: customer?.id ?? null,
});

const namesSomebody = ({ customer }: PrivacyRequest): boolean =>
  customer !== null && (customer.email !== null || customer.phone !== null || customer.id !== null);
