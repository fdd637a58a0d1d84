import { LANGUAGES } from './vocabulary.ts';
import type { Language } from './vocabulary.ts';

/** The language of ours that a locale reads, or null: `pt` → `pt-BR`, `en_US` → `en`, `fr` → null. */
export const languageOf = (locale: string | null): Language | null => lookUpLanguage(locale, LANGUAGES);

/**
 * RFC 4647 lookup: the locale itself, then ever shorter, then anything of the same primary language, which is good
 * enough for reading. Null when there is none: never a wrong tongue.
 */
export const lookUpLanguage = <Tag extends string>(
  locale: string | null,
  available: readonly Tag[],
): Tag | null => {
  const wanted = locale === null ? null : normaliseLocale(locale);
  if (wanted === null) return null;
  for (let range = wanted; range !== ''; range = range.slice(0, Math.max(range.lastIndexOf('-'), 0))) {
    const hit = available.find((tag) => tag.toLowerCase() === range.toLowerCase());
    if (hit !== undefined) return hit;
  }
  return available.find((tag) => primaryOf(tag) === primaryOf(wanted)) ?? null;
};

const primaryOf = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? '';

/**
 * A canonical BCP 47 tag from what platforms write (`pt_BR`, `de_DE_formal`, `es_MX.UTF-8`), or null. Subtags that
 * are not of the standard are dropped from the end.
 */
export const normaliseLocale = (text: string): string | null => {
  const plain = text
    .trim()
    .slice(0, 35)
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-');
  for (let tag = plain; tag !== ''; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    const canonical = canonicalTag(tag);
    if (canonical !== null) return canonical;
  }
  return null;
};

const canonicalTag = (tag: string): string | null => {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
};

/**
 * How to write money and dates for somebody who reads `language`: their own locale where it is of that language,
 * given the country's habits where it names no region (`es` in Mexico writes `$1,234.50`, in Spain `1234,50 €`).
 */
export const writingLocale = (language: Language, locale: string | null, country: string | null): string => {
  const own = locale === null ? null : normaliseLocale(locale);
  const base = own !== null && primaryOf(own) === primaryOf(language) ? own : language;
  if (new Intl.Locale(base).region !== undefined || country === null || !/^[A-Za-z]{2}$/.test(country))
    return base;
  return new Intl.Locale(base, { region: country.toUpperCase() }).toString();
};

/** A day, written out: "24 de novembro de 2026". `zone` is an IANA name; an unknown one throws. */
export const writeDate = (instant: Date, locale: string, zone: string): string =>
  dateFormatter(locale, zone, { dateStyle: 'long' }).format(instant);

/** A day and time to the minute, for what ends at an hour: "24 de novembro de 2026 às 18:30". */
export const writeDateTime = (instant: Date, locale: string, zone: string): string =>
  dateFormatter(locale, zone, { dateStyle: 'long', timeStyle: 'short' }).format(instant);

/** A moment as lists show it: "24 de nov., 18:30". */
export const writeMoment = (instant: Date, locale: string, zone: string): string =>
  dateFormatter(locale, zone, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(
    instant,
  );

/** Making a formatter costs more than rendering a whole mail. Bounded: locales come from outside. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATTERS = 500;

const dateFormatter = (
  locale: string,
  zone: string,
  style: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat => {
  const key = `${locale} ${zone} ${style.dateStyle ?? ''} ${style.timeStyle ?? ''}`;
  const known = formatters.get(key);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat(locale, { ...style, timeZone: zone });
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(key, formatter);
  return formatter;
};
