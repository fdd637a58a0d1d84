import { nextStep } from '../../core/decide/next-step.ts';
import type { Episode } from '../../core/decide/snapshot.ts';
import { newId, type EpisodeId, type OrderId } from '../../core/words/ids.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { Write } from '../../ports/store/write.ts';
import type { ReminderParts } from './parts.ts';
import { planNext } from './plan-next.ts';

type Parts = Pick<ReminderParts, 'store' | 'randomBytes' | 'limits'>;

/**
 * Opens a run of the pending-payment flow for every order of the cart that awaits payment and has none yet. An order
 * of no cart gets none, since a reminder belongs to a cart.
 */
export const openPaymentRuns = async (
  parts: Parts,
  { cart, now }: { readonly cart: StoredCart; readonly now: Date },
): Promise<readonly Write[]> => {
  const writes: Write[] = [];
  for (const orderId of await awaitingOrders(parts, cart, now)) {
    const at = { now, ordersFreshForMs: parts.limits.ordersFreshForMs };
    const situation = await parts.store.snapshots.ofOrder(cart.storeId, { cartId: cart.id, orderId }, at);
    if (situation !== null && (await maySpeak(parts, situation, now)))
      writes.push(...openRun(parts, situation, now));
  }
  return writes;
};

const awaitingOrders = async (
  { store, limits: { ordersFreshForMs } }: Parts,
  cart: StoredCart,
  now: Date,
): Promise<readonly OrderId[]> => {
  const situation = await store.snapshots.ofCart(cart.storeId, cart.id, { now, ordersFreshForMs });
  const matching = (situation?.snapshot.orders ?? []).flatMap(({ orderId, matchesCart, meaning }) =>
    matchesCart && meaning === 'pending' ? [orderId] : [],
  );
  return [...new Set([...(cart.orderId === null ? [] : [cart.orderId]), ...matching])];
};

const maySpeak = async (parts: Parts, situation: Situation, now: Date): Promise<boolean> => {
  const { cart, order, snapshot, flow } = situation;
  if (order === null || order.meaning.kind !== 'pending' || snapshot.episode.id !== '') return false;
  if (!isToBePaidHere(order) || !isFromNowOn(situation)) return false;
  const next = nextStep(snapshot, flow);
  if (next.kind === 'none' || next.lateMs > situation.store.settings.maxLatenessMs) return false;
  const hasEnded = snapshot.paymentEndsAt !== null && snapshot.paymentEndsAt <= now;
  return !hasEnded && (await speakingCart(parts, order, cart)) === cart.id;
};

/** Renewals, the till, marketplaces and colleagues collect their payments themselves. */
const isToBePaidHere = ({ snapshot: { test, origin } }: StoredOrder): boolean =>
  !test && origin === 'storefront';

/** Neither imported history nor what was ordered while the flow was off is ever written about. */
const isFromNowOn = ({ snapshot: { episode }, flow, store }: Situation): boolean =>
  flow.enabled &&
  flow.enabledAt !== null &&
  episode.anchorAt > flow.enabledAt &&
  episode.anchorAt > store.connectedAt &&
  store.state !== 'uninstalled';

/** Of several carts that an order ended: one that it names, else the shopper's latest. So it is told with one only. */
const speakingCart = async (
  { store: { carts } }: Parts,
  order: StoredOrder,
  cart: StoredCart,
): Promise<StoredCart['id']> => {
  const { storeId, emailKey, phoneKey, snapshot } = order;
  const [byId, byAlias, ofPeople] = await Promise.all([
    carts.byExternalIds(storeId, snapshot.cartRefs),
    carts.byAliases(storeId, snapshot.cartRefs),
    carts.byPeople(storeId, {
      emailKeys: emailKey === null ? [] : [emailKey],
      phoneKeys: phoneKey === null ? [] : [phoneKey],
    }),
  ]);
  return ([...byId, ...byAlias].find(isAwaiting) ?? ofPeople.find(isAwaiting) ?? cart).id;
};

const isAwaiting = ({ state, redacted }: StoredCart): boolean => state === 'pending_payment' && !redacted;

const openRun = (parts: Parts, { snapshot, flow }: Situation, now: Date): readonly Write[] => {
  const episode: Episode = {
    ...snapshot.episode,
    id: newId<EpisodeId>(now, parts.randomBytes),
    openedAt: now,
    revision: 1,
  };
  return [
    parts.store.episodes.opened(episode),
    ...planNext(parts, { snapshot: { ...snapshot, episode, steps: [], message: null }, flow, now }),
  ];
};
