import { passed, stop, waitUntil, type Check } from '../check.ts';

/** An uninstalled store ends everything; a paused one (unpaid at its platform, say) waits until it is resumed. */
export const storeInactive: Check = {
  code: 'store_inactive',
  ask: ({ snapshot: { store } }) => {
    if (store.state === 'active') return passed({ state: store.state });
    if (store.state === 'paused') return waitUntil(null, { state: store.state });
    return stop('store_inactive', { state: store.state });
  },
};
