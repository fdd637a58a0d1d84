import { createAdmitToken, type AdmitToken } from '../pipeline/embedding/admit-token.ts';
import { createTakeIn } from '../pipeline/embedding/take-in.ts';
import type { Adapter } from '../ports/adapter.ts';
import type { Foundation } from './foundation.ts';

/** Lets in whoever comes from inside a platform's own admin. */
export const createEmbeddedDoor = (base: Foundation): AdmitToken => {
  const { store, clock, log } = base;
  const fetch = base.trusted;
  return createAdmitToken({
    adapters: platformsOn(base),
    stores: store.stores,
    fetch,
    clock,
    log,
    takeIn: createTakeIn({ ...base, fetch }),
  });
};

/** A platform that is off lets nobody in. */
export const platformsOn = ({ adapters, config }: Foundation): readonly Adapter[] =>
  adapters.filter(({ platform }) => config.platforms[platform].on);
