import { and, count, desc, eq, gt, gte, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { SearchTerm, WordMatch } from '../../core/cart/search-query.ts';
import type { CartListQuery, CartPosition } from '../../ports/store/cart-list.ts';
import { MOST_BEHIND_MS } from '../cart-listing.ts';
import type { Engine } from '../engine.ts';
import { windowOf } from './conditions.ts';
import { hinted, type ListedCart } from './listed.ts';

/**
 * Carts whose words meet one term, latest activity first, each once. `cutAt`: there may be more after this one; null
 * when these were all.
 */
export const cartsByTerm = async (
  engine: Engine,
  query: CartListQuery,
  walk: TermWalk,
): Promise<TermCarts> => {
  const lists = await Promise.all(walk.term.map((match) => listOf(engine, query, { ...walk, match })));
  const ends = lists.flatMap((list) => (list.length === walk.limit ? list.slice(-1) : []));
  const cutAt = ends.toSorted(latestFirst)[0] ?? null;
  const merged = lists.flat().toSorted(latestFirst);
  // Beyond the first end, entries of the list that ended there are missing.
  const whole = cutAt === null ? merged : merged.filter((cart) => latestFirst(cart, cutAt) <= 0);
  return { carts: once(whole), cutAt };
};

export type TermCarts = { readonly carts: readonly ListedCart[]; readonly cutAt: ListedCart | null };

const listOf = async (
  engine: Engine,
  query: CartListQuery,
  walk: TermWalk & { readonly match: WordMatch },
): Promise<readonly ListedCart[]> => {
  const rows = await engine.read(wordRows(engine, query, walk).limit(walk.limit));
  return rows.map(({ id, at }) => ({ id, key: at.getTime() }));
};

export type TermWalk = {
  readonly term: SearchTerm;
  /** Terms that have to hold too. */
  readonly others: readonly SearchTerm[];
  /** The entry where the walk before was cut. */
  readonly after: CartPosition | null;
  readonly limit: number;
};

const wordRows = (
  engine: Engine,
  query: CartListQuery,
  { match, others, after }: { match: WordMatch; others: readonly SearchTerm[]; after: CartPosition | null },
) => {
  const { cartWords } = engine.tables;
  return engine.db
    .select({ id: cartWords.cartId, at: cartWords.lastActivityAt })
    .from(cartWords)
    .where(
      and(
        eq(cartWords.storeId, query.storeId),
        matchCondition(engine, match),
        listedWithin(engine, query),
        after === null ? undefined : isAfterWord(engine, after),
        ...others.map((term) => hasTerm(engine, term, 'cart_words.cart_id')),
      ),
    )
    .orderBy(desc(cartWords.lastActivityAt), desc(cartWords.cartId));
};

/** Where words of the carts asked for can stand, by their window and the page before. */
const listedWithin = ({ tables: { cartWords } }: Engine, query: CartListQuery): SQL | undefined => {
  const { from, to } = windowOf(query);
  return and(
    from === null ? undefined : gt(cartWords.lastActivityAt, new Date(from.getTime() - MOST_BEHIND_MS)),
    to === null ? undefined : lt(cartWords.lastActivityAt, to),
    query.after === null ? undefined : lte(cartWords.lastActivityAt, new Date(query.after.key ?? 0)),
  );
};

const isAfterWord = ({ tables: { cartWords } }: Engine, { key, id }: CartPosition): SQL =>
  sql`(${cartWords.lastActivityAt}, ${cartWords.cartId}) < (${sql.param(new Date(key ?? 0), cartWords.lastActivityAt)}, ${id})`;

/** How many entries the term has, counted no further than it takes to see that they are more than `most`. */
export const countTerm = async (
  engine: Engine,
  query: CartListQuery,
  { term, most }: CountTerm,
): Promise<number> => {
  let entries = 0;
  for (const match of term) {
    if (entries < most) entries += await countMatch(engine, query, { match, most });
  }
  return entries;
};

const countMatch = async (
  engine: Engine,
  query: CartListQuery,
  { match, most }: { readonly match: WordMatch; readonly most: number },
): Promise<number> => {
  const { cartWords } = engine.tables;
  const some = engine.db
    .select({ one: sql`1`.as('one') })
    .from(cartWords)
    .where(
      and(eq(cartWords.storeId, query.storeId), matchCondition(engine, match), listedWithin(engine, query)),
    )
    .limit(most)
    .as('some');
  const [row] = await engine.read(engine.db.select({ entries: count() }).from(some));
  return row?.entries ?? 0;
};

type CountTerm = { readonly term: SearchTerm; readonly most: number };

const matchCondition = ({ tables: { cartWords } }: Engine, { word, as }: WordMatch): SQL | undefined =>
  as === 'whole' ? eq(cartWords.word, word) : and(gte(cartWords.word, word), lt(cartWords.word, endOf(word)));

/** Greater than everything that begins with the word: the last code point is the greatest in UTF-8 too. */
const endOf = (beginning: string): string => `${beginning}\u{10FFFF}`;

/** True for a cart that has a word of the term; asked cart by cart, through the index of a cart's own words. */
export const hasTerm = (engine: Engine, term: SearchTerm, cartId: 'carts.id' | 'cart_words.cart_id'): SQL => {
  const matches = term.map(({ word, as }) =>
    as === 'whole' ? sql`own.word = ${word}` : sql`(own.word >= ${word} and own.word < ${endOf(word)})`,
  );
  const own = hinted(engine, 'cart_words as own', 'cart_words_by_cart');
  return sql`exists (select 1 from ${own} where own.cart_id = ${sql.raw(cartId)} and ${or(...matches)})`;
};

export const latestFirst = (one: ListedCart, other: ListedCart): number =>
  (other.key ?? 0) - (one.key ?? 0) || (one.id < other.id ? 1 : -1);

const once = (carts: readonly ListedCart[]): readonly ListedCart[] =>
  carts.filter((cart, place) => cart.id !== carts[place - 1]?.id);
