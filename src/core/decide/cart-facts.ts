import { lookUpLanguage } from '../words/locale.ts';
import type { Money } from '../words/money.ts';
import type { Facts } from './check.ts';
import type { Snapshot } from './snapshot.ts';

/** Questions about a cart and its shopper that filters and conditions share. Null: it is as wanted; else what is not. */
type Answer = Facts | null;

/** A minimum in another currency than the cart's says nothing about it. */
export const belowMinimum = (minimum: Money | null, { cart }: Snapshot): Answer => {
  const total = cart.registers.contents?.value.total ?? null;
  if (minimum === null || total === null || total.currency !== minimum.currency) return null;
  if (total.minor >= minimum.minor) return null;
  return {
    by: 'minimumTotal',
    totalMinor: total.minor,
    minimumMinor: minimum.minor,
    currency: total.currency,
  };
};

export const aboveMaximum = (maximum: Money | null, { cart }: Snapshot): Answer => {
  const total = cart.registers.contents?.value.total ?? null;
  if (maximum === null || total === null || total.currency !== maximum.currency) return null;
  if (total.minor <= maximum.minor) return null;
  return {
    by: 'maximumTotal',
    totalMinor: total.minor,
    maximumMinor: maximum.minor,
    currency: total.currency,
  };
};

export const otherCountry = (countries: readonly string[] | null, { shopper }: Snapshot): Answer =>
  countries === null || countries.some((country) => country.toUpperCase() === shopper.country?.toUpperCase())
    ? null
    : { by: 'countries', country: shopper.country };

export const otherLanguage = (languages: readonly string[] | null, { shopper, store }: Snapshot): Answer => {
  const locale = shopper.locale ?? store.settings.locale;
  return languages === null || lookUpLanguage(locale, languages) !== null
    ? null
    : { by: 'languages', locale };
};

/** By product, variant or SKU. */
export const holdsProduct = ({ registers }: Snapshot['cart'], wanted: readonly string[]): boolean =>
  namesOne(
    (registers.contents?.value.lines ?? []).flatMap(({ productId, variantId, sku }) => [
      productId,
      variantId,
      sku,
    ]),
    wanted,
  );

export const hasTag = ({ registers }: Snapshot['cart'], wanted: readonly string[]): boolean =>
  namesOne(registers.tags, wanted);

const namesOne = (own: readonly (string | null)[], wanted: readonly string[]): boolean => {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  return own.some((name) => name !== null && names.has(name.toLowerCase()));
};
