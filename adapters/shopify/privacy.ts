import { dataRequest, shopperRedaction } from '../../src/core/privacy/privacy-request.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { privacyBody } from './payloads.ts';

/** customers/redact: erase what we hold of this person. */
export const observeShopperRedaction = ({ body, receivedAt }: StoredDelivery): Observed => {
  const told = shopperRedaction(privacyBody.parse(body), receivedAt);
  if (told === null) return { kind: 'malformed', reason: 'the redaction names nobody' };
  return { kind: 'observed', observations: [told] };
};

/** customers/data_request: the merchant must be given what we hold of this person. */
export const observeDataRequest = ({ body, receivedAt }: StoredDelivery): Observed => {
  const told = dataRequest(privacyBody.parse(body), receivedAt);
  if (told === null) return { kind: 'malformed', reason: 'the data request names nobody' };
  return { kind: 'observed', observations: [told] };
};
