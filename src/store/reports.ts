import { and, eq, gte, lt, sql, type SQL } from 'drizzle-orm';
import { COUNTERS, deltaOf, mergeDeltas } from '../core/results/funnel.ts';
import type { Counter, DailyDelta } from '../core/results/funnel.ts';
import type { SummedRow } from '../core/results/summary.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { Reports } from '../ports/store/reports.ts';
import type { Engine } from './engine.ts';
import { createLift } from './lift.ts';
import { createRecount } from './recount.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createReports = (engine: Engine): Reports => {
  const add = createAdd(engine);
  const sums = createSums(engine);
  return {
    count: (...events) => add(events.map(deltaOf)),
    add,
    sums: ({ by, ...period }) => sums[by].read(period),
    ...createLift(engine),
    recount: createRecount(engine),
  };
};

const createAdd = ({ db, tables: { daily }, prepare }: Engine): Reports['add'] => {
  const increased = (name: Counter | 'revenueMinor', column: string) =>
    sql`${daily[name]} + ${sql.raw(`excluded."${column}"`)}`;
  const add = prepare('reports.add', (slot: Slots<Row<'daily'>>) =>
    db
      .insert(daily)
      .values(rowSlots(daily, slot))
      .onConflictDoUpdate({
        target: [
          daily.storeId,
          daily.basis,
          daily.day,
          daily.flow,
          daily.stepId,
          daily.channel,
          daily.currency,
        ],
        set: {
          ...byCounter((counter) => increased(counter, counter)),
          revenueMinor: increased('revenueMinor', 'revenue_minor'),
        },
      }),
  );
  return (deltas) => mergeDeltas(deltas).map((delta) => add.write(rowOf(delta)));
};

const rowOf = ({ counts, ...delta }: DailyDelta): Row<'daily'> => ({
  ...delta,
  ...byCounter((counter) => counts[counter] ?? 0),
});

/** One statement each, since what is grouped by is part of a statement. A year of a store is one range of the key. */
const createSums = ({ db, tables: { daily }, prepare }: Engine) => {
  const sumBy = (name: 'day' | 'channel' | 'step' | 'flow', key: SQL<string>) =>
    prepare(`reports.sumsBy-${name}`, (slot: Slots<{ storeId: StoreId; from: string; to: string }>) =>
      db
        .select({
          basis: daily.basis,
          key,
          currency: daily.currency,
          counts: byCounter((counter) => sum(daily[counter])),
          revenueMinor: sum(daily.revenueMinor),
        })
        .from(daily)
        .where(
          and(
            eq(daily.storeId, slot.storeId),
            sql`${daily.basis} in ('episode', 'order')`,
            gte(daily.day, slot.from),
            lt(daily.day, slot.to),
          ),
        )
        .groupBy(daily.basis, key, daily.currency),
    );
  return {
    day: sumBy('day', text(daily.day)),
    channel: sumBy('channel', text(daily.channel)),
    step: sumBy('step', text(daily.stepId)),
    flow: sumBy('flow', text(daily.flow)),
  } satisfies Record<string, { read: (period: Period) => Promise<SummedRow[]> }>;
};

const text = (column: SQL | { readonly getSQL: () => SQL }): SQL<string> => sql<string>`${column}`;

type Period = { readonly storeId: StoreId; readonly from: string; readonly to: string };

/** PostgreSQL sums into wider types, which its driver gives as text. */
const sum = (column: SQL | { readonly getSQL: () => SQL }): SQL<number> =>
  sql<number>`sum(${column})`.mapWith(Number);

const byCounter = <Value>(of: (counter: Counter) => Value): Record<Counter, Value> =>
  Object.fromEntries(COUNTERS.map((counter) => [counter, of(counter)])) as Record<Counter, Value>;
