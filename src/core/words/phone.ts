import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js';

/** A phone number in two shapes: to call it, and to tell whether two are the same line. */
export type Phone = {
  /** E.164, such as `+5511987654321`. */
  readonly e164: string;
  /** Equal for all usual spellings of one line; compared, never called. */
  readonly key: string;
  /** ISO 3166-1 alpha-2 of the number itself, where its prefix tells. */
  readonly country: string | null;
};

/**
 * Reads a number as a shopper types it; `country` (ISO 3166-1 alpha-2) is used where it has no `+`. Null for what
 * is no number or only fills a field, such as `0000000`.
 */
export const readPhone = (given: string, country: string | null): Phone | null => {
  if (given.length > MAX_LENGTH || isFiller(digitsOf(given))) return null;
  const parsed = parse(given.trim(), country);
  if (parsed === null || isFiller(parsed.nationalNumber)) return null;
  return { e164: parsed.number, key: keyOf(parsed), country: parsed.country ?? null };
};

/** True for what people type to get past a required field: too short, or the last seven digits all the same. */
export const isFiller = (digits: string): boolean => digits.length < 7 || /(\d)\1{6}$/.test(digits);

const MAX_LENGTH = 40;
/** Shorter digits are as likely a local number of a country that we do not know. */
const SHORTEST_WITH_CODE = 11;

const digitsOf = (given: string): string => given.replace(/\D/g, '');

const parse = (given: string, country: string | null): PhoneNumber | null =>
  possible(parsed(given, country)) ?? possible(withPlus(given));

/** Platforms pass numbers on with their country code but without the plus; only a valid one is believed. */
const withPlus = (given: string): PhoneNumber | null => {
  if (given.startsWith('+') || digitsOf(given).length < SHORTEST_WITH_CODE) return null;
  const number = parsed(`+${digitsOf(given)}`, null);
  return number?.isValid() === true ? number : null;
};

/** Mexico's mobiles once took a 1 after the country code; WhatsApp still writes it, the library knows it no more. */
const OLD_MEXICAN = /^\s*(?:\+|00)?52\D*1\D*(?=(?:\d\D*){10}$)/;

const parsed = (given: string, country: string | null): PhoneNumber | null =>
  parsePhoneNumberFromString(given.replace(OLD_MEXICAN, '+52'), {
    extract: false,
    ...(country === null ? {} : { defaultCountry: country.toUpperCase() as CountryCode }),
  }) ?? null;

const possible = (number: PhoneNumber | null): PhoneNumber | null =>
  number?.isPossible() === true ? number : null;

const keyOf = ({ countryCallingCode, nationalNumber }: PhoneNumber): string =>
  countryCallingCode + (FOLDS[countryCallingCode]?.(nationalNumber) ?? nationalNumber);

/** What may or may not be written within one and the same number. */
const FOLDS: Readonly<Record<string, (national: string) => string>> = {
  // Brazil's mobiles got a ninth digit, 9, in front. It is added where it lacks rather than dropped where it stands:
  // dropped, 11 93xxx-xxxx and the landline 11 3xxx-xxxx would be one.
  '55': (national) => national.replace(/^(\d\d)([6-9]\d{7})$/, '$19$2'),
  // Argentina's mobiles take a 9 when called from abroad.
  '54': (national) => national.replace(/^9(\d{10})$/, '$1'),
};
