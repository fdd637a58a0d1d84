import type { Cart } from '../cart/cart.ts';
import type { Flow } from '../flows/flow.ts';
import type { Settings } from '../flows/settings.ts';
import { firstDelayMs, type StepAnchor } from '../flows/step-timing.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * From when on the cart is abandoned: after the store's silence, or from the lapse of its unpaid order, whichever
 * came later.
 */
export const abandonedAt = (
  cart: Pick<Cart, 'lastActivityAt' | 'lapsedAt'>,
  settings: Pick<Settings, 'abandonedAfterMs'>,
): Date => {
  const silent = cart.lastActivityAt.getTime() + settings.abandonedAfterMs;
  const lapsed =
    cart.lapsedAt !== null && cart.lapsedAt > cart.lastActivityAt ? cart.lapsedAt.getTime() : null;
  return new Date(lapsed ?? silent);
};

/** How much later than its first reminder would have gone we learned of the cart, milliseconds. */
export const latenessMs = (cart: Pick<Cart, 'firstSeenAt'>, abandoned: Date, flow: Flow): number =>
  Math.max(0, cart.firstSeenAt.getTime() - (abandoned.getTime() + firstDelayMs(flow)));

/** What the episode's steps count from at this moment: new activity moves the stored anchor, never back. */
export const anchorOf = (snapshot: Snapshot, flow: Flow): StepAnchor => {
  const { episode, cart, store, paymentEndsAt } = snapshot;
  const abandoned = abandonedAt(cart, store.settings);
  const moved = flow.kind === 'abandoned_cart' && abandoned > episode.anchorAt;
  return {
    anchorAt: moved ? abandoned : episode.anchorAt,
    lateMs: moved ? latenessMs(cart, abandoned, flow) : episode.lateMs,
    paymentEndsAt,
  };
};
