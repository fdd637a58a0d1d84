import { setTimeout as pause } from 'node:timers/promises';
import { createConcepts } from '../../src/store/concepts.ts';
import type { Engine } from '../../src/store/engine.ts';
import { createCreditOrder } from '../../src/pipeline/return/credit-order.ts';
import type { Observation } from '../../src/core/cart/observation.ts';
import { applyPatiently } from '../../src/pipeline/intake/apply-all.ts';
import { createLanes } from '../../src/pipeline/intake/lanes.ts';
import { createNamedCarts } from '../../src/pipeline/intake/named-carts.ts';
import type { IntakeParts } from '../../src/pipeline/intake/parts.ts';
import { createErase, createEraseStore } from '../../src/pipeline/upkeep/erase.ts';
import type { Connection, ConnectedStore } from '../../src/ports/store/stores.ts';
import type { Reconsider } from '../../src/ports/store/reconsider.ts';
import { openTestEngine, type TestDatabase } from '../store/databases.ts';
import { countingBytes, testSecrets } from './test-secrets.ts';
import { minutes } from './observations.ts';
import { aConnection } from './a-connection.ts';

/** A clock that stands until it is moved; waiting takes a tenth of its time. */
export const standingClock = (start: Date) => {
  let now = start;
  return {
    now: () => now,
    set: (to: Date) => {
      now = to;
    },
    sleep: async (ms: number, signal?: AbortSignal) => {
      await pause(ms / 10, undefined, { signal, ref: false }).catch(() => undefined);
    },
  };
};

export const LINK_KEY = new Uint8Array(32).fill(3);

/** Intake on a real database, with everything around it that is ours. */
export const openIntakeWorld = (
  engine: Engine,
  { isShared = false, seed = 0 }: { readonly isShared?: boolean; readonly seed?: number } = {},
) => {
  const clock = standingClock(minutes(1000));
  const randomBytes = countingBytes(seed);
  const secrets = testSecrets();
  const lanes = createLanes();
  const kept = createConcepts(engine, { secrets, clock, randomBytes });
  const store = { ...kept, commit: engine.commit };
  const asked: Parameters<Reconsider>[0][] = [];
  const parts: IntakeParts = {
    store,
    reconsider: (what) => {
      asked.push(what);
      return kept.messages.reconsider(what);
    },
    creditOrder: createCreditOrder(store),
    namedCarts: createNamedCarts({ ...store, linkKeys: [LINK_KEY] }),
    eraseShopper: createErase({ store, secrets, clock }),
    eraseStore: createEraseStore({ store, secrets, clock }),
    randomBytes,
    isShared,
  };

  const connect = async (over: Partial<Connection> = {}): Promise<ConnectedStore> => {
    const { store: connected } = await kept.stores.connect(aConnection({ now: minutes(-10_000), ...over }));
    return connected;
  };
  const tell = (to: ConnectedStore, ...told: readonly Observation[]): Promise<void> => {
    const now = clock.now();
    return applyPatiently(parts, {
      store: to,
      tellings: told.map((one) => ({ told: one, receivedAt: now })),
      now,
      with: [],
    });
  };
  return { clock, randomBytes, secrets, lanes, store, parts, asked, connect, tell };
};

/** The same on a database of its own, which goes when the world is closed. */
export const openIntakeOn = async (make: () => Promise<TestDatabase>) => {
  const database = await openTestEngine(make);
  return { ...openIntakeWorld(database.engine), ...database };
};

export type IntakeOnDatabase = Awaited<ReturnType<typeof openIntakeOn>>;
