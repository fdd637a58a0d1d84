import type { RandomBytes } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { Store } from '../../ports/store/store.ts';
import { createCatchUp, type CatchUp, type CatchUpParts } from '../orders/catch-up.ts';
import { createReconcile } from '../orders/reconcile.ts';
import { createCreditOrder } from '../return/credit-order.ts';
import { createErase, createEraseStore } from '../upkeep/erase.ts';
import { createRetention } from '../upkeep/retention.ts';
import { createLanes } from './lanes.ts';
import { createNamedCarts } from './named-carts.ts';
import type { IntakeParts } from './parts.ts';
import { createProcessor, type Processor } from './process.ts';
import { createReceive, type Receive } from './receive.ts';

export type IntakeSurroundings = {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly adapters: readonly Adapter[];
  readonly outboundFor: CatchUpParts['outboundFor'];
  /** `linkKeyOf` the server's encryption key. */
  readonly linkKey: Uint8Array;
  /** Other processes work on the same database. */
  readonly isShared: boolean;
};

export type Intake = {
  readonly receive: Receive;
  readonly processor: Processor;
  readonly catchUp: CatchUp;
  readonly reconcile: ReturnType<typeof createReconcile>;
  readonly erase: ReturnType<typeof createErase>;
  readonly retention: ReturnType<typeof createRetention>;
};

/** Everything by which data comes in, and goes: all of it keeps to one lane per store. */
export const createIntake = (around: IntakeSurroundings): Intake => {
  const { store, clock, log } = around;
  const lanes = createLanes();
  const adapters = new Map<Platform, Adapter>(around.adapters.map((adapter) => [adapter.platform, adapter]));
  const erase = createErase(around);
  const intake: IntakeParts = {
    ...around,
    reconsider: store.messages.reconsider,
    creditOrder: createCreditOrder(store),
    namedCarts: createNamedCarts({ ...store, linkKey: around.linkKey }),
    eraseShopper: erase,
    eraseStore: createEraseStore(around),
  };
  const { deliveries, stores } = store;
  const processor = createProcessor({ ...around, intake, deliveries, adapters, lanes });
  const tail = { intake, stores, adapters, lanes, clock, log, outboundFor: around.outboundFor };

  return {
    receive: createReceive({ ...around, deliveries, stores, nudge: processor.nudge }),
    processor,
    catchUp: createCatchUp(tail),
    reconcile: createReconcile(tail),
    // Not while a delivery of the same store is being processed, which would bring back what it has read.
    erase: (request) => lanes.run(request.storeId, () => erase(request)),
    retention: createRetention(around),
  };
};
