import { passed, stop, type Check } from '../check.ts';

/** A bought order that matching gives to this cart, or whatever settled the cart as bought. */
export const bought: Check = {
  code: 'bought',
  ask: ({ snapshot: { cart, orders } }) => {
    const order = orders.find((order) => order.matchesCart && order.meaning === 'bought');
    const settled = cart.state === 'purchased' || cart.state === 'recovered';
    if (order === undefined && !settled) return passed();
    return stop('bought', {
      order: order?.number ?? null,
      placedAt: order?.placedAt.toISOString() ?? null,
    });
  },
};
