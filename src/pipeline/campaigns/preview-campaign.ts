import type { Campaign } from '../../core/campaigns/campaign.ts';
import type { MessageReason } from '../../core/words/reason-codes.ts';
import type { Addressee } from '../../ports/store/campaigns.ts';
import { judgeRecipient, type JudgedRecipient, type JudgeParts } from './judge-recipient.ts';
import { nextTurn } from '../next-turn.ts';
import type { CampaignParts } from './parts.ts';

export type PreviewParts = JudgeParts &
  Pick<CampaignParts, 'clock'> & { readonly store: Pick<CampaignParts['store'], 'snapshots' | 'reader'> };

export type CampaignPreview = {
  /** Shoppers of the audience. */
  readonly count: number;
  /** How many of them were looked at one by one; all of them unless they are very many. */
  readonly examined: number;
  /** Of these, who would be written to at this moment. */
  readonly reachable: number;
  readonly waiting: readonly ReasonCount[];
  readonly excluded: readonly ReasonCount[];
};

export type ReasonCount = { readonly reason: MessageReason; readonly count: number };

/** A millisecond each, so that a preview answers within a second or two whatever the audience. */
const MOST_EXAMINED = 1_000;
const AT_ONCE = 20;

/** What would become of a campaign that began now, asked of the very checks that decide each message. */
export const createPreviewCampaign =
  (parts: PreviewParts) =>
  async (draft: Campaign, abandonedAfterMs: number): Promise<CampaignPreview> => {
    const { storeId, audience } = draft;
    const now = parts.clock.now();
    const query = { storeId, audience, abandonedAfterMs, now };
    const { reader } = parts.store;
    const [count, looked] = await Promise.all([
      reader.campaigns.audienceSize(query),
      reader.campaigns.audience({ ...query, after: null, limit: MOST_EXAMINED }),
    ]);
    const verdicts = await judgeAll(parts, draft, { looked, now });
    const reasons = (kind: 'waits' | 'excluded') =>
      countReasons(verdicts.flatMap((one) => (one.kind === kind ? [one.reason] : [])));
    return {
      count,
      examined: looked.length,
      reachable: verdicts.filter(({ kind }) => kind === 'goes').length,
      waiting: reasons('waits'),
      excluded: reasons('excluded'),
    };
  };

export type PreviewCampaign = ReturnType<typeof createPreviewCampaign>;

/** A few at a time: others are served in between. */
const judgeAll = async (
  parts: PreviewParts,
  draft: Campaign,
  { looked, now }: { readonly looked: readonly Addressee[]; readonly now: Date },
) => {
  const verdicts: JudgedRecipient[] = [];
  for (let from = 0; from < looked.length; from += AT_ONCE) {
    const some = looked.slice(from, from + AT_ONCE);
    const judged = some.map((addressee) => judgeRecipient(parts, draft, { addressee, now }));
    verdicts.push(...(await Promise.all(judged)));
    await nextTurn();
  }
  return verdicts;
};

const countReasons = (reasons: readonly MessageReason[]): readonly ReasonCount[] =>
  [...Map.groupBy(reasons, (reason) => reason)]
    .map(([reason, all]) => ({ reason, count: all.length }))
    .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));
