import { and, asc, count, desc, eq, gt, isNotNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { ContactId, StoreId } from '../core/words/ids.ts';
import { currencyDecimals, ODD_CURRENCIES } from '../core/words/money.ts';
import type { Tasks } from '../ports/store/tasks.ts';
import type { Engine } from './engine.ts';
import type { Slots } from './slots.ts';

/** A task is a contact whose next attempt is still to be made, about a cart that is neither bought nor closed. */
export const createTasks = (engine: Engine): Tasks => {
  const { db, prepare, tables } = engine;
  const { contactLog, carts } = tables;
  const value = valueOf(engine);
  const isDue = (slot: Slots<{ storeId: StoreId; dueBefore: Date }>) =>
    and(
      eq(contactLog.storeId, slot.storeId),
      isNotNull(contactLog.taskDueAt),
      lte(contactLog.taskDueAt, slot.dueBefore),
      sql`${carts.state} in ('open', 'pending_payment')`,
    );
  const page = prepare('tasks.page', (slot: Slots<Page>) =>
    db
      .select({
        id: contactLog.id,
        cartId: contactLog.cartId,
        dueAt: contactLog.taskDueAt,
        notes: contactLog.notes,
        totalMinor: carts.totalMinor,
        currency: carts.currency,
        value,
      })
      .from(contactLog)
      .innerJoin(carts, eq(carts.id, contactLog.cartId))
      .where(
        and(
          isDue(slot),
          or(
            sql`${value} < ${slot.value}`,
            and(sql`${value} = ${slot.value}`, gt(contactLog.id, slot.afterId)),
          ),
        ),
      )
      .orderBy(desc(value), asc(contactLog.id))
      .limit(slot.limit),
  );
  const counted = prepare('tasks.count', (slot: Slots<{ storeId: StoreId; dueBefore: Date }>) =>
    db
      .select({ due: count() })
      .from(contactLog)
      .innerJoin(carts, eq(carts.id, contactLog.cartId))
      .where(isDue(slot)),
  );

  return {
    page: async ({ storeId, dueBefore, after, limit }) => {
      const { value: most, id: afterId } = after ?? BEFORE_ALL;
      const rows = await page.read({ storeId, dueBefore, value: most, afterId, limit });
      return rows.map(({ dueAt, totalMinor, currency, value: sortedBy, ...task }) => ({
        ...task,
        dueAt: dueAt ?? dueBefore,
        total: totalMinor === null || currency === null ? null : { minor: totalMinor, currency },
        position: { value: sortedBy, id: task.id },
      }));
    },
    count: async (storeId, dueBefore) => (await counted.first({ storeId, dueBefore }))?.due ?? 0,
  };
};

type Page = { storeId: StoreId; dueBefore: Date; value: number; afterId: ContactId; limit: number };

const BEFORE_ALL = { value: Number.MAX_VALUE, id: '' as ContactId };

/** What a cart is worth in whole units, so that yen and reais stand in one order; currencies are not converted. */
const valueOf = ({ tables: { carts } }: Engine): SQL<number> => {
  const odd = ODD_CURRENCIES.map((currency) =>
    sql.raw(`when '${currency}' then ${10 ** currencyDecimals(currency)}`),
  );
  const hundredths = sql`case ${carts.currency} ${sql.join(odd, sql` `)} else 100 end`;
  const worth = sql`cast(${carts.totalMinor} as double precision) / ${hundredths}`;
  return sql<number>`coalesce(${worth}, -1)`.mapWith(Number);
};
