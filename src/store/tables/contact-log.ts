import { sql } from 'drizzle-orm';
import type { CartId, ContactId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { AbandonmentReason, ContactAnswer, ContactChannel } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeContactLog = (kit: Kit) => ({
  contactLog: kit.table(
    'contact_log',
    {
      id: kit.text<ContactId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      cartId: kit.text<CartId>().notNull(),
      shopperId: kit.text<ShopperId>(),
      at: kit.instant().notNull(),
      channel: kit.text<ContactChannel>().notNull(),
      reached: kit.boolean().notNull(),
      answer: kit.text<ContactAnswer>().notNull(),
      reason: kit.text<AbandonmentReason>(),
      notes: kit.text().notNull(),
      nextAttemptAt: kit.instant(),
      /** The next attempt while it is still to be made; null once a newer contact made it. */
      taskDueAt: kit.instant(),
    },
    (t) => [
      kit.index('contact_log_by_cart').on(t.storeId, t.cartId, t.id),
      kit.index('contact_log_by_shopper').on(t.storeId, t.shopperId, t.id),
      kit
        .index('contact_log_reasons')
        .on(t.storeId, t.at)
        .where(sql`reason is not null`),
      kit
        .index('contact_log_tasks')
        .on(t.storeId, t.taskDueAt)
        .where(sql`task_due_at is not null`),
    ],
  ),
});
