import { IANAZone } from 'luxon';
import { textOf, type CommandInput } from './command.ts';

type Place = {
  readonly currency?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  readonly country?: string;
};

type Reading =
  | { readonly kind: 'place'; readonly given: Place }
  | { readonly kind: 'wrong'; readonly message: string };

/** Currency, language, zone and country where they were given; each checked. */
export const readPlace = (input: CommandInput): Reading => {
  const currency = textOf(input, 'currency')?.toUpperCase();
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    return wrong('--currency is an ISO 4217 code such as BRL');
  const locale = textOf(input, 'locale')?.replaceAll('_', '-');
  if (locale !== undefined && !isLocale(locale)) return wrong('--locale is a BCP 47 language such as pt-BR');
  const timeZone = textOf(input, 'time-zone') ?? undefined;
  if (timeZone !== undefined && !IANAZone.isValidZone(timeZone))
    return wrong('--time-zone is an IANA name such as America/Sao_Paulo');
  const country = textOf(input, 'country')?.toUpperCase();
  if (country !== undefined && !/^[A-Z]{2}$/.test(country))
    return wrong('--country is an ISO 3166 code such as BR');
  return {
    kind: 'place',
    given: {
      ...(currency === undefined ? {} : { currency }),
      ...(locale === undefined ? {} : { locale }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(country === undefined ? {} : { country }),
    },
  };
};

const isLocale = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
};

const wrong = (message: string): Reading => ({ kind: 'wrong', message });
