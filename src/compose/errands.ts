import { createFirstSync } from '../pipeline/errands/first-sync.ts';
import { createKeepWebhooks } from '../pipeline/errands/keep-webhooks.ts';
import { createRunErrands } from '../pipeline/errands/run-errands.ts';
import { createWantMissing } from '../pipeline/errands/want-missing.ts';
import { createWorkErrand } from '../pipeline/errands/work-errand.ts';
import type { CatchUpParts } from '../pipeline/orders/catch-up.ts';
import type { Foundation } from './foundation.ts';

/** What is done for stores at their platforms: webhooks kept, credentials renewed, history read. */
export const createErrands = (base: Foundation, listing: CatchUpParts) => {
  const { store, clock, log, config } = base;
  const context = { stores: store.stores, outboundFor: listing.outboundFor, now: clock.now, log };
  const workErrand = createWorkErrand({
    store,
    adapters: listing.adapters,
    handlers: {
      webhooks: createKeepWebhooks({ ...context, commit: store.commit, appUrl: config.appUrl }),
      first_sync: createFirstSync(listing),
    },
    clock,
    log,
  });
  return {
    ...createRunErrands({ store, workErrand, clock, log }),
    workErrand,
    wantMissing: createWantMissing({ store, adapters: listing.adapters, now: clock.now }),
  };
};
