import { sql } from 'drizzle-orm';
import type { Credit } from '../../core/order/order.ts';
import type { ClickId, MachineReason, Subject } from '../../core/results/click.ts';
import type { CartId, MessageId, OrderId, ShopperId, StepId, StoreId } from '../../core/words/ids.ts';
import type { LinkChannel, RunKind } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeResults = (kit: Kit) => ({
  links: linksTable(kit),
  clicks: clicksTable(kit),
  evidence: evidenceTable(kit),
  contributions: contributionsTable(kit),
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
      cartId: kit.text<CartId>().notNull(),
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
      id: kit.text<ClickId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      /** The episode, or the cart of a link outside of any. */
      subject: kit.text<Subject>().notNull(),
      tokenHash: kit.text().notNull(),
      linkKind: kit.text<'return' | 'unsubscribe'>().notNull(),
      messageId: kit.text<MessageId>(),
      cartId: kit.text<CartId>().notNull(),
      shopperId: kit.text<ShopperId>(),
      at: kit.instant().notNull(),
      kind: kit.text<'human' | 'machine'>().notNull(),
      reason: kit.text<MachineReason>(),
      /** The day of `daily` on which this click counts for its message. */
      countedOn: kit.text(),
    },
    (t) => [
      kit.index('clicks_by_subject').on(t.storeId, t.subject),
      kit.index('clicks_by_message').on(t.messageId, t.at),
      kit.index('clicks_by_cart').on(t.storeId, t.cartId, t.at),
      kit
        .index('clicks_counted')
        .on(t.storeId, t.countedOn)
        .where(sql`counted_on is not null`),
    ],
  );

/** Grows with every click of a subject, so that a click and the credit of an order cannot pass each other unseen. */
const evidenceTable = (kit: Kit) =>
  kit.table(
    'evidence',
    {
      storeId: kit.text<StoreId>().notNull(),
      subject: kit.text<Subject>().notNull(),
      revision: kit.integer().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.subject] })],
  );

/** What an order has added to `daily`, so that exactly that can be taken back; without a credit, nothing. */
const contributionsTable = (kit: Kit) =>
  kit.table(
    'contributions',
    {
      storeId: kit.text<StoreId>().notNull(),
      orderId: kit.text<OrderId>().notNull(),
      boughtAt: kit.instant().notNull(),
      creditKind: kit.text<Credit['kind']>(),
      messageId: kit.text<MessageId>(),
      flow: kit.text<RunKind>(),
      stepId: kit.text<StepId>(),
      channel: kit.text<LinkChannel>(),
      episodeDay: kit.text(),
      orderDay: kit.text(),
      currency: kit.text(),
      revenueMinor: kit.bigint(),
      revision: kit.integer().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.storeId, t.orderId] }),
      kit.index('contributions_by_message').on(t.storeId, t.messageId),
      kit.index('contributions_by_episode_day').on(t.storeId, t.episodeDay),
      kit.index('contributions_by_order_day').on(t.storeId, t.orderDay),
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
      flow: kit.text<RunKind | ''>().notNull(),
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
