import type { Facts } from '../check.ts';
import { passed, stop, type Check } from '../check.ts';
import { belowMinimum, hasTag, holdsProduct, otherCountry, otherLanguage } from '../cart-facts.ts';
import type { FlowFilters } from '../../flows/flow.ts';
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
  ({ minimumTotal }, snapshot) => belowMinimum(minimumTotal, snapshot),
  ({ countries }, snapshot) => otherCountry(countries, snapshot),
  ({ languages }, snapshot) => otherLanguage(languages, snapshot),
  withoutWantedProduct,
  withUnwantedProduct,
  unwantedDomain,
  otherRegistration,
];

/** By product, variant, SKU or tag of the cart. */
const holdsOneOf = (cart: Snapshot['cart'], wanted: readonly string[]): boolean =>
  holdsProduct(cart, wanted) || hasTag(cart, wanted);
