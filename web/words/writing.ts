import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currencyDecimals } from '../../src/core/words/money.ts';
import { parseDuration } from '../../src/core/words/duration.ts';
import { languageOf, writingLocale } from '../../src/core/words/locale.ts';
import { useMe } from '../api/me.ts';

type ApiMoney = { readonly amount: string; readonly currency: string };

export type Writing = {
  readonly locale: string;
  readonly timeZone: string;
  readonly money: (money: ApiMoney) => string;
  readonly number: (value: number) => string;
  readonly share: (part: number, whole: number) => string;
  readonly day: (instant: string | Date) => string;
  readonly dateTime: (instant: string | Date) => string;
  readonly ago: (instant: string, now: Date) => string;
  readonly duration: (iso: string) => string;
  readonly country: (code: string) => string;
  readonly language: (tag: string) => string;
};

/** Money, dates and durations as the reader's locale writes them, in the store's time zone. */
export const useWriting = (): Writing => {
  const { i18n } = useTranslation();
  const { store } = useMe();
  const language = languageOf(i18n.language) ?? 'en';
  return useMemo(
    () => createWriting(writingLocale(language, store.locale, store.country), store.timeZone),
    [language, store.locale, store.country, store.timeZone],
  );
};

export const createWriting = (locale: string, timeZone: string): Writing => {
  const numbers = new Intl.NumberFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const dateTimes = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  });
  return {
    locale,
    timeZone,
    money: ({ amount, currency }) => moneyFormat(locale, currency).format(amount as `${number}`),
    number: (value) => numbers.format(value),
    share: (part, whole) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: part / whole < 0.1 ? 1 : 0,
      }).format(whole === 0 ? 0 : part / whole),
    day: (instant) => days.format(new Date(instant)),
    dateTime: (instant) => dateTimes.format(new Date(instant)),
    ago: (instant, now) => writeAgo(locale, new Date(instant).getTime() - now.getTime()),
    duration: (iso) => writeDurationFor(locale, iso),
    country: (code) => named(locale, 'region', code.toUpperCase()),
    language: (tag) => {
      const name = named(locale, 'language', tag);
      return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
    },
  };
};

const moneyFormat = (locale: string, currency: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: currencyDecimals(currency),
    maximumFractionDigits: currencyDecimals(currency),
  });

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

const writeAgo = (locale: string, differenceMs: number): string => {
  const [unit, unitMs] = UNITS.find(([, unitMs]) => Math.abs(differenceMs) >= unitMs) ?? UNITS[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    Math.trunc(differenceMs / unitMs),
    unit,
  );
};

/** "1 hour, 30 minutes"; what is no duration stays as it is. From three days on in days, as people say it. */
const writeDurationFor = (locale: string, iso: string): string => {
  const milliseconds = parseDuration(iso);
  if (milliseconds === null) return iso;
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    if (count > 0) parts.push(unitFormat(locale, unit).format(count));
  }
  if (parts.length === 0) parts.push(unitFormat(locale, 'minute').format(0));
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts);
};

const unitFormat = (locale: string, unit: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });

const named = (locale: string, type: 'region' | 'language', code: string): string => {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
};
