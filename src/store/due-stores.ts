import { and, eq, lte, sql } from 'drizzle-orm';
import type { StoreId } from '../core/words/ids.ts';
import type { DueStores } from '../ports/store/due-stores.ts';
import type { Engine } from './engine.ts';
import { excluded, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createDueStores = ({ db, tables: { storeDue }, prepare }: Engine): DueStores => {
  const bringForward = prepare('dueStores.bringForward', (slot: Slots<Row<'storeDue'>>) =>
    db
      .insert(storeDue)
      .values(rowSlots(storeDue, slot))
      .onConflictDoUpdate({
        target: storeDue.storeId,
        set: excluded(storeDue, ['dueAt']),
        setWhere: sql`excluded.due_at < ${storeDue.dueAt}`,
      }),
  );
  const due = prepare('dueStores.due', (slot: Slots<{ now: Date; limit: number }>) =>
    db.select().from(storeDue).where(lte(storeDue.dueAt, slot.now)).orderBy(storeDue.dueAt).limit(slot.limit),
  );
  const settle = prepare('dueStores.settle', (slot: Slots<Row<'storeDue'> & { next: Date }>) =>
    db
      .update(storeDue)
      .set({ dueAt: slot.next })
      .where(and(eq(storeDue.storeId, slot.storeId), eq(storeDue.dueAt, slot.dueAt))),
  );
  const settleForGood = prepare('dueStores.settleForGood', (slot: Slots<Row<'storeDue'>>) =>
    db.delete(storeDue).where(and(eq(storeDue.storeId, slot.storeId), eq(storeDue.dueAt, slot.dueAt))),
  );
  const remove = prepare('dueStores.remove', (slot: Slots<{ storeId: StoreId }>) =>
    db.delete(storeDue).where(eq(storeDue.storeId, slot.storeId)),
  );

  return {
    broughtForward: (storeId, at) => bringForward.write({ storeId, dueAt: at }),
    due: (now, limit) => due.read({ now, limit }),
    settled: (store, next) =>
      next ? settle.write({ ...store, next }, { expect: 1 }) : settleForGood.write(store, { expect: 1 }),
    removed: (storeId) => remove.write({ storeId }),
  };
};
