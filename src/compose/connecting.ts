import { createConnect } from '../pipeline/connect/connect.ts';
import { createConnectStore } from '../pipeline/connect/connect-store.ts';
import type { Foundation } from './foundation.ts';
import { platformOutbound } from './platform-outbound.ts';

/** Connecting stores in their merchants' browsers. */
export const createConnecting = (base: Foundation) => {
  const { store, clock, config, randomBytes, log } = base;
  return createConnect({
    adapters: new Map(base.adapters.map((adapter) => [adapter.platform, adapter])),
    connectStates: store.connectStates,
    connectStore: createConnectStore({ store, now: clock.now, randomBytes }),
    outboundFor: platformOutbound(base),
    appUrl: config.appUrl,
    now: clock.now,
    log,
  });
};
