import type { z } from 'zod';
import { campaignStep, type Campaign } from '../../../core/campaigns/campaign.ts';
import type { Counts } from '../../../core/results/funnel.ts';
import { writeReason, type Reader } from '../../../core/decide/write-check.ts';
import type { Money } from '../../../core/words/money.ts';
import type { CampaignMessageCount, RecipientCount } from '../../../ports/store/campaigns.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { CAMPAIGN } from '../../contract/campaigns.ts';
import { presentOffer } from '../flows/present.ts';
import { writeInstant, writeInstantOrNull, writeMoneyJson } from '../write.ts';

/** A campaign with what came of it, in numbers that were counted anew. */
export const presentCampaign = async (
  { store, now }: { readonly store: Pick<Store, 'reader'>; readonly now: Date },
  campaign: Campaign,
  reader: Reader,
): Promise<z.input<typeof CAMPAIGN>> => {
  const { campaigns, reports } = store.reader;
  const [recipients, messages, sums] = await Promise.all([
    campaigns.recipientCounts([campaign.id]),
    campaigns.messageCounts(campaign.storeId, campaign.id),
    reports.sums({
      storeId: campaign.storeId,
      from: dayBefore(campaign.createdAt),
      to: dayAfter(now),
      by: 'step',
    }),
  ]);
  const own = sums.filter(({ basis, key }) => basis === 'episode' && key === campaignStep(campaign.id));
  const { audience } = campaign;
  return {
    id: campaign.id,
    name: campaign.name,
    state: campaign.state,
    audience: {
      ...audience,
      abandonedFrom: writeInstantOrNull(audience.abandonedFrom),
      abandonedTo: writeInstantOrNull(audience.abandonedTo),
    },
    channel: campaign.channels[0] ?? 'email',
    templates: Object.fromEntries(
      Object.entries(campaign.templates).map(([locale, template]) => [
        locale,
        { ...template, blocks: template.blocks.map((block) => ({ ...block })) },
      ]),
    ),
    offer: campaign.offer === null ? null : presentOffer(campaign.offer),
    rate: campaign.messagesPerHour,
    createdAt: writeInstant(campaign.createdAt),
    recipientsFixedAt: writeInstantOrNull(campaign.fixedAt),
    endedAt: writeInstantOrNull(campaign.endedAt),
    results: {
      ...countsOf(own),
      ...messagesOf(messages),
      ...recipientsOf(recipients, messages, reader),
    },
  };
};

type Sums = readonly { readonly counts: Counts; readonly currency: string; readonly revenueMinor: number }[];

const countsOf = (sums: Sums) => ({
  clicked: sums.reduce((sum, { counts }) => sum + counts.clicked, 0),
  recovered: sums.reduce((sum, { counts }) => sum + counts.recovered, 0),
  assisted: sums.reduce((sum, { counts }) => sum + counts.assisted, 0),
  revenue: sums
    .filter(({ revenueMinor }) => revenueMinor !== 0)
    .map(({ revenueMinor, currency }): Money => ({ minor: revenueMinor, currency }))
    .map(writeMoneyJson),
});

const messagesOf = (messages: readonly CampaignMessageCount[]) => {
  const of = (...states: readonly CampaignMessageCount['state'][]): number =>
    messages.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0);
  return {
    planned: of('planned', 'claimed', 'sending'),
    sent: of('accepted', 'delivered', 'read', 'uncertain'),
    delivered: of('delivered', 'read'),
    failed: of('failed'),
    uncertain: of('uncertain'),
  };
};

/** Who was left out before there was a message, and whose message was not sent after all. */
const recipientsOf = (
  recipients: readonly RecipientCount[],
  messages: readonly CampaignMessageCount[],
  reader: Reader,
) => {
  const of = (state: RecipientCount['state']) => recipients.filter((one) => one.state === state);
  const unsent = messages.filter(({ state }) => state === 'skipped' || state === 'expired');
  return {
    recipients: sumOf(recipients),
    waiting: sumOf(of('waiting')),
    waitsFor: presentReasons(
      of('waiting').filter(({ reason }) => reason !== null),
      reader,
    ),
    excluded: presentReasons([...of('excluded'), ...unsent], reader),
  };
};

type Counted = { readonly reason: string | null; readonly count: number };

const sumOf = (counts: readonly Counted[]): number => counts.reduce((sum, { count }) => sum + count, 0);

/** Most frequent first, in words. */
export const presentReasons = (counts: readonly Counted[], reader: Reader) =>
  [...Map.groupBy(counts, ({ reason }) => reason ?? 'no_step_left')]
    .map(([reason, same]) => ({
      reason,
      count: sumOf(same),
      text: writeReason(reason, { channel: 'email' }, reader) ?? reason,
    }))
    .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));

const DAY_MS = 86_400_000;
const dayBefore = (at: Date): string => new Date(at.getTime() - DAY_MS).toISOString().slice(0, 10);
const dayAfter = (at: Date): string => new Date(at.getTime() + 2 * DAY_MS).toISOString().slice(0, 10);
