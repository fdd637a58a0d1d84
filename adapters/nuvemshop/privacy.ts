import type { Contact } from '../../src/core/cart/cart.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { privacyBody } from './payloads.ts';

/** customers/redact: erase what we hold of this person. An abandoned checkout rarely has a customer id. */
export const observeShopperRedaction = ({ body, receivedAt }: StoredDelivery): Observed => {
  const told = privacyBody.parse(body);
  const person = personOf(told);
  const orderIds = told.orders_to_redact;
  if (!namesSomebody(person) && orderIds.length === 0) {
    return { kind: 'malformed', reason: 'the redaction names nobody' };
  }
  return {
    kind: 'observed',
    observations: [{ kind: 'redaction', scope: 'shopper', ...person, orderIds, at: receivedAt }],
  };
};

/** customers/data_request: the merchant must be given what we hold of this person. */
export const observeDataRequest = ({ body, receivedAt }: StoredDelivery): Observed => {
  const person = personOf(privacyBody.parse(body));
  if (!namesSomebody(person)) return { kind: 'malformed', reason: 'the data request names nobody' };
  return { kind: 'observed', observations: [{ kind: 'data_request', ...person, at: receivedAt }] };
};

type Person = { readonly contact: Contact; readonly customerId: string | null };

const personOf = ({ customer }: ReturnType<typeof privacyBody.parse>): Person => ({
  contact: { email: customer?.email ?? null, phone: customer?.phone ?? null, name: null },
  customerId: customer?.id ?? null,
});

const namesSomebody = ({ contact, customerId }: Person): boolean =>
  contact.email !== null || contact.phone !== null || customerId !== null;
