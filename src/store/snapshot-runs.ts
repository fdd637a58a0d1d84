import { campaignFlow } from '../core/campaigns/campaign.ts';
import { abandonedAt } from '../core/cart/state.ts';
import { latenessMs } from '../core/decide/anchor.ts';
import type { Episode } from '../core/decide/snapshot.ts';
import type { RunFlow } from '../core/flows/flow.ts';
import type { EpisodeId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { FlowKind, RunKind } from '../core/words/vocabulary.ts';
import type { Campaigns } from '../ports/store/campaigns.ts';
import type { StoredCart } from '../ports/store/carts.ts';
import type { SpeakingCart } from '../ports/store/episodes.ts';
import type { StoredMessage } from '../ports/store/messages.ts';
import type { StoredOrder } from '../ports/store/orders.ts';
import type { AboutShopper, SituationOf } from '../ports/store/snapshots.ts';
import type { ConnectedStore } from '../ports/store/stores.ts';
import type { createFlowMemory } from './flow-memory.ts';

/** What a situation is loaded of. */
export type Load = {
  readonly storeId: StoreId;
  /** Null: the run is about none. */
  readonly cart: StoredCart | null;
  readonly episode: Episode | null;
  readonly order: StoredOrder | null;
  readonly message: StoredMessage | null;
  readonly kind: RunKind;
  /** Left out or null: as they are stored. */
  readonly rules?: RunFlow | null;
  readonly at: SituationOf;
};

/** Null where nobody is known. */
export const whoseRun = ({ message, order, cart, episode, kind }: Load): ShopperId | null => {
  if (kind === 'reactivation' || kind === 'campaign') return episode?.shopperId ?? null;
  return message?.shopperId ?? order?.shopperId ?? cart?.shopperId ?? null;
};

/** A flow as it stands at that revision; a campaign as it stands now. */
export const rulesOf = async (
  { flowAt, campaigns }: RuleParts,
  { storeId, kind, episode, rules = null }: Load,
  revision: number | null,
): Promise<RunFlow | null> => {
  if (rules !== null) return rules;
  if (kind !== 'campaign') return flowAt(storeId, kind, revision);
  const id = episode?.campaignId ?? null;
  const campaign = id === null ? null : await campaigns.find(storeId, id);
  return campaign === null ? null : campaignFlow(campaign);
};

type RuleParts = {
  readonly flowAt: ReturnType<typeof createFlowMemory>;
  readonly campaigns: Pick<Campaigns, 'find'>;
};

/** As it would be stored, but for its id. */
export const aboutShopper = (
  run: AboutShopper,
  cartId: Episode['cartId'],
  { now }: SituationOf,
): Episode => ({
  id: '' as EpisodeId,
  storeId: run.storeId,
  shopperId: run.shopperId,
  flow: run.flow,
  trigger: run.flow === 'reactivation' ? run.trigger : null,
  campaignId: run.flow === 'campaign' ? run.campaign.id : null,
  anchorAt: run.anchorAt,
  sinceAt: run.sinceAt,
  cartId,
  orderId: null,
  lateMs: 0,
  openedAt: now,
  endedAt: null,
  endReason: null,
  holdout: null,
  revision: 1,
});

type Supposed = Pick<Load, 'order' | 'at'> & {
  readonly cart: StoredCart;
  readonly store: ConnectedStore;
  readonly flow: RunFlow;
  readonly shopperId: ShopperId;
};

/** The run that would open now, for explaining a cart that has none. */
export const supposedEpisode = ({ cart, order, store, flow, shopperId, at: { now } }: Supposed): Episode => {
  const anchorAt = order?.snapshot.placedAt ?? abandonedAt(cart, store.settings);
  return {
    id: '' as EpisodeId,
    storeId: cart.storeId,
    shopperId,
    flow: flow.kind,
    cartId: cart.id,
    orderId: order?.id ?? null,
    anchorAt,
    lateMs: latenessMs(order ?? cart, anchorAt, flow),
    openedAt: anchorAt > now ? anchorAt : now,
    endedAt: null,
    endReason: null,
    holdout: null,
    revision: 0,
  };
};

/** The first in the order of precedence that comes before this run; also a cart that is being filled at this moment. */
export const higherFlow = (
  { flow, store, at: { now } }: Pick<Supposed, 'flow' | 'store' | 'at'>,
  { open, speaking }: Standing,
): FlowKind | null => {
  if (flow.kind !== 'reactivation' && flow.kind !== 'campaign') return null;
  const [newest] = speaking;
  const isShopping =
    newest !== undefined && now.getTime() < newest.lastActivityAt.getTime() + store.settings.abandonedAfterMs;
  const before = PRECEDENCE.slice(0, flow.kind === 'reactivation' ? 2 : 3);
  return (
    before.find((kind) => open.some((run) => run.flow === kind)) ?? (isShopping ? 'abandoned_cart' : null)
  );
};

type Standing = {
  readonly open: readonly { readonly flow: RunKind }[];
  readonly speaking: readonly SpeakingCart[];
};

/** A campaign comes last. */
const PRECEDENCE = ['pending_payment', 'abandoned_cart', 'reactivation'] as const;
