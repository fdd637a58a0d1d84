import type { StoreId } from '../core/words/ids.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import { createLimiter } from '../outbound/limiter.ts';
import { createPlatformCoupons } from '../pipeline/offers/platform-coupons.ts';
import { createForgedBook } from '../pipeline/intake/forged-book.ts';
import { createLanes } from '../pipeline/intake/lanes.ts';
import { createNamedCarts } from '../pipeline/intake/named-carts.ts';
import type { EraseRequest, IntakeParts } from '../pipeline/intake/parts.ts';
import { createProcessor } from '../pipeline/intake/process.ts';
import { createReceive } from '../pipeline/intake/receive.ts';
import { createCatchUp, type CatchUp, type CatchUpParts } from '../pipeline/orders/catch-up.ts';
import { createDressed } from '../pipeline/orders/dressed-store.ts';
import { createProductCards } from '../pipeline/orders/product-cards.ts';
import { createReconcile } from '../pipeline/orders/reconcile.ts';
import { createReconciliations } from '../pipeline/orders/reconciliations.ts';
import { createScheduledReconciliation } from '../pipeline/orders/scheduled-reconciliation.ts';
import { createPlatformReminders } from '../pipeline/reminders/platform-reminders.ts';
import { createApplyCoupon } from '../pipeline/return/apply-coupon.ts';
import { createReturns } from '../pipeline/return/returns.ts';
import { createErase, createEraseStore } from '../pipeline/upkeep/erase.ts';
import type { Adapter } from '../ports/adapter.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { ConnectedStore } from '../ports/store/stores.ts';
import { createErrands } from './errands.ts';
import type { Foundation } from './foundation.ts';
import { platformOutbound } from './platform-outbound.ts';

/** The data's way from a delivery to a settled cart: intake, the order tail, the way back and erasing. */
export const createProduct = (base: Foundation) => {
  const { store, clock, log, randomBytes, secrets, linkKeys, config } = base;
  const adapters: ReadonlyMap<Platform, Adapter> = new Map(
    base.adapters.map((adapter) => [adapter.platform, adapter]),
  );
  const dressed = createDressed({ store, adapters, now: clock.now });
  const calls = { outboundFor: outboundFor(base), clock, log };
  const returns = createReturns({
    store,
    applyCoupon: createApplyCoupon({ stores: store.stores, adapters, ...calls }),
    adapterOf: (platform) => adapters.get(platform) ?? null,
    dress: dressed.contents,
    reconsider: store.messages.reconsider,
    linkKeys,
    randomBytes,
    log,
    // A shopper may open a fresh mail at once: what is no scanner by name or by haste counts as a person.
    tooSoonMs: 0,
  });
  const erase = createErase({ store, secrets, clock });
  const cards = createProductCards({ store, adapters, ...calls });
  const intake: IntakeParts = {
    store,
    reconsider: store.messages.reconsider,
    creditOrder: returns.creditOrder,
    namedCarts: createNamedCarts({ links: store.links, stores: store.stores, linkKeys }),
    eraseShopper: erase,
    eraseStore: createEraseStore({ store, secrets, clock }),
    noticed: (known, told) =>
      cards.noticed(
        known,
        told.flatMap((one) => (one.kind === 'cart' ? (one.contents?.lines ?? []) : [])),
      ),
    randomBytes,
    isShared: config.database.kind === 'postgres',
  };
  const lanes = createLanes();
  const { deliveries, stores } = store;
  const processor = createProcessor({ intake, deliveries, lanes, adapters, secrets, ...calls });
  const { arriving } = processor;
  const receive = createReceive({ deliveries, stores, secrets, clock, randomBytes, arriving });
  const listing: CatchUpParts = { intake, stores, adapters, lanes, ...calls, pause: (ms) => clock.sleep(ms) };
  const catchUp = andThen(createCatchUp(listing), createPlatformReminders({ store, adapters, ...calls }));
  const coupons = createPlatformCoupons({ adapters, stores, ...calls, now: clock.now });
  return {
    cards,
    dressed,
    coupons,
    returns,
    // Not while a delivery of the store is being processed, which could bring back what it has read.
    erase: (request: EraseRequest) => lanes.run(request.storeId, () => erase(request)),
    processor,
    receive,
    catchUp,
    errands: createErrands(base, listing),
    ...createReckoning(base, listing),
  };
};

/** What the platform has against what we know, and what came with a wrong signature. */
const createReckoning = (base: Foundation, listing: CatchUpParts) => {
  const { store, clock, log, randomBytes, secrets } = base;
  const reconcile = createReconcile({ ...listing, store, secrets });
  const reconciliations = createReconciliations({ store, reconcile, clock, randomBytes, log });
  const { adapters } = listing;
  return {
    forged: createForgedBook(base),
    reconciliations,
    reconcileDue: createScheduledReconciliation({ store, adapters, reconciliations, clock }),
  };
};

/** Whether the platform wrote to the same shoppers by itself is asked for whenever its orders are. */
const andThen =
  (catchUp: CatchUp, readReminders: (id: StoreId) => Promise<void>): CatchUp =>
  async (storeId, asked) => {
    const outcome = await catchUp(storeId, asked);
    if (outcome.kind === 'read') await readReminders(storeId);
    return outcome;
  };

export type Product = ReturnType<typeof createProduct>;

/**
 * What the strictest platform allows a store in general is two calls a second, forty at once. Calls that the network
 * holds up for a moment arrive together, so some of the forty stay unused.
 */
const CALLS = { perSecond: 2, burst: 35, maxWaitMs: 60_000 };

/** Calls on behalf of a store, each after its turn. */
export const outboundFor = (base: Pick<Foundation, 'guarded' | 'trusted' | 'clock'>) => {
  const limiter = createLimiter({ clock: base.clock, ...CALLS });
  const wayTo = platformOutbound(base);
  return ({ id, platform }: ConnectedStore): Outbound => limiter.limit(id, wayTo(platform));
};
