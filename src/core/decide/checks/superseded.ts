import { passed, stop, type Check } from '../check.ts';

/** The newest cart that holds something speaks; the older ones are silent. */
export const superseded: Check = {
  code: 'superseded',
  ask: ({ snapshot: { cart, newerCartId }, purpose }) => {
    // An order is to be paid whatever else its shopper looks at.
    if (purpose === 'transactional') return passed();
    if (newerCartId !== null) return stop('superseded', { newerCartId });
    return cart.closedReason === 'superseded' ? stop('superseded', { newerCartId: null }) : passed();
  },
};
