import type { Contact } from '../../src/core/cart/cart.ts';
import type { ConsentEvidence } from '../../src/core/cart/observation.ts';
import type { ConsentState } from '../../src/core/words/vocabulary.ts';
import type { Observed, StoredDelivery } from '../../src/ports/adapter.ts';
import { consentBody, type ConsentBody, type EventBody } from './payloads.ts';
import { redactionOfPerson, timeOf } from './privacy.ts';

/** Checkouts do not tell of consent: Wix keeps it by address or number, and says when it changes. */
export const observeConsent = (event: EventBody, { receivedAt }: StoredDelivery): Observed => {
  const body = consentBody.parse(event.entity);
  const contact = contactOf(body);
  if (body === null || contact === null) return { kind: 'malformed', reason: 'the consent names nobody' };
  if (event.triggeredByAnonymizeRequest === true) return redactionOfPerson(contact, event, receivedAt);
  const state = STATES.get(body.state?.toUpperCase() ?? '');
  if (state === undefined) return { kind: 'ignored', reason: 'neither a yes nor a no' };
  const { at, wording } = lastChange(body, state);
  const evidence: ConsentEvidence = {
    // A number's is for messages by SMS; it says nothing of WhatsApp.
    channel: contact.email === null ? 'sms' : 'email',
    state,
    at: at ?? timeOf(event, receivedAt),
    source: 'wix:marketing_consent',
    wording,
  };
  return {
    kind: 'observed',
    observations: [{ kind: 'consent', contact, customerId: null, evidence: [evidence] }],
  };
};

const contactOf = (body: ConsentBody): Contact | null => {
  const { email = null, phone = null } = body?.details ?? {};
  return email === null && phone === null ? null : { email, phone, name: null };
};

/** `PENDING` waits for the double opt-in, `NEVER_CONFIRMED` is where everybody starts. */
const STATES: ReadonlyMap<string, ConsentState> = new Map([
  ['CONFIRMED', 'in'],
  ['REVOKED', 'out'],
]);

const lastChange = (body: NonNullable<ConsentBody>, state: ConsentState) => {
  const { lastConfirmationActivity: yes, lastRevokeActivity: no, updatedDate } = body;
  return state === 'in'
    ? { at: yes?.updatedDate ?? updatedDate, wording: yes?.description ?? null }
    : { at: no?.updatedDate ?? updatedDate, wording: null };
};
