import { isFiller, readPhone } from '../words/phone.ts';
import type { Contact } from './cart.ts';

/** A contact as it is compared (keys) and as it is shown and written to. */
export type KnownContact = {
  readonly email: string | null;
  readonly emailKey: string | null;
  /** E.164 where it can be read, else as given. */
  readonly phone: string | null;
  readonly phoneKey: string | null;
  readonly name: string | null;
};

/** Reads a contact with the shopper's country, else the store's. What identifies nobody has no key. */
export const readContact = (contact: Contact, country: string | null): KnownContact => {
  const phone = contact.phone === null ? null : readPhone(contact.phone, country);
  return {
    email: emailKey(contact.email) === null ? null : trimmed(contact.email),
    emailKey: identifyingEmail(contact.email),
    phone: phone?.e164 ?? trimmed(contact.phone),
    phoneKey: phone?.key ?? null,
    name: trimmed(contact.name)?.replace(/\s+/g, ' ') ?? null,
  };
};

/** Trimmed and lower-cased, if it is exactly one address that mail can be sent to; else null. */
export const emailKey = (given: string | null): string | null => {
  const text = given?.trim().toLowerCase() ?? '';
  return text.length <= MAX_ADDRESS && ADDRESS.test(text) ? text : null;
};

/** The key of an address that is somebody's, not one that fills a field. */
export const identifyingEmail = (given: string | null): string | null => {
  const key = emailKey(given);
  return key === null || isPlaceholder(key) ? null : key;
};

/** True when a phone as given can at most fill a field, in whatever country. */
export const isFillerPhone = (given: string): boolean => isFiller(given.replace(/\D/g, ''));

/** RFC 5321: 64 octets before the @, 254 in all. */
const MAX_ADDRESS = 254;

/** One addr-spec of dot-atoms; no quoting, comments, lists or control characters, so it cannot smuggle headers. */
const ADDRESS =
  /^(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])$/u;

/** What checkouts and their staff write for "has none", in the languages of our platforms. */
const NOBODY = new Set(
  'noemail no-email no.email nomail none null undefined sememail sem-email naotem naotenho sinemail sin-email sincorreo notiene brakemaila'.split(
    ' ',
  ),
);

const isPlaceholder = (key: string): boolean => NOBODY.has(key.slice(0, key.indexOf('@')));

const trimmed = (text: string | null): string | null => {
  const rest = text?.trim() ?? '';
  return rest === '' ? null : rest;
};
