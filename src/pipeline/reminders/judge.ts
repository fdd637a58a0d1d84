import { isSettled, joinEpisode } from '../../core/cart/episode.ts';
import { abandonedAt } from '../../core/cart/state.ts';
import { latenessMs } from '../../core/decide/anchor.ts';
import type { Episode } from '../../core/decide/snapshot.ts';
import { abandonedEventId } from '../../core/webhooks/event-id.ts';
import { newId, type CartId, type EpisodeId, type ShopperId, type StoreId } from '../../core/words/ids.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { SpeakingCart } from '../../ports/store/episodes.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Write } from '../../ports/store/write.ts';
import { mergeEpisodes, moveEpisode } from './move-episode.ts';
import { openPaymentRuns } from './open-payment-run.ts';
import { told, type ReminderParts } from './parts.ts';
import { planNext } from './plan-next.ts';

export type JudgeParts = Pick<ReminderParts, 'store' | 'clock' | 'randomBytes' | 'limits'>;

/**
 * Judges a cart whose time has come: one that fell silent opens a run of the abandoned-cart flow or joins its
 * shopper's; one whose order awaits payment opens the order's. `conflict` when something changed meanwhile; then the cart is still due and is judged again.
 */
export const createJudge =
  (parts: JudgeParts) =>
  async (storeId: StoreId, cartId: CartId): Promise<'committed' | 'conflict'> => {
    const now = parts.clock.now();
    const [cart] = await parts.store.carts.byIds(storeId, [cartId]);
    const store = await parts.store.stores.find(storeId);
    if (cart === undefined || cart.judgeAt === null || cart.judgeAt > now || store === null)
      return 'committed';
    const due = { ...cart, judgeAt: cart.judgeAt };
    const writes = await judgeCart(parts, { cart, store, now });
    if (writes.kind === 'closed') return parts.store.commit(writes.writes);
    return parts.store.commit([parts.store.episodes.judged(due, writes.next), ...writes.writes]);
  };

type Judged =
  | { readonly kind: 'judged'; readonly next: Date | null; readonly writes: readonly Write[] }
  /** Closing takes it from the list by itself. */
  | { readonly kind: 'closed'; readonly writes: readonly Write[] };

type Due = { readonly cart: StoredCart; readonly store: ConnectedStore; readonly now: Date };

const judgeCart = async (parts: JudgeParts, due: Due): Promise<Judged> => {
  const { cart, store, now } = due;
  const abandoned = abandonedAt(cart, store.settings);
  if (cart.state === 'pending_payment')
    return { kind: 'judged', next: null, writes: await openPaymentRuns(parts, due) };
  const isOpen = cart.state === 'open' && cart.linesCount > 0;
  if (isOpen && abandoned > now) return { kind: 'judged', next: abandoned, writes: [] };
  if (!isOpen || cart.shopperId === null || isPast(due, abandoned))
    return { kind: 'judged', next: null, writes: [] };
  const speaking = await parts.store.episodes.speakingCarts(cart.storeId, cart.shopperId);
  const newest = speaking[0];
  if (newest !== undefined && newest.id !== cart.id) return supersede(parts, due, newest);
  const older = speaking.slice(1).map((other) => parts.store.episodes.cartSuperseded(other));
  const writes = await joinOrOpen(parts, { ...due, abandoned, shopperId: cart.shopperId });
  return { kind: 'judged', next: null, writes: [...older, ...writes] };
};

/** History: from before the store was connected, or silent for longer than carts are recovered. Nothing is opened. */
const isPast = ({ cart, store, now }: Due, abandoned: Date): boolean =>
  abandoned <= store.connectedAt ||
  now.getTime() >=
    Math.max(abandoned.getTime(), cart.lastActivityAt.getTime()) + store.settings.recoveryHorizonMs;

/** A newer cart speaks. What runs for this one goes on with that one when its own time comes, or when it is sent. */
const supersede = async (parts: JudgeParts, { cart, now }: Due, newest: SpeakingCart): Promise<Judged> => ({
  kind: 'closed',
  writes: [
    parts.store.episodes.cartSuperseded(cart),
    told(parts, {
      storeId: cart.storeId,
      cartId: cart.id,
      at: now,
      kind: 'closed',
      reason: 'superseded',
      facts: { newerCartId: newest.id },
    }),
  ],
});

type Abandoned = Due & { readonly abandoned: Date; readonly shopperId: ShopperId };

const joinOrOpen = async (parts: JudgeParts, given: Abandoned): Promise<readonly Write[]> => {
  const { cart, abandoned, shopperId, now } = given;
  const { episodes, snapshots } = parts.store;
  const [ofShopper, ofCart] = await Promise.all([
    episodes.ofShopper(cart.storeId, shopperId, 'abandoned_cart'),
    episodes.ofCart(cart.storeId, cart.id, 'abandoned_cart'),
  ]);
  const joining = joinEpisode({ abandonedAt: abandoned, ofShopper, ofCart });
  if (joining.kind === 'none') return [];
  const { ordersFreshForMs } = parts.limits;
  const situation = await snapshots.ofCart(cart.storeId, cart.id, { now, ordersFreshForMs });
  if (situation === null) return [];
  if (joining.kind === 'open') return openEpisode(parts, given, situation);
  const speaks = { cartId: cart.id, shopperId, anchorAt: abandoned };
  if (joining.younger !== null)
    return mergeEpisodes(parts, { ...joining, younger: joining.younger, speaks, situation, now });
  if (isSettled(joining.episode, speaks)) return [];
  return [
    toldAbandoned(parts, { cart, episodeId: joining.episode.id, now }),
    ...(await moveEpisode(parts, { episode: joining.episode, speaks, situation, now })),
  ];
};

/** To the shop's own programs: once for every cart of a run, however often it is judged. */
const toldAbandoned = (
  { store }: JudgeParts,
  { cart, episodeId, now }: Pick<Due, 'cart' | 'now'> & { readonly episodeId: EpisodeId },
): Write =>
  store.outboundWebhooks.told({
    storeId: cart.storeId,
    event: 'cart.abandoned',
    eventId: abandonedEventId(episodeId, cart.id),
    cartId: cart.id,
    orderId: null,
    at: now,
  });

const openEpisode = (
  parts: JudgeParts,
  { cart, abandoned, shopperId, store, now }: Abandoned,
  { snapshot, flow, sentBefore }: Situation,
): readonly Write[] => {
  const episode: Episode = {
    id: newId<EpisodeId>(now, parts.randomBytes),
    storeId: cart.storeId,
    shopperId,
    flow: 'abandoned_cart',
    cartId: cart.id,
    orderId: null,
    anchorAt: abandoned,
    lateMs: latenessMs(cart, abandoned, flow),
    openedAt: now,
    endedAt: null,
    endReason: null,
    holdout: null,
    revision: 1,
  };
  const { timeZone } = store.settings;
  return [
    parts.store.episodes.opened(episode),
    toldAbandoned(parts, { cart, episodeId: episode.id, now }),
    told(parts, {
      storeId: cart.storeId,
      cartId: cart.id,
      at: now,
      kind: 'abandoned',
      reason: null,
      facts: { abandonedAt: abandoned.toISOString() },
    }),
    ...parts.store.reports.count({
      kind: 'abandoned',
      storeId: cart.storeId,
      timeZone,
      openedAt: now,
      flow: 'abandoned_cart',
      stepId: null,
      channel: null,
    }),
    ...planNext(parts, { snapshot: { ...snapshot, episode, steps: sentBefore, message: null }, flow, now }),
  ];
};
