import { and, count, desc, eq, gt, inArray, lt, lte, sql, sum } from 'drizzle-orm';
import type { DiscrepancyId, ReconciliationId, StoreId } from '../core/words/ids.ts';
import type { Reconciliation, Reconciliations } from '../ports/store/reconciliations.ts';
import type { Engine } from './engine.ts';
import { isWord, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createReconciliations = (engine: Engine): Reconciliations => ({
  ...createRuns(engine),
  ...createFindings(engine),
  ...createForgetting(engine),
});

/** Ids are lower-case letters and digits. */
const AFTER_ALL_IDS = '~' as ReconciliationId;
const BEFORE_ALL_IDS = '' as DiscrepancyId;

const createRuns = (engine: Engine) => {
  const read = prepareReads(engine);
  const write = prepareWrites(engine);
  const guard = { expect: 1 };
  return {
    started: (run: Reconciliation) => write.start.write(run),
    claimed: (run: Reconciliation, { now, until }: { now: Date; until: Date }) =>
      write.claim.write({ ...held(run), now, until }, guard),
    progressed: (run: Reconciliation, told: { orders: number; carts: number; until: Date }) =>
      write.progress.write({ ...held(run), ...told }, guard),
    released: (run: Reconciliation, now: Date) => write.release.write({ ...held(run), now }, guard),
    finished: (run: Reconciliation, end: Parameters<Reconciliations['finished']>[1]) =>
      write.finish.write({ ...held(run), ...end }, guard),
    find: (storeId: StoreId, id: ReconciliationId) => read.find.first({ storeId, id }),
    list: (storeId: StoreId, { limit, before }: Parameters<Reconciliations['list']>[1]) =>
      read.list.read({ storeId, limit, before: before ?? AFTER_ALL_IDS }),
    lastScheduled: (storeId: StoreId) => read.lastScheduled.first({ storeId }),
    adrift: (now: Date, limit: number) => read.adrift.read({ now, limit }),
    countRunning: async (storeId: StoreId) => (await read.countRunning.first({ storeId }))?.running ?? 0,
  };
};

const held = ({ id, attempts }: Reconciliation) => ({ id, attempts });

const prepareReads = ({ db, prepare, tables: { reconciliations } }: Engine) => ({
  find: prepare('reconciliations.find', (slot: Slots<{ storeId: StoreId; id: ReconciliationId }>) =>
    db
      .select()
      .from(reconciliations)
      .where(and(eq(reconciliations.storeId, slot.storeId), eq(reconciliations.id, slot.id))),
  ),
  list: prepare(
    'reconciliations.list',
    (slot: Slots<{ storeId: StoreId; before: ReconciliationId; limit: number }>) =>
      db
        .select()
        .from(reconciliations)
        .where(and(eq(reconciliations.storeId, slot.storeId), lt(reconciliations.id, slot.before)))
        .orderBy(desc(reconciliations.id))
        .limit(slot.limit),
  ),
  lastScheduled: prepare('reconciliations.lastScheduled', (slot: Slots<{ storeId: StoreId }>) =>
    db
      .select()
      .from(reconciliations)
      .where(and(eq(reconciliations.storeId, slot.storeId), eq(reconciliations.origin, 'schedule')))
      .orderBy(desc(reconciliations.id))
      .limit(1),
  ),
  adrift: prepare('reconciliations.adrift', (slot: Slots<{ now: Date; limit: number }>) =>
    db
      .select()
      .from(reconciliations)
      .where(and(isWord(reconciliations.state, 'running'), lte(reconciliations.heldUntil, slot.now)))
      .orderBy(reconciliations.heldUntil)
      .limit(slot.limit),
  ),
  countRunning: prepare('reconciliations.countRunning', (slot: Slots<{ storeId: StoreId }>) =>
    db
      .select({ running: count() })
      .from(reconciliations)
      .where(and(eq(reconciliations.storeId, slot.storeId), isWord(reconciliations.state, 'running'))),
  ),
});

type Held = { id: ReconciliationId; attempts: number };

const prepareWrites = ({ db, prepare, tables: { reconciliations } }: Engine) => {
  const isHeld = (slot: Slots<Held>) =>
    and(
      eq(reconciliations.id, slot.id),
      eq(reconciliations.attempts, slot.attempts),
      isWord(reconciliations.state, 'running'),
    );
  return {
    start: prepare('reconciliations.start', (slot: Slots<Row<'reconciliations'>>) =>
      db.insert(reconciliations).values(rowSlots(reconciliations, slot)),
    ),
    claim: prepare('reconciliations.claim', (slot: Slots<Held & { now: Date; until: Date }>) =>
      db
        .update(reconciliations)
        .set({
          heldUntil: slot.until,
          attempts: sql`${reconciliations.attempts} + 1`,
          orders: 0,
          carts: 0,
        })
        .where(and(isHeld(slot), lte(reconciliations.heldUntil, slot.now))),
    ),
    progress: prepare(
      'reconciliations.progress',
      (slot: Slots<Held & { orders: number; carts: number; until: Date }>) =>
        db
          .update(reconciliations)
          .set({ orders: slot.orders, carts: slot.carts, heldUntil: slot.until })
          .where(isHeld(slot)),
    ),
    release: prepare('reconciliations.release', (slot: Slots<Held & { now: Date }>) =>
      db.update(reconciliations).set({ heldUntil: slot.now }).where(isHeld(slot)),
    ),
    finish: prepare(
      'reconciliations.finish',
      (slot: Slots<Held & Parameters<Reconciliations['finished']>[1]>) =>
        db
          .update(reconciliations)
          .set({
            state: slot.state,
            reason: slot.reason,
            found: slot.found,
            repaired: slot.repaired,
            finishedAt: slot.at,
          })
          .where(isHeld(slot)),
    ),
  };
};

const createFindings = (engine: Engine) => {
  const { add, mend, list, counts } = prepareFindings(engine);
  return {
    noted: (found: Parameters<Reconciliations['noted']>[0]) => found.map((one) => add.write(one)),
    mended: (id: ReconciliationId, subject: 'order' | 'cart', ids: readonly string[]) =>
      mend.write({ id, subject, ids }),
    discrepancies: (
      storeId: StoreId,
      id: ReconciliationId,
      { limit, after }: Parameters<Reconciliations['discrepancies']>[2],
    ) => list.read({ storeId, id, limit, after: after ?? BEFORE_ALL_IDS }),
    countByReason: async (storeId: StoreId, id: ReconciliationId) =>
      (await counts.read({ storeId, id })).map(({ repaired, ...one }) => ({
        ...one,
        repaired: Number(repaired ?? 0),
      })),
  };
};

const prepareFindings = ({ db, kit, prepare, tables: { discrepancies } }: Engine) => {
  const add = prepare('discrepancies.add', (slot: Slots<Row<'discrepancies'>>) =>
    db.insert(discrepancies).values(rowSlots(discrepancies, slot)).onConflictDoNothing(),
  );
  const mend = prepare(
    'discrepancies.mend',
    (slot: Slots<{ id: ReconciliationId; subject: 'order' | 'cart'; ids: readonly string[] }>) =>
      db
        .update(discrepancies)
        .set({ repaired: true })
        .where(
          and(
            eq(discrepancies.reconciliationId, slot.id),
            eq(discrepancies.subject, slot.subject),
            kit.anyOf(discrepancies.externalId, slot.ids),
            inArray(discrepancies.reason, MENDABLE),
          ),
        ),
  );
  type Page = Slots<{ storeId: StoreId; id: ReconciliationId; after: DiscrepancyId; limit: number }>;
  const list = prepare('discrepancies.list', (slot: Page) =>
    db
      .select()
      .from(discrepancies)
      .where(
        and(
          eq(discrepancies.storeId, slot.storeId),
          eq(discrepancies.reconciliationId, slot.id),
          gt(discrepancies.id, slot.after),
        ),
      )
      .orderBy(discrepancies.id)
      .limit(slot.limit),
  );
  const counts = prepare('discrepancies.counts', (slot: Slots<{ storeId: StoreId; id: ReconciliationId }>) =>
    db
      .select({
        reason: discrepancies.reason,
        found: count(),
        repaired: sum(sql`case when ${discrepancies.repaired} then 1 else 0 end`),
      })
      .from(discrepancies)
      .where(and(eq(discrepancies.storeId, slot.storeId), eq(discrepancies.reconciliationId, slot.id)))
      .groupBy(discrepancies.reason)
      .orderBy(discrepancies.reason),
  );
  return { add, mend, list, counts };
};

/** The others do not go away by believing the platform. */
const MENDABLE = [
  'webhook_missing',
  'webhook_forged',
  'delivery_dead',
  'payment_page_no_return',
  'made_in_admin',
  'imported',
  'differs',
] as const;

const createForgetting = ({ db, write, apply, tables }: Engine) => {
  const { reconciliations, discrepancies } = tables;
  const touched = async (query: Parameters<typeof write>[0]) => {
    const applied = await apply([write(query)]);
    return applied.kind === 'committed' ? (applied.results[0]?.touched ?? 0) : 0;
  };
  const gone = async (storeId: StoreId, column: Column, values: readonly string[]) => {
    let sum = 0;
    for (let from = 0; from < values.length; from += VALUES_A_STEP)
      sum += await touched(
        db
          .delete(discrepancies)
          .where(
            and(
              eq(discrepancies.storeId, storeId),
              inArray(discrepancies[column], values.slice(from, from + VALUES_A_STEP)),
            ),
          ),
      );
    return sum;
  };

  return {
    erase: async (storeId: StoreId, { externalIds, hashes }: Parameters<Reconciliations['erase']>[1]) =>
      (await gone(storeId, 'externalId', externalIds)) +
      (await gone(storeId, 'emailHash', hashes)) +
      (await gone(storeId, 'phoneHash', hashes)),
    forget: async (storeId: StoreId, before: Date, limit: number) => {
      const old = db
        .select({ id: reconciliations.id })
        .from(reconciliations)
        .where(and(eq(reconciliations.storeId, storeId), lt(reconciliations.startedAt, before)))
        .orderBy(reconciliations.id)
        .limit(limit);
      await apply([write(db.delete(discrepancies).where(inArray(discrepancies.reconciliationId, old)))]);
      return touched(db.delete(reconciliations).where(inArray(reconciliations.id, old)));
    },
  };
};

type Column = 'externalId' | 'emailHash' | 'phoneHash';
const VALUES_A_STEP = 500;
