import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeForged = (kit: Kit) => ({
  /** Webhooks with a wrong signature, the newest few of each store. */
  forgedDeliveries: kit.table(
    'forged_deliveries',
    {
      id: kit.text().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      topic: kit.text().notNull(),
      orderId: kit.text(),
      at: kit.instant().notNull(),
    },
    (t) => [
      kit.index('forged_by_store').on(t.storeId, t.id),
      kit.index('forged_by_order').on(t.storeId, t.orderId),
      kit.index('forged_by_time').on(t.at),
    ],
  ),

  /** How many they were, a row for each store and day (UTC). */
  forgedDays: kit.table(
    'forged_days',
    {
      platform: kit.text<Platform>().notNull(),
      /** Empty for a store that we do not know. */
      storeId: kit.text<StoreId | ''>().notNull(),
      day: kit.text().notNull(),
      count: kit.integer().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.storeId, t.platform, t.day] }),
      kit.index('forged_days_by_day').on(t.day),
    ],
  ),
});
