import type { Facts } from '../check.ts';
import { passed, stop, type Check } from '../check.ts';
import type { FlowFilters } from '../../flows/flow.ts';
import { lookUpLanguage } from '../../words/locale.ts';
import type { Snapshot } from '../snapshot.ts';

/** The merchant's filters, and shoppers that are probably no people. */
export const excluded: Check = {
  code: 'excluded',
  ask: ({ snapshot, flow }) => {
    const { suspectedBot } = snapshot.shopper;
    if (suspectedBot !== null) return stop('excluded', { by: suspectedBot });
    for (const filter of FILTERS) {
      const facts = filter(flow.filters, snapshot);
      if (facts !== null) return stop('excluded', facts);
    }
    return passed();
  },
};

/** Null: the filter lets this one through. */
type Filter = (filters: FlowFilters, snapshot: Snapshot) => Facts | null;

/** A minimum in another currency than the cart's says nothing about it. */
const belowMinimum: Filter = ({ minimumTotal }, { cart }) => {
  const total = cart.registers.contents?.value.total ?? null;
  if (minimumTotal === null || total === null || total.currency !== minimumTotal.currency) return null;
  if (total.minor >= minimumTotal.minor) return null;
  return {
    by: 'minimumTotal',
    totalMinor: total.minor,
    minimumMinor: minimumTotal.minor,
    currency: total.currency,
  };
};

const otherCountry: Filter = ({ countries }, { shopper }) =>
  countries === null || countries.some((country) => country.toUpperCase() === shopper.country?.toUpperCase())
    ? null
    : { by: 'countries', country: shopper.country };

const otherLanguage: Filter = ({ languages }, { shopper, store }) => {
  const locale = shopper.locale ?? store.settings.locale;
  return languages === null || lookUpLanguage(locale, languages) !== null
    ? null
    : { by: 'languages', locale };
};

const withoutWantedProduct: Filter = ({ products }, { cart }) =>
  products === null || holdsOneOf(cart, products) ? null : { by: 'products' };

const withUnwantedProduct: Filter = ({ withoutProducts }, { cart }) =>
  withoutProducts !== null && holdsOneOf(cart, withoutProducts) ? { by: 'withoutProducts' } : null;

const unwantedDomain: Filter = ({ withoutDomains }, { channels }) => {
  const domain = channels.email?.address?.split('@').at(-1)?.toLowerCase() ?? null;
  if (withoutDomains === null || domain === null) return null;
  const unwanted = withoutDomains.some(
    (one) => domain === one.toLowerCase() || domain.endsWith(`.${one.toLowerCase()}`),
  );
  return unwanted ? { by: 'withoutDomains', domain } : null;
};

/** Where the platform does not say whether somebody has an account, nobody is excluded for it. */
const otherRegistration: Filter = ({ registered }, { shopper }) =>
  registered === null || shopper.registered === null || shopper.registered === registered
    ? null
    : { by: 'registered', registered: shopper.registered };

const FILTERS: readonly Filter[] = [
  belowMinimum,
  otherCountry,
  otherLanguage,
  withoutWantedProduct,
  withUnwantedProduct,
  unwantedDomain,
  otherRegistration,
];

/** By product, variant, SKU or tag of the cart. */
const holdsOneOf = ({ registers }: Snapshot['cart'], wanted: readonly string[]): boolean => {
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  const own = [
    ...registers.tags,
    ...(registers.contents?.value.lines ?? []).flatMap(({ productId, variantId, sku }) => [
      productId,
      variantId,
      sku,
    ]),
  ];
  return own.some((name) => name !== null && names.has(name.toLowerCase()));
};
