import { passed, stop, type Check } from '../check.ts';
import type { OrderFact, Snapshot } from '../snapshot.ts';

/** A bought order that matching gives to this cart, or whatever settled the cart as bought. */
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

export const isBought = (snapshot: Pick<Snapshot, 'cart' | 'orders'>): boolean =>
  snapshot.cart.state === 'purchased' ||
  snapshot.cart.state === 'recovered' ||
  boughtOrder(snapshot) !== undefined;

const boughtOrder = ({ orders }: Pick<Snapshot, 'orders'>): OrderFact | undefined =>
  orders.find((order) => order.matchesCart && order.meaning === 'bought');
