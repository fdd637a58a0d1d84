import { releasesDue, type Campaign } from '../../core/campaigns/campaign.ts';
import type { Episode } from '../../core/decide/snapshot.ts';
import { newId, type EpisodeId } from '../../core/words/ids.ts';
import type { Recipient } from '../../ports/store/campaigns.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { Write } from '../../ports/store/write.ts';
import { planNext } from '../reminders/plan-next.ts';
import { judgeRecipient, type JudgedRecipient } from './judge-recipient.ts';
import type { CampaignParts } from './parts.ts';

const RECIPIENTS_A_ROUND = 20;
/** Who waits for something without a known end is looked at no sooner than this. */
const LOOK_AGAIN_MS = 5 * 60_000;

/**
 * Plans messages for as many recipients as the rate allows now. Who is excluded takes no place of the rate. A round is
 * one unit guarded by the campaign, so one that is paused, cancelled or released by somebody else meanwhile undoes it.
 */
export const releaseRound = async (
  parts: CampaignParts,
  campaign: Campaign,
): Promise<'more' | 'enough' | 'conflict'> => {
  const { store, clock } = parts;
  const now = clock.now();
  const { most, nextAfter } = releasesDue(campaign, now);
  if (most === 0) return 'enough';
  const waiting = await store.campaigns.waiting(campaign.id, now, Math.min(RECIPIENTS_A_ROUND, most));
  if (waiting.length === 0) return endWhenDone(parts, campaign, now);
  const judged = await Promise.all(
    waiting.map(async (recipient) => ({
      recipient,
      verdict: await judgeRecipient(parts, campaign, { addressee: recipient, now }),
    })),
  );
  const goes = judged.filter(({ verdict }) => verdict.kind === 'goes').length;
  const done = await store.commit([
    store.campaigns.changed(campaign, { nextReleaseAt: nextAfter(goes) }),
    ...judged.flatMap((one) => settle(parts, { ...one, campaign, now })),
  ]);
  return done === 'conflict' ? 'conflict' : 'more';
};

type Judged = {
  readonly campaign: Campaign;
  readonly recipient: Recipient;
  readonly verdict: JudgedRecipient;
  readonly now: Date;
};

const settle = (parts: CampaignParts, { campaign, recipient, verdict, now }: Judged): readonly Write[] => {
  const { campaigns } = parts.store;
  const isLast = campaign.giveUpAt !== null && now >= campaign.giveUpAt;
  switch (verdict.kind) {
    case 'goes':
      return [
        campaigns.recipientChanged(recipient, { state: 'released', reason: null, lookAt: now }),
        ...openRun(parts, verdict.situation, now),
      ];
    case 'waits': {
      const { reason } = verdict;
      if (isLast) return [campaigns.recipientChanged(recipient, { state: 'excluded', reason, lookAt: now })];
      return [
        campaigns.recipientChanged(recipient, {
          state: 'waiting',
          reason,
          lookAt: lookAgainAt(campaign, verdict.until, now),
        }),
      ];
    }
    case 'excluded': {
      // What it waited for until its time was over says more than that it is over.
      const reason = verdict.reason === 'too_late' ? (recipient.reason ?? 'too_late') : verdict.reason;
      return [campaigns.recipientChanged(recipient, { state: 'excluded', reason, lookAt: now })];
    }
    default:
      return verdict satisfies never;
  }
};

const lookAgainAt = ({ giveUpAt }: Campaign, until: Date, now: Date): Date => {
  const at = Math.max(until.getTime(), now.getTime() + LOOK_AGAIN_MS);
  return new Date(Math.min(at, giveUpAt?.getTime() ?? at));
};

const openRun = (parts: CampaignParts, { snapshot, flow }: Situation, now: Date): readonly Write[] => {
  const episode: Episode = { ...snapshot.episode, id: newId<EpisodeId>(now, parts.randomBytes) };
  return [
    parts.store.episodes.opened(episode),
    ...planNext(parts, { snapshot: { ...snapshot, episode }, flow, now }),
  ];
};

/** Nobody waits any more, now or later, and all that was planned has gone its way. */
const endWhenDone = async (
  { store }: CampaignParts,
  campaign: Campaign,
  now: Date,
): Promise<'enough' | 'conflict'> => {
  if ((await store.campaigns.nextLookAt(campaign.id)) !== null) return 'enough';
  if (await store.campaigns.isUnderWay(campaign.id)) return 'enough';
  const ended = store.campaigns.changed(campaign, { state: 'done', endedAt: now });
  return (await store.commit([ended])) === 'conflict' ? 'conflict' : 'enough';
};
