import { and, count, eq, gte, lt, sql, type SQL } from 'drizzle-orm';
import { OUTCOME_WITHIN_MS, type LiftGroup } from '../core/results/lift.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { RunKind } from '../core/words/vocabulary.ts';
import type { Reports } from '../ports/store/reports.ts';
import type { Engine } from './engine.ts';
import type { Slots } from './slots.ts';

export const createLift = (engine: Engine): Pick<Reports, 'liftGroups' | 'episodesSince'> => {
  const groups = prepareGroups(engine);
  const since = prepareSince(engine);
  return {
    liftGroups: async (query) => groupsOf(await groups.read(query)),
    episodesSince: (storeId, at) => since.read({ storeId, at }),
  };
};

type GroupRow = {
  readonly flow: RunKind;
  readonly holdout: boolean;
  readonly isOver: boolean;
  readonly currency: string | null;
  readonly shoppers: number;
  readonly buyers: number;
  readonly revenue: number;
  readonly squares: number;
};

/** A shopper stands in one row per currency they bought in, or in the one without; the first of its rows counts it. */
const groupsOf = (rows: readonly GroupRow[]): readonly LiftGroup[] =>
  [...Map.groupBy(rows, ({ flow, holdout }) => `${flow} ${holdout}`).values()].flatMap((of) => {
    const [any] = of;
    if (any === undefined) return [];
    const over = of.filter(({ isOver }) => isOver);
    const shoppers = sumOf(over, 'shoppers');
    return {
      flow: any.flow,
      holdout: any.holdout,
      shoppers,
      buyers: sumOf(over, 'buyers'),
      waiting: sumOf(of, 'shoppers') - shoppers,
      revenue: over
        .flatMap(({ currency, revenue, squares }) =>
          currency === null ? [] : [{ currency, sum: revenue, squares }],
        )
        .toSorted((one, other) => (one.currency < other.currency ? -1 : 1)),
    };
  });

const sumOf = (rows: readonly GroupRow[], name: 'shoppers' | 'buyers'): number =>
  rows.reduce((sum, row) => sum + row[name], 0);

type Period = Slots<{ storeId: StoreId; from: Date; to: Date; now: Date }>;

const prepareGroups = (engine: Engine) =>
  prepareSums(engine, (slot) => spentBy(engine, fixedRuns(engine, slot), slot));

const prepareSums = ({ db, prepare }: Engine, spentIn: (slot: Period) => ReturnType<typeof spentBy>) =>
  prepare('lift.groups', (slot: Period) => {
    const spent = spentIn(slot);
    const whenFirst = (also: SQL) => sql`case when ${spent.place} = 1 ${also} then 1 else 0 end`;
    return db
      .select({
        flow: spent.flow,
        holdout: sql<boolean>`${spent.holdout}`.mapWith(Boolean),
        isOver: sql<boolean>`${spent.isOver}`.mapWith(Boolean),
        currency: spent.currency,
        shoppers: total(whenFirst(sql``)),
        buyers: total(whenFirst(sql`and ${spent.currency} is not null`)),
        revenue: total(sql`${spent.minor}`),
        // As floating point: squares of amounts in minor units leave the range of integers.
        squares: total(sql`cast(${spent.minor} as double precision) * ${spent.minor}`),
      })
      .from(spent)
      .groupBy(spent.flow, spent.holdout, spent.isOver, spent.currency);
  });

/** The moment of a run is its first provider call; of the others the end that holding out gave it. */
const fixedRuns = ({ db, tables: { episodes, messages } }: Engine, slot: Period) => {
  // Names written out: of a single table drizzle names no columns by it, and here two tables are in sight.
  const sent = sql`(select min(sent_at) from ${messages} where episode_id = ${episodes}.id)`;
  const isFirst = sql`not exists (select 1 from ${episodes} as before where before.store_id = ${episodes.storeId}
    and before.shopper_id = ${episodes.shopperId} and before.flow = ${episodes.flow} and before.holdout is not null
    and (before.opened_at < ${episodes.openedAt}
      or (before.opened_at = ${episodes.openedAt} and before.id < ${episodes.id})))`;
  return db
    .select({
      shopperId: episodes.shopperId,
      flow: episodes.flow,
      holdout: episodes.holdout,
      at: sql<Date>`coalesce(${sent}, ${episodes.endedAt}, ${episodes.openedAt})`.as('at'),
    })
    .from(episodes)
    .where(
      and(
        eq(episodes.storeId, slot.storeId),
        sql`${episodes.flow} in ('abandoned_cart', 'reactivation')`,
        sql`${episodes.holdout} is not null`,
        gte(episodes.openedAt, slot.from),
        lt(episodes.openedAt, slot.to),
        isFirst,
      ),
    )
    .as('fixed');
};

/**
 * What each shopper spent, per currency. An order counts by its shopper alone: what only a reminded shopper can leave
 * behind (our link, our coupon) must not decide who bought.
 */
const spentBy = (
  { db, kit, tables: { orders } }: Engine,
  fixed: ReturnType<typeof fixedRuns>,
  slot: Period,
) => {
  const { shopperId, flow, holdout } = fixed;
  const until = kit.later(sql`${fixed.at}`, OUTCOME_WITHIN_MS);
  const isTheirs = and(
    eq(orders.storeId, slot.storeId),
    eq(orders.shopperId, shopperId),
    sql`${orders.placedAt} >= ${fixed.at}`,
    sql`${orders.placedAt} < ${until}`,
    sql`${orders.meaning} = 'bought'`,
    eq(orders.test, false),
    sql`${orders.origin} <> 'renewal'`,
  );
  const place = sql<number>`row_number() over (partition by ${shopperId}, ${flow} order by ${orders.netCurrency})`;
  return db
    .select({
      shopperId,
      flow,
      holdout,
      isOver: sql<boolean>`(${until} <= ${slot.now})`.as('is_over'),
      currency: sql<string | null>`${orders.netCurrency}`.as('currency'),
      minor: sql<number>`coalesce(sum(${orders.netMinor}), 0)`.as('minor'),
      place: place.as('place'),
    })
    .from(fixed)
    .leftJoin(orders, isTheirs)
    .groupBy(shopperId, flow, holdout, fixed.at, orders.netCurrency)
    .as('spent');
};

/** PostgreSQL sums into wider types, which its driver gives as text. */
const total = (of: SQL): SQL<number> => sql<number>`sum(${of})`.mapWith(Number);

const prepareSince = ({ db, prepare, tables: { episodes } }: Engine) =>
  prepare('lift.episodesSince', (slot: Slots<{ storeId: StoreId; at: Date }>) =>
    db
      .select({ flow: episodes.flow, episodes: count() })
      .from(episodes)
      .where(
        and(
          eq(episodes.storeId, slot.storeId),
          sql`${episodes.flow} in ('abandoned_cart', 'reactivation')`,
          gte(episodes.openedAt, slot.at),
        ),
      )
      .groupBy(episodes.flow),
  );
