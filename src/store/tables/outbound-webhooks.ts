import { sql } from 'drizzle-orm';
import type { OutboundEvent } from '../../core/words/vocabulary.ts';
import type { CartId, MessageId, OrderId, OutboundWebhookId, StoreId } from '../../core/words/ids.ts';
import type { WebhookCall } from '../../ports/store/outbound-webhooks.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeOutboundWebhooks = (kit: Kit) => ({
  outboundWebhooks: kit.table(
    'outbound_webhooks',
    {
      id: kit.text<OutboundWebhookId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      url: kit.text().notNull(),
      /** `,cart.abandoned,message.due,`: one may be looked for between its commas. */
      events: kit.text().notNull(),
      secretEnc: kit.text().notNull(),
      state: kit.text<'active' | 'disabled'>().notNull(),
      reason: kit.text(),
      failingSince: kit.instant(),
      answeredAt: kit.instant(),
      createdAt: kit.instant().notNull(),
    },
    (t) => [kit.index('outbound_webhooks_by_store').on(t.storeId, t.id)],
  ),

  webhookCalls: kit.table(
    'webhook_calls',
    {
      webhookId: kit.text<OutboundWebhookId>().notNull(),
      eventId: kit.text().notNull(),
      storeId: kit.text<StoreId>().notNull(),
      event: kit.text<OutboundEvent>().notNull(),
      cartId: kit.text<CartId>().notNull(),
      orderId: kit.text<OrderId>(),
      messageId: kit.text<MessageId>(),
      at: kit.instant().notNull(),
      state: kit.text<WebhookCall['state']>().notNull(),
      attempts: kit.integer().notNull(),
      nextAttemptAt: kit.instant().notNull(),
      status: kit.integer(),
      reason: kit.text(),
      endedAt: kit.instant(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.webhookId, t.eventId] }),
      kit
        .index('webhook_calls_due')
        .on(t.nextAttemptAt)
        .where(sql`state = 'waiting'`),
      kit.index('webhook_calls_by_webhook').on(t.webhookId, t.at),
      kit.index('webhook_calls_by_store').on(t.storeId, t.eventId),
      kit.index('webhook_calls_by_cart').on(t.storeId, t.cartId),
      kit
        .index('webhook_calls_by_message')
        .on(t.messageId)
        .where(sql`message_id is not null`),
      kit
        .index('webhook_calls_ended')
        .on(t.endedAt)
        .where(sql`ended_at is not null`),
    ],
  ),
});
