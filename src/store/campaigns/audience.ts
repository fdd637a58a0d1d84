import { and, count, eq, gt, gte, inArray, isNotNull, lt, lte, max, or, sql, type SQL } from 'drizzle-orm';
import { activityWindow } from '../../core/campaigns/audience.ts';
import { searchForProduct } from '../../core/cart/search-query.ts';
import type { AudienceQuery, Campaigns } from '../../ports/store/campaigns.ts';
import { hasTerm } from '../cart-list/words.ts';
import type { Engine } from '../engine.ts';

type Query = Omit<AudienceQuery, 'after' | 'limit'>;

/** Carts by their shoppers, through the index that has them in that order. Asked a few times a day, so made per use. */
export const createAudience = (engine: Engine): Pick<Campaigns, 'audience' | 'audienceSize'> => {
  const { db, read, tables } = engine;
  const { carts, shoppers } = tables;
  return {
    audience: async (query) => {
      const meant = carts.shopperId;
      const rows = await read(
        db
          .select({ shopperId: meant, sinceAt: max(carts.startedAt) })
          .from(carts)
          .innerJoin(shoppers, eq(shoppers.id, meant))
          .where(
            and(isMeant(engine, query), query.after === null ? isNotNull(meant) : gt(meant, query.after)),
          )
          .groupBy(meant)
          .having(gte(count(), query.audience.minAbandoned))
          .orderBy(meant)
          .limit(query.limit),
      );
      return rows.flatMap(({ shopperId, sinceAt }) =>
        shopperId === null || sinceAt === null ? [] : [{ shopperId, sinceAt }],
      );
    },
    audienceSize: async (query) => {
      const meant = db
        .select({ shopperId: carts.shopperId })
        .from(carts)
        .innerJoin(shoppers, eq(shoppers.id, carts.shopperId))
        .where(isMeant(engine, query))
        .groupBy(carts.shopperId)
        .having(gte(count(), query.audience.minAbandoned))
        .as('meant');
      const [row] = await read(db.select({ size: count() }).from(meant));
      return row?.size ?? 0;
    },
  };
};

const isMeant = (engine: Engine, { storeId, audience, abandonedAfterMs, now }: Query): SQL | undefined => {
  const { carts, shoppers } = engine.tables;
  const { from, to } = activityWindow(audience, { abandonedAfterMs }, now);
  const { registered, country, product } = audience;
  return and(
    eq(carts.storeId, storeId),
    isNotNull(carts.shopperId),
    gt(carts.linesCount, 0),
    eq(carts.redacted, false),
    // An older cart that a newer one took the place of was left behind as well.
    or(eq(carts.state, 'open'), and(eq(carts.state, 'closed'), eq(carts.closedReason, 'superseded'))),
    from === null ? undefined : gte(carts.lastActivityAt, from),
    lt(carts.lastActivityAt, to),
    lte(carts.startedAt, now),
    registered === null ? undefined : eq(shoppers.registered, registered),
    country === null ? undefined : inArray(shoppers.country, [country.toUpperCase(), country.toLowerCase()]),
    product === null ? undefined : holds(engine, product),
  );
};

const holds = (engine: Engine, product: string): SQL | undefined => {
  const terms = searchForProduct(product);
  return terms === null ? sql`1 = 0` : and(...terms.map((term) => hasTerm(engine, term, 'carts.id')));
};
