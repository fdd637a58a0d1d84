import type { Cart } from '../cart/cart.ts';
import { abandonedAt } from '../cart/state.ts';
import type { RunFlow } from '../flows/flow.ts';
import { firstDelayMs, type StepAnchor } from '../flows/step-timing.ts';
import type { Snapshot } from './snapshot.ts';

/** How much later than its first reminder would have gone we learned of the cart, milliseconds. */
export const latenessMs = (cart: Pick<Cart, 'firstSeenAt'>, abandoned: Date, flow: RunFlow): number =>
  Math.max(0, cart.firstSeenAt.getTime() - (abandoned.getTime() + firstDelayMs(flow)));

/** What the episode's steps count from at this moment: new activity moves the stored anchor, never back. */
export const anchorOf = (snapshot: Snapshot, flow: RunFlow): StepAnchor => {
  const { episode, cart, store, paymentEndsAt } = snapshot;
  const abandoned = abandonedAt(cart, store.settings);
  const moved = flow.kind === 'abandoned_cart' && abandoned > episode.anchorAt;
  return {
    anchorAt: moved ? abandoned : episode.anchorAt,
    lateMs: moved ? latenessMs(cart, abandoned, flow) : episode.lateMs,
    paymentEndsAt,
  };
};
