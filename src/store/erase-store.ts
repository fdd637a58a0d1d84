import { and, eq, inArray, ne } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Erasing } from '../ports/store/erasing.ts';
import type { Engine } from './engine.ts';

/**
 * A store's people, row by row; what counts no people (roll-ups, flows, opt-outs as keyed hashes) stays. Rows go
 * before what leads to them, so that a step that was interrupted leaves nothing that cannot be found again.
 */
export const createEraseStore = ({ db, apply, write, tables }: Engine): Erasing['wholeStore'] => {
  const keyed: readonly Keyed[] = [
    { table: tables.attempts, key: tables.attempts.id, storeId: tables.attempts.storeId },
    { table: tables.clicks, key: tables.clicks.id, storeId: tables.clicks.storeId },
    { table: tables.links, key: tables.links.tokenHash, storeId: tables.links.storeId },
    { table: tables.handWritten, key: tables.handWritten.messageId, storeId: tables.handWritten.storeId },
    { table: tables.contactLog, key: tables.contactLog.id, storeId: tables.contactLog.storeId },
    { table: tables.messages, key: tables.messages.id, storeId: tables.messages.storeId },
    { table: tables.episodes, key: tables.episodes.id, storeId: tables.episodes.storeId },
    {
      table: tables.campaignRecipients,
      key: tables.campaignRecipients.campaignId,
      storeId: tables.campaignRecipients.storeId,
    },
    { table: tables.timeline, key: tables.timeline.id, storeId: tables.timeline.storeId },
    { table: tables.cartWords, key: tables.cartWords.cartId, storeId: tables.cartWords.storeId },
    { table: tables.cartRefs, key: tables.cartRefs.cartId, storeId: tables.cartRefs.storeId },
    { table: tables.carts, key: tables.carts.id, storeId: tables.carts.storeId },
    { table: tables.orderRefs, key: tables.orderRefs.orderId, storeId: tables.orderRefs.storeId },
    { table: tables.orders, key: tables.orders.id, storeId: tables.orders.storeId },
    { table: tables.consents, key: tables.consents.key, storeId: tables.consents.storeId },
    { table: tables.phoneOwners, key: tables.phoneOwners.phoneKey, storeId: tables.phoneOwners.storeId },
    { table: tables.shoppers, key: tables.shoppers.id, storeId: tables.shoppers.storeId },
    { table: tables.mailbox, key: tables.mailbox.id, storeId: tables.mailbox.storeId },
    { table: tables.discrepancies, key: tables.discrepancies.id, storeId: tables.discrepancies.storeId },
    {
      table: tables.reconciliations,
      key: tables.reconciliations.id,
      storeId: tables.reconciliations.storeId,
    },
    {
      table: tables.forgedDeliveries,
      key: tables.forgedDeliveries.id,
      storeId: tables.forgedDeliveries.storeId,
    },
    { table: tables.dataRequests, key: tables.dataRequests.id, storeId: tables.dataRequests.storeId },
    { table: tables.webhookCalls, key: tables.webhookCalls.eventId, storeId: tables.webhookCalls.storeId },
    { table: tables.coupons, key: tables.coupons.id, storeId: tables.coupons.storeId },
    { table: tables.deliveries, key: tables.deliveries.id, storeId: tables.deliveries.storeId },
  ];

  /** What still waits to be processed goes when it is settled: the request to erase is among it. */
  const isSettled = (table: PgTable) =>
    table === tables.deliveries ? ne(tables.deliveries.state, 'received') : undefined;

  return async (store, limit) => {
    for (const { table, key, storeId } of keyed) {
      const isTheirs = and(eq(storeId, store), isSettled(table));
      const some = db.select({ key }).from(table).where(isTheirs).limit(limit);
      const applied = await apply([write(db.delete(table).where(and(isTheirs, inArray(key, some))))]);
      const touched = applied.kind === 'committed' ? (applied.results[0]?.touched ?? 0) : 0;
      if (touched > 0) return touched;
    }
    return 0;
  };
};

type Keyed = { readonly table: PgTable; readonly key: PgColumn; readonly storeId: PgColumn };
