import type { CartId, MessageId, ShopperId, StepId, StoreId } from '../../core/words/ids.ts';
import type { FlowKind, LinkChannel } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeResults = (kit: Kit) => ({
  links: linksTable(kit),
  clicks: clicksTable(kit),
  daily: dailyTable(kit),
});

const linksTable = (kit: Kit) =>
  kit.table(
    'links',
    {
      tokenHash: kit.text().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      kind: kit.text<'return' | 'unsubscribe'>().notNull(),
      messageId: kit.text<MessageId>(),
      cartId: kit.text<CartId>(),
      shopperId: kit.text<ShopperId>(),
      channel: kit.text<LinkChannel>().notNull(),
      couponCode: kit.text(),
      createdAt: kit.instant().notNull(),
      expiresAt: kit.instant().notNull(),
    },
    (t) => [
      kit.index('links_by_message').on(t.messageId),
      kit.index('links_by_cart').on(t.cartId),
      kit.index('links_by_end').on(t.expiresAt),
    ],
  );

const clicksTable = (kit: Kit) =>
  kit.table(
    'clicks',
    {
      id: kit.text().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      tokenHash: kit.text().notNull(),
      messageId: kit.text<MessageId>(),
      cartId: kit.text<CartId>(),
      shopperId: kit.text<ShopperId>(),
      at: kit.instant().notNull(),
      kind: kit.text<'human' | 'machine'>().notNull(),
      reason: kit.text(),
      method: kit.text().notNull(),
    },
    (t) => [
      kit.index('clicks_by_message').on(t.messageId, t.at),
      kit.index('clicks_by_cart').on(t.storeId, t.cartId, t.at),
      kit.index('clicks_by_shopper').on(t.storeId, t.shopperId, t.at),
      kit.index('clicks_by_token').on(t.tokenHash, t.at),
    ],
  );

/** Counts by day in the store's zone; what a dimension does not name is the empty string. */
const dailyTable = (kit: Kit) =>
  kit.table(
    'daily',
    {
      storeId: kit.text<StoreId>().notNull(),
      /** YYYY-MM-DD in the store's zone. */
      day: kit.text().notNull(),
      basis: kit.text<'episode' | 'order'>().notNull(),
      flow: kit.text<FlowKind | ''>().notNull(),
      stepId: kit.text<StepId | ''>().notNull(),
      channel: kit.text<LinkChannel | ''>().notNull(),
      currency: kit.text().notNull(),
      abandoned: kit.integer().notNull(),
      reached: kit.integer().notNull(),
      delivered: kit.integer().notNull(),
      read: kit.integer().notNull(),
      failed: kit.integer().notNull(),
      replied: kit.integer().notNull(),
      clicked: kit.integer().notNull(),
      recovered: kit.integer().notNull(),
      assisted: kit.integer().notNull(),
      revenueMinor: kit.bigint().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.storeId, t.basis, t.day, t.flow, t.stepId, t.channel, t.currency] }),
    ],
  );
