import { passed, stop, type Check } from '../check.ts';
import type { OrderFact, Snapshot } from '../snapshot.ts';

/**
 * A bought order that matching gives to this cart, or whatever settled the cart as bought. Where the run is not about a
 * cart but about the shopper's silence, any purchase since then.
 */
export const bought: Check = {
  code: 'bought',
  ask: ({ snapshot }) => {
    if (!isBought(snapshot)) return passed();
    const order = boughtOrder(snapshot);
    return stop('bought', {
      order: order?.number ?? null,
      placedAt: order?.placedAt.toISOString() ?? null,
    });
  },
};

export const isBought = (snapshot: Bought): boolean =>
  snapshot.cart.state === 'purchased' ||
  snapshot.cart.state === 'recovered' ||
  boughtOrder(snapshot) !== undefined;

type Bought = Pick<Snapshot, 'cart' | 'orders' | 'episode'>;

const boughtOrder = ({ orders, episode: { sinceAt } }: Bought): OrderFact | undefined =>
  orders.find(({ matchesCart, meaning, placedAt }) => {
    const concerns = matchesCart || (sinceAt !== null && sinceAt !== undefined && placedAt >= sinceAt);
    return concerns && meaning === 'bought';
  });
