import { passed, waitUntil, type Check } from '../check.ts';

/** Nobody is reminded while the platform's newest orders are unknown: one of them may be this shopper's. */
export const ordersNotFresh: Check = {
  code: 'orders_not_fresh',
  ask: ({ snapshot: { store }, now }) => {
    const facts = {
      ordersSeenUntil: store.ordersSeenUntil?.toISOString() ?? null,
      ordersFreshForMs: store.ordersFreshForMs,
    };
    const fresh =
      store.platform === 'custom' ||
      (store.ordersSeenUntil !== null &&
        now.getTime() - store.ordersSeenUntil.getTime() <= store.ordersFreshForMs);
    return fresh ? passed(facts) : waitUntil(null, facts);
  },
};
