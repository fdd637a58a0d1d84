import type { Contact } from '../../src/core/cart/cart.ts';
import type { ConsentObservation } from '../../src/core/cart/observation.ts';
import type { ConsentChannel, ConsentState } from '../../src/core/words/vocabulary.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { type ConsentBody, consentBody } from './payloads.ts';

/** The three topics by which Shopify tells consent since it left the customer's own body (2025-01). */
export const observeConsent = (delivery: StoredDelivery, channel: ConsentChannel): Observed => {
  const body = consentBody.parse(delivery.body);
  const told = toldOf(body, channel);
  const state = stateOf(told?.state ?? null);
  if (state === null) return { kind: 'ignored', reason: 'neither a yes nor a no' };
  const contact = contactOf(body, channel);
  const customerId = body.customer_id ?? body.id;
  if (contact.email === null && contact.phone === null && customerId === null) {
    return { kind: 'malformed', reason: 'the consent names nobody' };
  }
  const at = told?.consent_updated_at ?? told?.updated_at ?? delivery.receivedAt;
  const observation: ConsentObservation = {
    kind: 'consent',
    contact,
    customerId,
    evidence: [{ channel, state, at, source: `shopify:${delivery.topic}`, wording: null }],
  };
  return { kind: 'observed', observations: [observation] };
};

const toldOf = (body: ConsentBody, channel: ConsentChannel) =>
  ({
    email: body.email_marketing_consent,
    sms: body.sms_marketing_consent,
    whatsapp: body.whats_app_marketing_consent,
  })[channel];

/** `not_subscribed` is where everybody starts, `pending` waits for the double opt-in: both say nothing yet. */
const stateOf = (state: string | null): ConsentState | null => {
  const told = state?.toLowerCase();
  if (told === 'subscribed') return 'in';
  return told === 'unsubscribed' ? 'out' : null;
};

const contactOf = (body: ConsentBody, channel: ConsentChannel): Contact =>
  channel === 'email'
    ? { email: body.email_address, phone: null, name: null }
    : { email: null, phone: body.phone_number ?? body.phone, name: null };
