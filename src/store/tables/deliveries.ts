import { sql } from 'drizzle-orm';
import type { DeliveryId, StoreId } from '../../core/words/ids.ts';
import type { DeliveryState, Platform } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

/** The inbox of webhooks and events. */
export const describeDeliveries = (kit: Kit) => ({
  deliveries: kit.table(
    'deliveries',
    {
      id: kit.text<DeliveryId>().primaryKey(),
      platform: kit.text<Platform>().notNull(),
      /** Null for a store that we do not know. */
      storeId: kit.text<StoreId>(),
      storeKey: kit.text().notNull(),
      dedupeKey: kit.text().notNull(),
      topic: kit.text().notNull(),
      encoding: kit.text<'json' | 'form'>().notNull(),
      receivedAt: kit.instant().notNull(),
      /** The minimised body; null once its time is over. */
      body: kit.text(),
      state: kit.text<DeliveryState>().notNull(),
      reason: kit.text(),
      attempts: kit.integer().notNull(),
      nextAttemptAt: kit.instant().notNull(),
      processedAt: kit.instant(),
    },
    (t) => [
      kit.uniqueIndex('deliveries_once').on(t.platform, t.storeKey, t.dedupeKey),
      kit
        .index('deliveries_to_process')
        .on(t.nextAttemptAt)
        .where(sql`state = 'received'`),
      kit
        .index('deliveries_dead')
        .on(t.storeId)
        .where(sql`state = 'dead'`),
      kit.index('deliveries_by_store').on(t.storeId, t.id),
      kit.index('deliveries_by_state').on(t.state, t.platform, t.id),
      kit
        .index('deliveries_with_body')
        .on(t.receivedAt)
        .where(sql`body is not null`),
    ],
  ),
});
