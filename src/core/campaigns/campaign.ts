import type { Offer, QuietHours, RunFlow, Template, WhatsAppTemplate } from '../flows/flow.ts';
import { DAY_MS, NO_FILTERS } from '../flows/prepared-step.ts';
import type { CampaignId, ShopperId, StepId, StoreId } from '../words/ids.ts';
import type { CampaignState, Channel } from '../words/vocabulary.ts';
import type { Audience } from './audience.ts';

/** One message to a chosen audience, sent once to each. */
export type Campaign = {
  readonly id: CampaignId;
  readonly storeId: StoreId;
  readonly name: string;
  readonly state: CampaignState;
  readonly audience: Audience;
  /** In order of preference. */
  readonly channels: readonly Channel[];
  /** By language; whoever reads none of them is not written to. */
  readonly templates: Readonly<Record<string, Template>>;
  readonly whatsappTemplate: WhatsAppTemplate | null;
  readonly offer: Offer | null;
  readonly quietHours: QuietHours | null;
  readonly messagesPerHour: number;
  readonly createdAt: Date;
  /** What the caller repeats when it repeats the request; null: nothing. */
  readonly requestKey: string | null;
  /** The last shopper fixed as a recipient; the next page begins behind it. */
  readonly fixedUntil: ShopperId | null;
  /** When all recipients were fixed; null while they are being fixed. */
  readonly fixedAt: Date | null;
  /** Before then nobody more is written to, so that the rate is kept. */
  readonly nextReleaseAt: Date;
  /** Who still waits then (for a limit, a control, a conversation) is given up. Null until all are fixed. */
  readonly giveUpAt: Date | null;
  readonly pausedAt: Date | null;
  readonly endedAt: Date | null;
  readonly revision: number;
};

/** The campaign as the rules of a run. Its only step bears its id, so that results are told by campaign. */
export const campaignFlow = (campaign: Campaign): RunFlow => {
  const isOver = campaign.state === 'cancelled';
  return {
    kind: 'campaign',
    enabled: !isOver,
    isPaused: campaign.state === 'paused',
    // A run opens later than this, even within the same millisecond.
    enabledAt: new Date(campaign.createdAt.getTime() - 1),
    steps: [
      {
        id: campaignStep(campaign.id),
        timing: { kind: 'after', delayMs: 0 },
        channels: campaign.channels,
        shelfLifeMs: shelfLifeMs(campaign),
        templates: campaign.templates,
        whatsappTemplate: campaign.whatsappTemplate,
        offer: campaign.offer,
        conditions: null,
        addedAt: new Date(campaign.createdAt.getTime() - 1),
      },
    ],
    retiredStepIds: [],
    holdoutPercent: 0,
    quietHours: campaign.quietHours,
    filters: NO_FILTERS,
    revision: campaign.revision,
  };
};

/** Every recipient's run counts from when they were fixed. */
const shelfLifeMs = ({ fixedAt, giveUpAt: until }: Campaign): number =>
  fixedAt === null || until === null ? PATIENCE_MS : until.getTime() - fixedAt.getTime();

export const campaignStep = (id: CampaignId): StepId => id as unknown as StepId;

const HOUR_MS = 3_600_000;

export const releaseGapMs = ({ messagesPerHour }: Pick<Campaign, 'messagesPerHour'>): number =>
  HOUR_MS / messagesPerHour;

/** A process that was away makes up for a minute of it and no more: the rest is not sent in one burst. */
const MOST_BEHIND_MS = 60_000;

/** How many may be written to now, and from when on the next one may after `count` of them. */
export const releasesDue = (
  campaign: Pick<Campaign, 'messagesPerHour' | 'nextReleaseAt'>,
  now: Date,
): { readonly most: number; readonly nextAfter: (count: number) => Date } => {
  const gapMs = releaseGapMs(campaign);
  const from = Math.max(campaign.nextReleaseAt.getTime(), now.getTime() - MOST_BEHIND_MS);
  const most = from > now.getTime() ? 0 : Math.floor((now.getTime() - from) / gapMs) + 1;
  return {
    most,
    nextAfter: (count) => (count === 0 ? campaign.nextReleaseAt : new Date(Math.ceil(from + count * gapMs))),
  };
};

const PATIENCE_MS = 3 * DAY_MS;

/** As long as the rate needs for everybody, and three days for those who have to wait. */
export const giveUpAt = (
  campaign: Pick<Campaign, 'messagesPerHour'>,
  { recipients, fixedAt }: { readonly recipients: number; readonly fixedAt: Date },
): Date => new Date(fixedAt.getTime() + Math.ceil(recipients * releaseGapMs(campaign)) + PATIENCE_MS);
