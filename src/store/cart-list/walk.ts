import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { SearchTerm } from '../../core/cart/search-query.ts';
import type { CartId } from '../../core/words/ids.ts';
import type { CartListQuery, CartPosition } from '../../ports/store/cart-list.ts';
import type { Engine } from '../engine.ts';
import { IN_ODD_CURRENCY } from '../tables/carts.ts';
import { cartConditions, inWindow, isSettled, minorOf, windowOf } from './conditions.ts';
import { cartsBy, column, type ListedCart } from './listed.ts';
import { hasTerm } from './words.ts';

/** The index to walk; each holds in its entries what most filters ask. */
export type CartIndex = 'carts_by_activity' | 'carts_by_state' | 'carts_by_total' | 'carts_by_country';

export type Walk = {
  readonly index: CartIndex;
  readonly terms: readonly SearchTerm[];
  readonly after: CartPosition | null;
  readonly limit: number;
};

/** Carts by the latest activity, all conditions in one statement that ends with the page. */
export const walkByActivity = async (
  engine: Engine,
  query: CartListQuery,
  walk: Walk,
): Promise<readonly ListedCart[]> => {
  const { carts } = engine.tables;
  const rows = await engine.read(
    engine.db
      .select({ id: column(carts.id), at: column(carts.lastActivityAt) })
      .from(cartsBy(engine, walk.index))
      .where(
        and(
          allConditions(engine, query, walk),
          walk.after === null ? undefined : isAfterActivity(engine, walk.after),
        ),
      )
      .orderBy(desc(carts.lastActivityAt), desc(carts.id))
      .limit(walk.limit),
  );
  return rows.map(({ id, at }) => ({ id, key: at.getTime() }));
};

/** Carts by the highest total; those without one come last. */
export const walkByTotal = async (
  engine: Engine,
  query: CartListQuery,
  walk: Walk,
): Promise<readonly ListedCart[]> => {
  const isPastTotals = walk.after !== null && walk.after.key === null;
  const withTotal = isPastTotals ? [] : await rowsByTotal(engine, query, { ...walk, hasTotal: true });
  if (withTotal.length === walk.limit) return withTotal;
  const rest = { ...walk, after: isPastTotals ? walk.after : null, limit: walk.limit - withTotal.length };
  return [...withTotal, ...(await rowsByTotal(engine, query, { ...rest, hasTotal: false }))];
};

const rowsByTotal = (
  engine: Engine,
  query: CartListQuery,
  { hasTotal, ...walk }: Walk & { readonly hasTotal: boolean },
): Promise<ListedCart[]> => {
  const { carts } = engine.tables;
  return engine.read(
    engine.db
      .select({ id: column(carts.id), key: column(carts.totalMinor) })
      .from(cartsBy(engine, walk.index))
      .where(
        and(
          allConditions(engine, query, walk),
          hasTotal ? isNotNull(carts.totalMinor) : isNull(carts.totalMinor),
          walk.after === null ? undefined : isAfterTotal(engine, walk.after),
        ),
      )
      .orderBy(desc(carts.totalMinor), desc(carts.id))
      .limit(walk.limit),
  );
};

const isAfterTotal = ({ tables: { carts } }: Engine, { key, id }: CartPosition): SQL =>
  key === null ? lt(carts.id, id) : sql`(${carts.totalMinor}, ${carts.id}) < (${key}, ${id})`;

const allConditions = (engine: Engine, query: CartListQuery, { terms, index }: Walk): SQL | undefined => {
  const { minTotal } = query.filters;
  return and(
    cartConditions(engine, query),
    inWindow(engine, windowOf(query)),
    // Makes the range of the index visible; exact only where no odd currency is about, which the chooser asks first.
    index === 'carts_by_total' && minTotal !== null
      ? gte(engine.tables.carts.totalMinor, minorOf(minTotal, 'USD'))
      : undefined,
    ...terms.map((term) => hasTerm(engine, term, 'carts.id')),
  );
};

/** Of these carts, those that meet the conditions and come after the position, with their very last activity. */
export const verifyCarts = async (
  engine: Engine,
  query: CartListQuery,
  { ids, terms }: { readonly ids: readonly CartId[]; readonly terms: readonly SearchTerm[] },
): Promise<readonly ListedCart[]> => {
  const { carts } = engine.tables;
  const found: ListedCart[] = [];
  for (let start = 0; start < ids.length; start += VERIFIED_AT_ONCE) {
    const some = ids.slice(start, start + VERIFIED_AT_ONCE);
    const rows = await engine.read(
      engine.db
        .select({ id: carts.id, at: carts.lastActivityAt })
        .from(carts)
        .where(
          and(
            inArray(carts.id, some),
            cartConditions(engine, query),
            inWindow(engine, query.filters),
            ...terms.map((term) => hasTerm(engine, term, 'carts.id')),
            query.after === null ? undefined : isAfterActivity(engine, query.after),
          ),
        ),
    );
    found.push(...rows.map(({ id, at }) => ({ id, key: at.getTime() })));
  }
  return found;
};

const isAfterActivity = ({ tables: { carts } }: Engine, { key, id }: CartPosition): SQL =>
  sql`(${carts.lastActivityAt}, ${carts.id}) < (${sql.param(new Date(key ?? 0), carts.lastActivityAt)}, ${id})`;

const VERIFIED_AT_ONCE = 400;

const FEW_IN_STATE = 4_000;
const FEW_OF_COUNTRY = 4_000;
const FEW_TO_SORT = 20_000;
const FEW_ABOVE_TOTAL = 5_000;

/** The index that leaves the least to walk for a list by activity. */
export const indexForActivity = async (engine: Engine, query: CartListQuery): Promise<CartIndex> => {
  if (await hasFewOfStates(engine, query, FEW_IN_STATE)) return 'carts_by_state';
  if (isOneStateAlone(query)) return 'carts_by_state';
  if (await hasFewOfCountry(engine, query, FEW_OF_COUNTRY)) return 'carts_by_country';
  if (await hasFewAboveTotal(engine, query)) return 'carts_by_total';
  return 'carts_by_activity';
};

/** The index that leaves the least to walk or sort for a list by total. */
export const indexForTotal = async (engine: Engine, query: CartListQuery): Promise<CartIndex> => {
  const { carts } = engine.tables;
  const window = windowOf(query);
  const hasWindow = window.from !== null || window.to !== null;
  const inside = and(eq(carts.storeId, query.storeId), inWindow(engine, window));
  if (hasWindow && (await isFew(engine, { index: 'carts_by_activity', where: inside, most: FEW_TO_SORT })))
    return 'carts_by_activity';
  if (await hasFewOfCountry(engine, query, FEW_OF_COUNTRY)) return 'carts_by_country';
  return (await hasFewOfStates(engine, query, FEW_TO_SORT)) ? 'carts_by_state' : 'carts_by_total';
};

/** One settled state and nothing else but a window: its index has them in order. */
const isOneStateAlone = ({ filters }: CartListQuery): boolean => {
  const { states, minTotal, channel, registered, country } = filters;
  const [state] = states ?? [];
  if (states?.length !== 1 || state === undefined || !isSettled(state)) return false;
  return [minTotal, channel, registered, country].every((filter) => filter === null);
};

const hasFewOfStates = async (engine: Engine, query: CartListQuery, most: number): Promise<boolean> => {
  const { carts } = engine.tables;
  const { states } = query.filters;
  if (states === null || !states.every(isSettled)) return false;
  const where = and(eq(carts.storeId, query.storeId), inArray(carts.state, states));
  return isFew(engine, { index: 'carts_by_state', where, most });
};

const hasFewOfCountry = async (engine: Engine, query: CartListQuery, most: number): Promise<boolean> => {
  const { carts } = engine.tables;
  const { country } = query.filters;
  if (country === null) return false;
  const where = and(eq(carts.storeId, query.storeId), eq(carts.country, country.toUpperCase()));
  return isFew(engine, { index: 'carts_by_country', where, most });
};

const hasFewAboveTotal = async (engine: Engine, query: CartListQuery): Promise<boolean> => {
  const { carts } = engine.tables;
  const { minTotal } = query.filters;
  if (minTotal === null) return false;
  const where = and(eq(carts.storeId, query.storeId), gte(carts.totalMinor, minorOf(minTotal, 'USD')));
  if (!(await isFew(engine, { index: 'carts_by_total', where, most: FEW_ABOVE_TOTAL }))) return false;
  const odd = and(eq(carts.storeId, query.storeId), sql.raw(IN_ODD_CURRENCY));
  return isFew(engine, { index: 'carts_in_odd_currencies', where: odd, most: 0 });
};

/** Counts no further than it has to. */
const isFew = async (engine: Engine, { index, where, most }: Few): Promise<boolean> => {
  const some = engine.db
    .select({ one: sql`1`.as('one') })
    .from(cartsBy(engine, index))
    .where(where)
    .limit(most + 1)
    .as('some');
  const [row] = await engine.read(engine.db.select({ entries: count() }).from(some));
  return (row?.entries ?? 0) <= most;
};

type Few = {
  readonly index: CartIndex | 'carts_in_odd_currencies';
  readonly where: SQL | undefined;
  readonly most: number;
};
