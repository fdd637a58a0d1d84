import { sql } from 'drizzle-orm';
import type { DiscrepancyId, ReconciliationId, StoreId } from '../../core/words/ids.ts';
import type { DiscrepancyReason } from '../../core/words/reason-codes.ts';
import type { Reconciliation } from '../../ports/store/reconciliations.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeReconciliations = (kit: Kit) => ({
  reconciliations: reconciliationsTable(kit),
  discrepancies: discrepanciesTable(kit),
});

const reconciliationsTable = (kit: Kit) =>
  kit.table(
    'reconciliations',
    {
      id: kit.text<ReconciliationId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      from: kit.instant().notNull(),
      to: kit.instant().notNull(),
      repair: kit.boolean().notNull(),
      origin: kit.text<Reconciliation['origin']>().notNull(),
      state: kit.text<Reconciliation['state']>().notNull(),
      reason: kit.text(),
      startedAt: kit.instant().notNull(),
      finishedAt: kit.instant(),
      heldUntil: kit.instant().notNull(),
      attempts: kit.integer().notNull(),
      orders: kit.integer().notNull(),
      carts: kit.integer().notNull(),
      found: kit.integer().notNull(),
      repaired: kit.integer().notNull(),
    },
    (t) => [
      kit.index('reconciliations_by_store').on(t.storeId, t.id),
      kit.index('reconciliations_by_origin').on(t.storeId, t.origin, t.id),
      kit
        .index('reconciliations_running')
        .on(t.heldUntil)
        .where(sql`state = 'running'`),
    ],
  );

const discrepanciesTable = (kit: Kit) =>
  kit.table(
    'discrepancies',
    {
      id: kit.text<DiscrepancyId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      reconciliationId: kit.text<ReconciliationId>().notNull(),
      subject: kit.text<'order' | 'cart'>().notNull(),
      externalId: kit.text().notNull(),
      reason: kit.text<DiscrepancyReason>().notNull(),
      details: kit.text(),
      repaired: kit.boolean().notNull(),
      /** Whose it is, hashed with the store's secret, so that erasing finds what we never took in. */
      emailHash: kit.text(),
      phoneHash: kit.text(),
    },
    (t) => [
      kit.uniqueIndex('discrepancies_once').on(t.reconciliationId, t.subject, t.externalId, t.reason),
      kit.index('discrepancies_by_reconciliation').on(t.reconciliationId, t.id),
      kit.index('discrepancies_by_thing').on(t.storeId, t.externalId),
      kit.index('discrepancies_by_email').on(t.storeId, t.emailHash),
      kit.index('discrepancies_by_phone').on(t.storeId, t.phoneHash),
    ],
  );
