import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import type { StoreId } from '../core/words/ids.ts';
import type { Errand, Errands, WantedErrand } from '../ports/store/errands.ts';
import type { Engine } from './engine.ts';
import { excluded, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createErrands = (engine: Engine): Errands => {
  const statements = { ...prepareReads(engine), ...prepareWrites(engine) };
  return {
    wanted: (errand) => statements.want.write(freshRow(errand)),
    missing: (errand) => statements.addMissing.write(freshRow(errand)),
    find: (storeId, kind) => statements.find.first({ storeId, kind }),
    ofStore: (storeId) => statements.ofStore.read({ storeId }),
    due: (now, limit) => statements.due.read({ now, limit }),
    claimed: ({ storeId, kind }, { now, until }) =>
      statements.claim.write({ storeId, kind, now, until }, { expect: 1 }),
    settled: ({ storeId, kind, claimedUntil }, as) =>
      statements.settle.write({ storeId, kind, claimedUntil, ...as }, { expect: 1 }),
  };
};

const freshRow = (errand: WantedErrand): Row<'errands'> => ({
  ...errand,
  claimedUntil: null,
  failures: 0,
  failingSince: null,
  reason: null,
  doneAt: null,
});

const prepareReads = ({ db, prepare, tables: { errands } }: Engine) => ({
  find: prepare('errands.find', (slot: Slots<{ storeId: StoreId; kind: Errand['kind'] }>) =>
    db
      .select()
      .from(errands)
      .where(and(eq(errands.storeId, slot.storeId), eq(errands.kind, slot.kind))),
  ),
  ofStore: prepare('errands.ofStore', (slot: Slots<{ storeId: StoreId }>) =>
    db.select().from(errands).where(eq(errands.storeId, slot.storeId)),
  ),
  due: prepare('errands.due', (slot: Slots<{ now: Date; limit: number }>) =>
    db
      .select()
      .from(errands)
      .where(
        and(
          lte(errands.dueAt, slot.now),
          or(isNull(errands.claimedUntil), lte(errands.claimedUntil, slot.now)),
        ),
      )
      .orderBy(asc(errands.dueAt))
      .limit(slot.limit),
  ),
});

type Settling = Pick<Row<'errands'>, 'storeId' | 'kind' | 'dueAt' | 'failures'> &
  Pick<Row<'errands'>, 'failingSince' | 'reason' | 'doneAt' | 'progress'> & { claimedUntil: Date };

const prepareWrites = ({ db, prepare, tables: { errands } }: Engine) => ({
  want: prepare('errands.want', (slot: Slots<Row<'errands'>>) =>
    db
      .insert(errands)
      .values(rowSlots(errands, slot))
      .onConflictDoUpdate({
        target: [errands.storeId, errands.kind],
        set: excluded(errands, [
          'dueAt',
          'claimedUntil',
          'failures',
          'failingSince',
          'reason',
          'doneAt',
          'progress',
        ]),
      }),
  ),
  addMissing: prepare('errands.addMissing', (slot: Slots<Row<'errands'>>) =>
    db.insert(errands).values(rowSlots(errands, slot)).onConflictDoNothing(),
  ),
  claim: prepare(
    'errands.claim',
    (slot: Slots<{ storeId: StoreId; kind: Errand['kind']; now: Date; until: Date }>) =>
      db
        .update(errands)
        .set({ claimedUntil: slot.until })
        .where(
          and(
            eq(errands.storeId, slot.storeId),
            eq(errands.kind, slot.kind),
            lte(errands.dueAt, slot.now),
            or(isNull(errands.claimedUntil), lte(errands.claimedUntil, slot.now)),
          ),
        ),
  ),
  settle: prepare('errands.settle', (slot: Slots<Settling>) =>
    db
      .update(errands)
      .set({
        claimedUntil: null,
        dueAt: slot.dueAt,
        failures: slot.failures,
        failingSince: slot.failingSince,
        reason: slot.reason,
        doneAt: slot.doneAt,
        progress: slot.progress,
      })
      .where(
        and(
          eq(errands.storeId, slot.storeId),
          eq(errands.kind, slot.kind),
          eq(errands.claimedUntil, slot.claimedUntil),
        ),
      ),
  ),
});
