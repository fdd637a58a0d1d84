import { searchForPerson, searchForProduct, type SearchTerm } from '../core/cart/search-query.ts';
import type { CartList, CartListPage, CartListQuery, CartPosition } from '../ports/store/cart-list.ts';
import type { ListedCart } from './cart-list/listed.ts';
import {
  indexForActivity,
  indexForTotal,
  verifyCarts,
  walkByActivity,
  walkByTotal,
} from './cart-list/walk.ts';
import { cartsByTerm, countTerm, latestFirst } from './cart-list/words.ts';
import { MOST_BEHIND_MS } from './cart-listing.ts';
import type { Engine } from './engine.ts';

/**
 * The list of carts. Whatever is asked, it walks the index that leaves the least to look at: the entries of the rarest
 * word, of a rare state or of the highest totals, else the carts by activity with the filters in the index itself.
 * Measured with a million carts in one store; see test/store/cart-list.test.ts for the plans.
 */
export const createCartList = (engine: Engine): CartList => ({
  page: async (query) => {
    const terms = searchTerms(query);
    if (terms === null) return NOTHING;
    const wanted = query.limit + 1;
    if (query.sort === 'total') {
      const index = await indexForTotal(engine, query);
      return toPage(
        query,
        await walkByTotal(engine, query, { index, terms: [], after: query.after, limit: wanted }),
      );
    }
    const { driver, terms: ordered } = await chooseTerm(engine, query, terms);
    if (driver !== null)
      return toPage(query, await walkTerm(engine, query, { driver, terms: ordered, wanted }));
    const index = await indexForActivity(engine, query);
    return toPage(
      query,
      await walkByActivity(engine, query, { index, terms: ordered, after: query.after, limit: wanted }),
    );
  },
});

const NOTHING: CartListPage = { ids: [], next: null };

/** Null when a filter can match nothing. */
const searchTerms = ({ filters }: CartListQuery): readonly SearchTerm[] | null => {
  const person = filters.person === null ? [] : searchForPerson(filters.person);
  const product = filters.product === null ? [] : searchForProduct(filters.product);
  return person === null || product === null ? null : [...person, ...product];
};

const toPage = ({ limit }: CartListQuery, found: readonly ListedCart[]): CartListPage => {
  const shown = found.slice(0, limit);
  return {
    ids: shown.map(({ id }) => id),
    next: found.length > limit ? (shown.at(-1) ?? null) : null,
  };
};

/** Entries of a beginning are not in order of activity: all of them are read and sorted, 0.25 µs each. */
const FEW_ENTRIES = 25_000;

/** Beside a rare word, a common one need not be counted far. */
const COUNTED_TO = [500, 5_000, FEW_ENTRIES];

type Chosen = {
  /**
   * The term whose entries to walk; null when walking the carts themselves is cheaper: all terms are beginnings, and
   * so common that a page of carts that meet them is found soon.
   */
  readonly driver: SearchTerm | null;
  /** All of them, the rarest first: where it fails, the others need not be asked. */
  readonly terms: readonly SearchTerm[];
};

const chooseTerm = async (
  engine: Engine,
  query: CartListQuery,
  terms: readonly SearchTerm[],
): Promise<Chosen> => {
  const [only] = terms;
  if (only === undefined || (terms.length === 1 && isWhole(only))) return { driver: only ?? null, terms };
  let ordered = terms;
  for (const most of COUNTED_TO) {
    const byRarity = await rarestFirst(engine, query, { terms, most });
    ordered = byRarity.map(({ term }) => term);
    const [rarest] = byRarity;
    if (rarest !== undefined && rarest.entries <= most) return { driver: rarest.term, terms: ordered };
  }
  return { driver: ordered.find(isWhole) ?? null, terms: ordered };
};

const rarestFirst = async (
  engine: Engine,
  query: CartListQuery,
  { terms, most }: { readonly terms: readonly SearchTerm[]; readonly most: number },
) => {
  const counted = await Promise.all(
    terms.map(async (term) => ({
      term,
      entries: await countTerm(engine, query, { term, most: most + 1 }),
    })),
  );
  return counted.toSorted((one, other) => one.entries - other.entries);
};

/** Whole words have their carts in order of activity, so a walk ends with the page however common they are. */
const isWhole = (term: SearchTerm): boolean => term.every(({ as }) => as === 'whole');

type TermPage = {
  readonly driver: SearchTerm;
  readonly terms: readonly SearchTerm[];
  readonly wanted: number;
};

/**
 * Words stand in about the order of activity: a cart's place is certain only once the walk is as far behind it as
 * words may be.
 */
const walkTerm = async (
  engine: Engine,
  query: CartListQuery,
  { driver, terms, wanted }: TermPage,
): Promise<readonly ListedCart[]> => {
  const others = terms.filter((term) => term !== driver);
  // Entries in order are asked one by one until there are enough; of a beginning, all would be asked before sorting.
  const [inWalk, afterwards] = isWhole(driver) ? [others, []] : [[], others];
  const found: ListedCart[] = [];
  let after: CartPosition | null = null;
  const firstLook = afterwards.length === 0 ? FIRST_LOOK : FIRST_LOOK_AMONG_OTHERS;
  for (let limit = Math.max(wanted, firstLook); ; limit = Math.min(limit * 4, WIDEST_LOOK)) {
    const { carts, cutAt } = await cartsByTerm(engine, query, { term: driver, others: inWalk, after, limit });
    const ids = carts.map(({ id }) => id);
    found.push(...(await verifyCarts(engine, query, { ids, terms: afterwards })));
    if (cutAt === null || isEnough(found, wanted, cutAt)) return found.toSorted(latestFirst).slice(0, wanted);
    after = cutAt;
  }
};

const isEnough = (found: readonly ListedCart[], wanted: number, { key }: CartPosition): boolean => {
  const certainFrom = (key ?? 0) + MOST_BEHIND_MS;
  return found.filter((cart) => (cart.key ?? 0) >= certainFrom).length >= wanted;
};

const FIRST_LOOK = 100;
/** Most of these will not meet the other terms, and looking again sorts all entries again. */
const FIRST_LOOK_AMONG_OTHERS = 800;
const WIDEST_LOOK = 6_400;
