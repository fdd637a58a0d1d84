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
  const given: Record<string, string> = {};
  for (const { option, member, write, isRight, hint } of MEMBERS) {
    const text = textOf(input, option);
    if (text === null) continue;
    const value = write(text);
    if (!isRight(value)) return { kind: 'wrong', message: `--${option} is ${hint}` };
    given[member] = value;
  }
  return { kind: 'place', given };
};

const isLocale = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
};

const inUpperCase = (text: string): string => text.toUpperCase();

const MEMBERS: readonly {
  readonly option: string;
  readonly member: keyof Place;
  readonly write: (text: string) => string;
  readonly isRight: (value: string) => boolean;
  readonly hint: string;
}[] = [
  {
    option: 'currency',
    member: 'currency',
    write: inUpperCase,
    isRight: (value) => /^[A-Z]{3}$/.test(value),
    hint: 'an ISO 4217 code such as BRL',
  },
  {
    option: 'locale',
    member: 'locale',
    write: (text) => text.replaceAll('_', '-'),
    isRight: isLocale,
    hint: 'a BCP 47 language such as pt-BR',
  },
  {
    option: 'time-zone',
    member: 'timeZone',
    write: (text) => text,
    isRight: (value) => IANAZone.isValidZone(value),
    hint: 'an IANA name such as America/Sao_Paulo',
  },
  {
    option: 'country',
    member: 'country',
    write: inUpperCase,
    isRight: (value) => /^[A-Z]{2}$/.test(value),
    hint: 'an ISO 3166 code such as BR',
  },
];
