import { sql } from 'drizzle-orm';
import type { QuietHoursSeen } from '../../core/decide/quiet-hours-seen.ts';
import type {
  AttemptId,
  CampaignId,
  CartId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StepId,
  StoreId,
} from '../../core/words/ids.ts';
import type { EpisodeEnd, MessageReason } from '../../core/words/reason-codes.ts';
import type { Channel, MessageState, ReactivationTrigger, RunKind } from '../../core/words/vocabulary.ts';

import type { Kit } from '../kits/postgres.ts';

export const describeReminders = (kit: Kit) => ({
  episodes: episodesTable(kit),
  messages: messagesTable(kit),
  attempts: attemptsTable(kit),
});

const episodesTable = (kit: Kit) =>
  kit.table(
    'episodes',
    {
      id: kit.text<EpisodeId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      shopperId: kit.text<ShopperId>().notNull(),
      flow: kit.text<RunKind>().notNull(),
      cartId: kit.text<CartId>().notNull(),
      orderId: kit.text<OrderId>(),
      trigger: kit.text<ReactivationTrigger>(),
      campaignId: kit.text<CampaignId>(),
      sinceAt: kit.instant(),
      anchorAt: kit.instant().notNull(),
      lateMs: kit.bigint().notNull(),
      openedAt: kit.instant().notNull(),
      endedAt: kit.instant(),
      endReason: kit.text<EpisodeEnd>(),
      holdout: kit.boolean(),
      revision: kit.integer().notNull(),
    },
    (t) => [
      kit
        .uniqueIndex('episodes_one_open')
        .on(t.storeId, t.shopperId, t.flow)
        .where(sql`ended_at is null and order_id is null and campaign_id is null`),
      // A silence brings one run for each trigger, and a campaign one for each shopper, however often they are begun.
      kit
        .uniqueIndex('episodes_once_per_silence')
        .on(t.storeId, t.shopperId, t.trigger, t.anchorAt)
        .where(sql`trigger is not null`),
      kit
        .uniqueIndex('episodes_once_per_campaign')
        .on(t.campaignId, t.shopperId)
        .where(sql`campaign_id is not null`),
      // Every order has a run of its own, and never a second one.
      kit
        .uniqueIndex('episodes_once_per_order')
        .on(t.storeId, t.orderId)
        .where(sql`order_id is not null`),
      // Whether anything of a campaign is still on its way.
      kit
        .index('episodes_of_campaign_open')
        .on(t.campaignId)
        .where(sql`campaign_id is not null and ended_at is null`),
      kit.index('episodes_by_cart').on(t.storeId, t.cartId),
      kit.index('episodes_by_shopper').on(t.storeId, t.shopperId, t.openedAt),
      kit.index('episodes_by_time').on(t.storeId, t.flow, t.openedAt),
    ],
  );

const messagesTable = (kit: Kit) =>
  kit.table(
    'messages',
    {
      id: kit.text<MessageId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      /** Null for a message written by hand. */
      episodeId: kit.text<EpisodeId>(),
      flow: kit.text<RunKind>(),
      stepId: kit.text<StepId>(),
      stepIndex: kit.integer(),
      cartId: kit.text<CartId>().notNull(),
      shopperId: kit.text<ShopperId>().notNull(),
      channel: kit.text<Channel>().notNull(),
      state: kit.text<MessageState>().notNull(),
      reason: kit.text<MessageReason>(),
      dueAt: kit.instant().notNull(),
      plannedAt: kit.instant().notNull(),
      claimedUntil: kit.instant(),
      waits: kit.integer().notNull(),
      shelfEndsAt: kit.instant().notNull(),
      locale: kit.text(),
      toAddress: kit.text(),
      subject: kit.text(),
      content: kit.json<unknown>(),
      sentAt: kit.instant(),
      acceptedAt: kit.instant(),
      settledAt: kit.instant(),
      messageIdHeader: kit.text(),
      providerId: kit.text(),
      attemptsCount: kit.integer().notNull(),
      /** Action and reason of the last decision, so that one is told once per change of verdict. */
      lastVerdict: kit.text(),
      byHand: kit.boolean().notNull(),
      revision: kit.integer().notNull(),
    },
    (t) => [
      kit.uniqueIndex('messages_once_per_step').on(t.episodeId, t.flow, t.stepId),
      kit
        .index('messages_due')
        .on(t.storeId, t.dueAt)
        .where(sql`state = 'planned'`),
      kit
        .index('messages_in_hand')
        .on(t.claimedUntil)
        .where(sql`state in ('claimed', 'sending')`),
      kit
        .index('messages_uncertain')
        .on(t.sentAt)
        .where(sql`state = 'uncertain'`),
      kit.index('messages_by_cart').on(t.storeId, t.cartId),
      kit.index('messages_by_shopper').on(t.storeId, t.shopperId, t.sentAt),
      kit.index('messages_by_store').on(t.storeId, t.id),
      kit.index('messages_by_sending').on(t.sentAt, t.id),
      // Counts by state read this and no row.
      kit.index('messages_by_state').on(t.state, t.channel),
      kit.index('messages_by_provider_id').on(t.providerId),
      kit.index('messages_by_header').on(t.messageIdHeader),
    ],
  );

const attemptsTable = (kit: Kit) =>
  kit.table(
    'attempts',
    {
      id: kit.text<AttemptId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      messageId: kit.text<MessageId>().notNull(),
      channel: kit.text<Channel>().notNull(),
      number: kit.integer().notNull(),
      startedAt: kit.instant().notNull(),
      endedAt: kit.instant(),
      outcome: kit.text(),
      reason: kit.text(),
      providerId: kit.text(),
      quietHours: kit.json<QuietHoursSeen>(),
    },
    (t) => [kit.uniqueIndex('attempts_by_message').on(t.messageId, t.channel, t.number)],
  );
