import { campaignStep, type Campaign } from '../../core/campaigns/campaign.ts';
import type { Decision } from '../../core/decide/decide.ts';
import { decideThroughChannels } from '../../core/decide/explain.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { Addressee } from '../../ports/store/campaigns.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import { withChannelHealth, type KnownChannels } from '../reminders/channel-health.ts';
import type { CampaignParts } from './parts.ts';

export type JudgedRecipient =
  | { readonly kind: 'goes'; readonly situation: Situation }
  | { readonly kind: 'waits'; readonly until: Date; readonly reason: MessageReason }
  | { readonly kind: 'excluded'; readonly reason: MessageReason };

export type JudgeParts = {
  readonly store: Pick<CampaignParts['store'], 'snapshots'>;
  readonly limits: Pick<CampaignParts['limits'], 'ordersFreshForMs'>;
} & KnownChannels;

/**
 * Whether a recipient would be written to now, by the checks that decide every message. How fresh the platform's orders
 * are is not asked here: they are read before the message itself is decided on.
 */
export const judgeRecipient = async (
  parts: JudgeParts,
  campaign: Campaign,
  { addressee, now }: { readonly addressee: Addressee; readonly now: Date },
): Promise<JudgedRecipient> => {
  const { shopperId, sinceAt } = addressee;
  const run = {
    storeId: campaign.storeId,
    shopperId,
    sinceAt,
    flow: 'campaign',
    campaign,
    anchorAt: campaign.fixedAt ?? now,
  } as const;
  const at = { now, ordersFreshForMs: parts.limits.ordersFreshForMs };
  const read = await parts.store.snapshots.ofShopper(run, at);
  if (read === null) return { kind: 'excluded', reason: 'redacted' };
  const situation = withChannelHealth(read, parts, now);
  const decision = decideRecipient(situation, campaign, now);
  const { action, reason } = decision;
  if (action.kind === 'send') return { kind: 'goes', situation };
  if (action.kind === 'wait')
    return { kind: 'waits', until: action.until, reason: reason ?? 'other_flow_speaks' };
  return { kind: 'excluded', reason: reason ?? 'no_step_left' };
};

const decideRecipient = (
  { snapshot, flow }: Situation,
  { id }: Pick<Campaign, 'id'>,
  now: Date,
): Decision => {
  const store = { ...snapshot.store, ordersSeenUntil: now };
  return decideThroughChannels({ ...snapshot, store }, flow, { stepId: campaignStep(id), now });
};
