import { sql } from 'drizzle-orm';
import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { CampaignId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { CampaignState, ReactivationTrigger } from '../../core/words/vocabulary.ts';
import type { Recipient } from '../../ports/store/campaigns.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeCampaigns = (kit: Kit) => ({
  campaigns: campaignsTable(kit),
  campaignRecipients: recipientsTable(kit),
  silences: silencesTable(kit),
});

/** What is set up once and never changed. */
export type CampaignConfig = Pick<
  Campaign,
  'audience' | 'channels' | 'templates' | 'whatsappTemplate' | 'offer' | 'quietHours' | 'messagesPerHour'
>;

const campaignsTable = (kit: Kit) =>
  kit.table(
    'campaigns',
    {
      id: kit.text<CampaignId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      name: kit.text().notNull(),
      state: kit.text<CampaignState>().notNull(),
      config: kit.json<CampaignConfig>().notNull(),
      createdAt: kit.instant().notNull(),
      requestKey: kit.text(),
      fixedUntil: kit.text<ShopperId>(),
      fixedAt: kit.instant(),
      nextReleaseAt: kit.instant().notNull(),
      giveUpAt: kit.instant(),
      pausedAt: kit.instant(),
      endedAt: kit.instant(),
      revision: kit.integer().notNull(),
    },
    (t) => [
      kit.index('campaigns_by_store').on(t.storeId, t.id),
      kit
        .uniqueIndex('campaigns_once_per_request')
        .on(t.storeId, t.requestKey)
        .where(sql`request_key is not null`),
      kit
        .index('campaigns_running')
        .on(t.id)
        .where(sql`state = 'running'`),
    ],
  );

/** Fixed when the campaign begins: one row for each shopper, so nobody is written to twice. */
const recipientsTable = (kit: Kit) =>
  kit.table(
    'campaign_recipients',
    {
      campaignId: kit.text<CampaignId>().notNull(),
      storeId: kit.text<StoreId>().notNull(),
      shopperId: kit.text<ShopperId>().notNull(),
      sinceAt: kit.instant().notNull(),
      state: kit.text<Recipient['state']>().notNull(),
      reason: kit.text<MessageReason>(),
      lookAt: kit.instant().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.campaignId, t.shopperId] }),
      kit
        .index('campaign_recipients_waiting')
        .on(t.campaignId, t.lookAt, t.shopperId)
        .where(sql`state = 'waiting'`),
      kit.index('campaign_recipients_by_shopper').on(t.storeId, t.shopperId),
      // Counts read this and no row.
      kit.index('campaign_recipients_by_state').on(t.campaignId, t.state, t.reason),
    ],
  );

/** Up to which last activity the silent shoppers of a store were looked at, for each trigger. */
const silencesTable = (kit: Kit) =>
  kit.table(
    'silences',
    {
      storeId: kit.text<StoreId>().notNull(),
      trigger: kit.text<ReactivationTrigger>().notNull(),
      seenUntil: kit.instant().notNull(),
      seenShopper: kit.text<ShopperId | ''>().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.trigger] })],
  );
