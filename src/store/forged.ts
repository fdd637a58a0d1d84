import { and, eq, gte, lt, lte, sql, sum } from 'drizzle-orm';
import type { StoreId } from '../core/words/ids.ts';
import type { Forged } from '../ports/store/forged.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createForged = (engine: Engine): Forged => {
  const days = prepareDays(engine);
  const remembered = prepareRemembered(engine);
  return {
    counted: ({ platform, storeId, count, at }) =>
      days.add.write({ platform, storeId: storeId ?? '', day: dayOf(at), count }),
    countSince: async (storeId, since) =>
      Number((await days.countSince.first({ storeId, day: dayOf(since) }))?.total ?? 0),
    counts: async () =>
      (await days.counts.read({})).map(({ platform, total }) => ({ platform, count: Number(total) })),

    remembered: (forged, kept) => [
      ...forged.map((one) => remembered.add.write(one)),
      ...[...new Set(forged.map(({ storeId }) => storeId))].map((storeId) =>
        remembered.cut.write({ storeId, kept }),
      ),
    ],
    ofOrders: (storeId, ids) => remembered.ofOrders.read({ storeId, ids }),

    forgottenBefore: (before) => [
      days.forget.write({ day: dayOf(before) }),
      remembered.forget.write({ before }),
    ],
  };
};

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const prepareDays = ({ db, prepare, tables: { forgedDays } }: Engine) => ({
  add: prepare('forged.count', (slot: Slots<Row<'forgedDays'>>) =>
    db
      .insert(forgedDays)
      .values(rowSlots(forgedDays, slot))
      .onConflictDoUpdate({
        target: [forgedDays.storeId, forgedDays.platform, forgedDays.day],
        set: { count: sql`${forgedDays.count} + excluded.count` },
      }),
  ),
  countSince: prepare('forged.countSince', (slot: Slots<{ storeId: StoreId; day: string }>) =>
    db
      .select({ total: sum(forgedDays.count) })
      .from(forgedDays)
      .where(and(eq(forgedDays.storeId, slot.storeId), gte(forgedDays.day, slot.day))),
  ),
  counts: prepare('forged.counts', () =>
    db
      .select({ platform: forgedDays.platform, total: sum(forgedDays.count) })
      .from(forgedDays)
      .groupBy(forgedDays.platform),
  ),
  forget: prepare('forged.forgetDays', (slot: Slots<{ day: string }>) =>
    db.delete(forgedDays).where(lt(forgedDays.day, slot.day)),
  ),
});

const prepareRemembered = ({ db, kit, prepare, tables: { forgedDeliveries } }: Engine) => ({
  add: prepare('forged.add', (slot: Slots<Row<'forgedDeliveries'>>) =>
    db.insert(forgedDeliveries).values(rowSlots(forgedDeliveries, slot)),
  ),
  cut: prepare('forged.cut', (slot: Slots<{ storeId: StoreId; kept: number }>) =>
    db
      .delete(forgedDeliveries)
      .where(
        and(
          eq(forgedDeliveries.storeId, slot.storeId),
          lte(
            forgedDeliveries.id,
            sql`(select f.id from forged_deliveries as f where f.store_id = ${slot.storeId} order by f.id desc limit 1 offset ${slot.kept})`,
          ),
        ),
      ),
  ),
  ofOrders: prepare('forged.ofOrders', (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
    db
      .select()
      .from(forgedDeliveries)
      .where(and(eq(forgedDeliveries.storeId, slot.storeId), kit.anyOf(forgedDeliveries.orderId, slot.ids))),
  ),
  forget: prepare('forged.forget', (slot: Slots<{ before: Date }>) =>
    db.delete(forgedDeliveries).where(lt(forgedDeliveries.at, slot.before)),
  ),
});
