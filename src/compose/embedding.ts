import { createConnectStore } from '../pipeline/connect/connect-store.ts';
import { createAdmitToken, type AdmitToken } from '../pipeline/embedding/admit-token.ts';
import { createTakeIn } from '../pipeline/embedding/take-in.ts';
import type { Adapter } from '../ports/adapter.ts';
import type { Foundation } from './foundation.ts';

/** Lets in whoever comes from inside a platform's own admin. */
export const createEmbeddedDoor = (base: Foundation): AdmitToken => {
  const { store, adapters, clock, log, randomBytes } = base;
  const fetch = base.trusted;
  const connectStore = createConnectStore({ store, now: clock.now, randomBytes });
  return createAdmitToken({
    adapters: platformsOn(base),
    stores: store.stores,
    fetch,
    clock,
    log,
    takeIn: createTakeIn({ store, adapters, connectStore, fetch, now: clock.now, log }),
  });
};

/** A platform that is off lets nobody in. */
export const platformsOn = ({ adapters, config }: Foundation): readonly Adapter[] =>
  adapters.filter(({ platform }) => config.platforms[platform].on);
