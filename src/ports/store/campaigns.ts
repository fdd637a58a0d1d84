import type { Audience } from '../../core/campaigns/audience.ts';
import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { CampaignId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { MessageState } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** Campaigns and whom they are for. */
export type Campaigns = {
  readonly find: (storeId: StoreId, id: CampaignId) => Promise<Campaign | null>;
  readonly byRequestKey: (storeId: StoreId, key: string) => Promise<Campaign | null>;
  /** Newest first. */
  readonly list: (
    storeId: StoreId,
    page: { readonly before: CampaignId | null; readonly limit: number },
  ) => Promise<readonly Campaign[]>;
  /** Running ones of all stores. */
  readonly running: () => Promise<readonly Campaign[]>;
  /** `conflict` for a request that was made already. */
  readonly added: (campaign: Campaign) => Write;
  /** `conflict` when the campaign changed since it was read. */
  readonly changed: (before: Campaign, change: Partial<CampaignFacts>) => Write;

  /** Who is meant, in the order of their ids. A page of the store's carts by shopper: for the reader. */
  readonly audience: (query: AudienceQuery) => Promise<readonly Addressee[]>;
  readonly audienceSize: (query: Omit<AudienceQuery, 'after' | 'limit'>) => Promise<number>;

  /** `conflict` when the shopper is a recipient already. */
  readonly recipientAdded: (recipient: Recipient) => Write;
  /** Those that wait, whose time has come, the longest waiting first. */
  readonly waiting: (id: CampaignId, now: Date, limit: number) => Promise<readonly Recipient[]>;
  /** When the next waiting one is to be looked at; null when none waits. */
  readonly nextLookAt: (id: CampaignId) => Promise<Date | null>;
  /** `conflict` when the recipient no longer waits. */
  readonly recipientChanged: (
    recipient: Recipient,
    change: Pick<Recipient, 'state' | 'reason' | 'lookAt'>,
  ) => Write;
  /** Some message of it is on its way. */
  readonly isUnderWay: (id: CampaignId) => Promise<boolean>;
  /** Recipients of these campaigns by state and reason. */
  readonly recipientCounts: (ids: readonly CampaignId[]) => Promise<readonly RecipientCount[]>;
  /** Messages of the campaign by state and reason. */
  readonly messageCounts: (storeId: StoreId, id: CampaignId) => Promise<readonly CampaignMessageCount[]>;
  /** What the shopper is, or was, a recipient of; newest first, a few. */
  readonly ofShopper: (storeId: StoreId, shopperId: ShopperId) => Promise<readonly Recipient[]>;
};

export type CampaignFacts = Pick<
  Campaign,
  'state' | 'fixedUntil' | 'fixedAt' | 'nextReleaseAt' | 'giveUpAt' | 'pausedAt' | 'endedAt'
>;

export type AudienceQuery = {
  readonly storeId: StoreId;
  readonly audience: Audience;
  readonly abandonedAfterMs: number;
  readonly now: Date;
  readonly after: ShopperId | null;
  readonly limit: number;
};

/** Somebody a campaign is for. */
export type Addressee = {
  readonly shopperId: ShopperId;
  /** Since when the newest of their carts in question is there: a purchase since then answers it. */
  readonly sinceAt: Date;
};

export type Recipient = {
  readonly campaignId: CampaignId;
  readonly storeId: StoreId;
  readonly shopperId: ShopperId;
  readonly sinceAt: Date;
  /** `released`: there is a message, which has a state of its own. */
  readonly state: 'waiting' | 'released' | 'excluded';
  /** What it waits for, or was excluded by. */
  readonly reason: MessageReason | null;
  readonly lookAt: Date;
};

export type RecipientCount = Pick<Recipient, 'campaignId' | 'state' | 'reason'> & { readonly count: number };

export type CampaignMessageCount = {
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  readonly count: number;
};
