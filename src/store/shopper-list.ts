import { and, desc, eq, gt, gte, inArray, isNotNull, lt, lte, not, or, sql, type SQL } from 'drizzle-orm';
import type { CartId, ShopperId } from '../core/words/ids.ts';
import { NO_CART_FILTERS, type CartList } from '../ports/store/cart-list.ts';
import type { ShopperList, ShopperListQuery, ShopperView } from '../ports/store/shopper-list.ts';
import { openCondition } from './cart-list/conditions.ts';
import type { Engine } from './engine.ts';

/**
 * The list of shoppers. It walks them by activity; where a search or the wish for abandoned carts leaves few, it looks
 * at those few instead.
 */
export const createShopperList = (engine: Engine, carts: Pick<CartList, 'page'>): ShopperList => ({
  page: async (query) => {
    const among = await candidates(engine, carts, query);
    if (among?.length === 0) return [];
    const rows = await engine.read(pageOf(engine, query, among));
    const abandoned = await latestAbandoned(engine, query, rows);
    return rows.map((row) => ({ ...row, abandonedCartId: abandoned.get(row.id) ?? null }));
  },
});

/** So few that they can be looked at one by one; null: all shoppers of the store. */
const candidates = async (
  engine: Engine,
  carts: Pick<CartList, 'page'>,
  query: ShopperListQuery,
): Promise<readonly ShopperId[] | null> => {
  if (query.person !== null) return foundByWords(engine, carts, query);
  return query.hasAbandonedCart === true ? fewWithOpenCart(engine, query) : null;
};

const MOST_FOUND = 1_000;

const foundByWords = async (
  { db, read, tables }: Engine,
  cartList: Pick<CartList, 'page'>,
  query: ShopperListQuery,
): Promise<readonly ShopperId[]> => {
  const { carts, shoppers } = tables;
  const person = query.person ?? '';
  const filters = { ...NO_CART_FILTERS, person };
  const { ids } = await cartList.page({
    ...query,
    filters,
    sort: 'activity',
    after: null,
    limit: MOST_FOUND,
  });
  const byCart = await read(
    db
      .selectDistinct({ id: carts.shopperId })
      .from(carts)
      .where(and(inArray(carts.id, [...ids]), isNotNull(carts.shopperId))),
  );
  const begins = person.trim().toLowerCase();
  // Who only ordered has no cart to be found by.
  const byEmail =
    begins.length < SHORTEST_BEGINNING
      ? []
      : await read(
          db
            .select({ id: shoppers.id })
            .from(shoppers)
            .where(
              and(
                eq(shoppers.storeId, query.storeId),
                gte(shoppers.emailKey, begins),
                lt(shoppers.emailKey, `${begins}\u{10FFFF}`),
              ),
            )
            .limit(MOST_FOUND),
        );
  return [...new Set([...byCart.flatMap(({ id }) => id ?? []), ...byEmail.map(({ id }) => id)])];
};

const SHORTEST_BEGINNING = 3;

/** Open carts within the horizon; more of them, and shoppers with one are found soon by walking. */
const FEW_CARTS = 5_000;

const fewWithOpenCart = async (
  { db, read, tables: { carts } }: Engine,
  { storeId, now, recoveryHorizonMs }: ShopperListQuery,
): Promise<readonly ShopperId[] | null> => {
  const open = await read(
    db
      .select({ shopperId: carts.shopperId })
      .from(carts)
      .where(
        and(
          eq(carts.storeId, storeId),
          eq(carts.state, 'open'),
          gt(carts.lastActivityAt, new Date(now.getTime() - recoveryHorizonMs)),
        ),
      )
      .orderBy(desc(carts.lastActivityAt))
      .limit(FEW_CARTS),
  );
  return open.length === FEW_CARTS ? null : [...new Set(open.flatMap(({ shopperId }) => shopperId ?? []))];
};

const pageOf = (engine: Engine, query: ShopperListQuery, among: readonly ShopperId[] | null) => {
  const { shoppers } = engine.tables;
  const { registered, hasAbandonedCart } = query;
  const abandoned = hasAbandonedCart === null ? undefined : withAbandonedCart(engine, query);
  return engine.db
    .select({
      id: shoppers.id,
      name: shoppers.name,
      email: shoppers.email,
      phone: shoppers.phone,
      registered: shoppers.registered,
      carts: shoppers.cartsCount,
      orders: shoppers.ordersCount,
      lastActivityAt: shoppers.lastActivityAt,
    })
    .from(shoppers)
    .where(
      and(
        eq(shoppers.storeId, query.storeId),
        among === null ? undefined : inArray(shoppers.id, [...among]),
        registered === null ? undefined : eq(shoppers.registered, registered),
        hasAbandonedCart === false && abandoned !== undefined ? not(abandoned) : abandoned,
        hasAbandonedCart === true ? withinHorizon(engine, query) : undefined,
        isAfter(engine, query),
      ),
    )
    .orderBy(desc(shoppers.lastActivityAt), desc(shoppers.id))
    .limit(query.limit);
};

const withAbandonedCart = (engine: Engine, query: ShopperListQuery): SQL => {
  const { carts, shoppers } = engine.tables;
  const isTheirs = and(
    eq(carts.storeId, query.storeId),
    sql`${carts.shopperId} = ${shoppers.id}`,
    isAbandoned(engine, query),
  );
  return sql`exists (select 1 from ${carts} where ${isTheirs})`;
};

const isAbandoned = (engine: Engine, query: ShopperListQuery): SQL | undefined =>
  and(eq(engine.tables.carts.state, 'open'), openCondition(engine, query, 'abandoned'));

/** Nobody is less active than their carts: what lies beyond the horizon need not be walked. */
const withinHorizon = ({ tables: { shoppers } }: Engine, { now, recoveryHorizonMs }: ShopperListQuery) =>
  gt(shoppers.lastActivityAt, new Date(now.getTime() - recoveryHorizonMs));

const isAfter = ({ tables: { shoppers } }: Engine, { after }: ShopperListQuery): SQL | undefined =>
  after === null
    ? undefined
    : and(
        lte(shoppers.lastActivityAt, after.at),
        or(lt(shoppers.lastActivityAt, after.at), lt(shoppers.id, after.id)),
      );

const latestAbandoned = async (
  engine: Engine,
  query: ShopperListQuery,
  rows: readonly Pick<ShopperView, 'id'>[],
): Promise<ReadonlyMap<ShopperId, CartId>> => {
  const { carts } = engine.tables;
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => id);
  const found = await engine.read(
    engine.db
      .select({ id: carts.id, shopperId: carts.shopperId })
      .from(carts)
      .where(and(eq(carts.storeId, query.storeId), inArray(carts.shopperId, ids), isAbandoned(engine, query)))
      .orderBy(carts.lastActivityAt, carts.id),
  );
  // The last of each shopper stays.
  return new Map(
    found.flatMap(({ id, shopperId }) => (shopperId === null ? [] : [[shopperId, id] as const])),
  );
};
