import { explain, type Explanation } from '../../core/decide/explain.ts';
import type { Reader } from '../../core/decide/write-check.ts';
import { writeReason } from '../../core/decide/write-check.ts';
import { writeSilence } from '../../core/decide/words/silence-words.ts';
import type { Episode } from '../../core/decide/snapshot.ts';
import { qualify, SILENCE_MS, type SilentShopper } from '../../core/flows/reactivation-triggers.ts';
import type { CampaignId, ShopperId, StoreId } from '../../core/words/ids.ts';
import { REACTIVATION_TRIGGERS, type ReactivationTrigger } from '../../core/words/vocabulary.ts';
import type { Recipient } from '../../ports/store/campaigns.ts';
import type { AboutShopper } from '../../ports/store/snapshots.ts';
import type { Store } from '../../ports/store/store.ts';
import { withChannelHealth, type KnownChannels } from './channel-health.ts';

export type ExplainShopperParts = KnownChannels & {
  readonly store: Pick<Store, 'reactivations' | 'campaigns' | 'snapshots' | 'episodes'>;
  readonly ordersFreshForMs: number;
};

export type ExplainedShopper = {
  readonly reactivation: readonly ExplainedTrigger[];
  readonly campaigns: readonly ExplainedCampaign[];
};

export type ExplainedTrigger = {
  readonly trigger: ReactivationTrigger;
  /** When the shopper qualifies if they stay silent; null: not by what is known. */
  readonly qualifiesAt: Date | null;
  /** The run that this very silence brought. */
  readonly run: Pick<Episode, 'openedAt' | 'endedAt' | 'endReason'> | null;
  readonly text: string;
  /** What the checks would say to a message at this moment. */
  readonly outlook: Explanation | null;
};

export type ExplainedCampaign = Pick<Recipient, 'state' | 'reason'> & {
  readonly campaignId: CampaignId;
  readonly name: string;
  readonly text: string | null;
};

export type ExplainShopper = (request: {
  readonly storeId: StoreId;
  readonly shopperId: ShopperId;
  readonly now: Date;
  readonly reader: Reader;
}) => Promise<ExplainedShopper | null>;

/** Why a shopper is, will be or will not be written to by reactivation and campaigns. Null: there is no such shopper. */
export const createExplainShopper =
  (parts: ExplainShopperParts): ExplainShopper =>
  async ({ storeId, shopperId, now, reader }) => {
    const { reactivations, episodes, campaigns } = parts.store;
    const shopper = await reactivations.shopper(storeId, shopperId);
    if (shopper === null) return null;
    const [runs, recipients] = await Promise.all([
      episodes.ofShopper(storeId, shopperId, 'reactivation'),
      campaigns.ofShopper(storeId, shopperId),
    ]);
    const about = { storeId, shopperId, shopper, runs, now, reader };
    return {
      reactivation: await Promise.all(
        REACTIVATION_TRIGGERS.map((trigger) => explainTrigger(parts, { ...about, trigger })),
      ),
      campaigns: await Promise.all(recipients.map((one) => explainCampaign(parts, one, reader))),
    };
  };

type About = {
  readonly storeId: StoreId;
  readonly shopperId: ShopperId;
  readonly shopper: SilentShopper;
  readonly runs: readonly Episode[];
  readonly trigger: ReactivationTrigger;
  readonly now: Date;
  readonly reader: Reader;
};

const explainTrigger = async (
  parts: ExplainShopperParts,
  { storeId, shopperId, shopper, runs, trigger, now, reader }: About,
): Promise<ExplainedTrigger> => {
  const qualified = qualify(trigger, shopper);
  const qualifiesAt = qualified?.anchorAt ?? null;
  const anchorAt = new Date(shopper.lastActivityAt.getTime() + SILENCE_MS[trigger]).getTime();
  const run = runs.find((one) => one.trigger === trigger && one.anchorAt.getTime() === anchorAt) ?? null;
  const text = writeSilence({ trigger, shopper, qualifiesAt, run, now }, reader);
  const told = { trigger, qualifiesAt, run, text };
  if (qualified === null || run !== null) return { ...told, outlook: null };
  const about = { storeId, shopperId, flow: 'reactivation', trigger, ...qualified } as const;
  return { ...told, outlook: await outlookOf(parts, about, { now, reader }) };
};

const outlookOf = async (
  parts: ExplainShopperParts,
  about: AboutShopper,
  { now, reader }: { readonly now: Date; readonly reader: Reader },
): Promise<Explanation | null> => {
  const { ordersFreshForMs } = parts;
  const situation = await parts.store.snapshots.ofShopper(about, { now, ordersFreshForMs });
  if (situation === null) return null;
  const { snapshot, flow } = withChannelHealth(situation, parts, now);
  return explain({ snapshot, flow, now, reader });
};

const explainCampaign = async (
  { store }: ExplainShopperParts,
  { storeId, campaignId, state, reason }: Recipient,
  reader: Reader,
): Promise<ExplainedCampaign> => {
  const campaign = await store.campaigns.find(storeId, campaignId);
  const text = reason === null ? null : writeReason(reason, { channel: 'email' }, reader);
  return { campaignId, name: campaign?.name ?? '', state, reason, text };
};
