import { sql } from 'drizzle-orm';
import type { DataRequestId, StoreId } from '../../core/words/ids.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeDataRequests = (kit: Kit) => ({
  dataRequests: kit.table(
    'data_requests',
    {
      id: kit.text<DataRequestId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      /** Who asks, sealed. */
      personEnc: kit.text().notNull(),
      /** The same as a hash keyed with the store's secret, to know a repeated request by. */
      personHash: kit.text().notNull(),
      receivedAt: kit.instant().notNull(),
      answeredAt: kit.instant(),
    },
    (t) => [
      kit.index('data_requests_by_store').on(t.storeId, t.id),
      kit
        .uniqueIndex('data_requests_one_waiting')
        .on(t.storeId, t.personHash)
        .where(sql`answered_at is null`),
    ],
  ),
});
