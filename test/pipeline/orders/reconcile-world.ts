import { createShopify } from '../../../adapters/shopify/index.ts';
import type { Observation } from '../../../src/core/cart/observation.ts';
import { createCatchUp } from '../../../src/pipeline/orders/catch-up.ts';
import { createReconcile } from '../../../src/pipeline/orders/reconcile.ts';
import { createReconciliations } from '../../../src/pipeline/orders/reconciliations.ts';
import { createScheduledReconciliation } from '../../../src/pipeline/orders/scheduled-reconciliation.ts';
import type { Adapter, Listing, ListRequest } from '../../../src/ports/adapter.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import type { openIntakeWorld } from '../../support/intake-world.ts';
import { minutes } from '../../support/observations.ts';
import { silentLog } from '../../support/silent-log.ts';

export const page = (...observations: readonly Observation[]): Listing => ({
  kind: 'page',
  observations,
  unread: [],
});

/** Intake on a real database beside a platform that lists what the test says. */
export const openReconcileWorld = (world: ReturnType<typeof openIntakeWorld>) => {
  world.clock.set(minutes(1000));
  const asked: ListRequest[] = [];
  const listed = { orders: [page()] as readonly Listing[], carts: [page()] as readonly Listing[] };
  /** What happens before a page of orders is told. */
  const between: { beforePage: (place: number) => Promise<void> } = { beforePage: async () => {} };
  const platform: Adapter = {
    ...createShopify(),
    orders: async function* (request) {
      asked.push(request);
      for (const [place, one] of listed.orders.entries()) {
        await between.beforePage(place);
        yield one;
      }
    },
    carts: async function* () {
      yield* listed.carts;
    },
  };
  const parts = {
    ...world,
    intake: world.parts,
    stores: world.store.stores,
    adapters: new Map([['shopify', platform]] as const),
    outboundFor: () => () => Promise.resolve({ kind: 'unreachable', reason: 'no network here' } as const),
    log: silentLog,
  };
  const reconcile = createReconcile(parts);
  /** As another process would have it. */
  const open = () => createReconciliations({ ...parts, reconcile });
  const runs = open();
  const connect = (): Promise<ConnectedStore> =>
    world.connect({
      platform: 'shopify',
      externalKey: `${world.randomBytes(4).join('-')}.myshopify.com`,
      credentials: { kind: 'shopify_token', accessToken: 't' },
    });
  const window = { from: minutes(-60), to: minutes(60) };

  /** Runs to its end; each discrepancy as `id reason repaired`. */
  const found = async (store: ConnectedStore, repair = false, over: Partial<typeof window> = {}) => {
    const started = await runs.start({ storeId: store.id, ...window, ...over, repair, origin: 'by_hand' });
    const run = (await runs.ended(started!))!;
    const all = await world.store.reconciliations.discrepancies(store.id, run.id, {
      limit: 999,
      after: null,
    });
    const lines = all.map(({ externalId, reason, repaired }) => `${externalId} ${reason} ${repaired}`);
    return { run, all, lines: lines.toSorted() };
  };
  return {
    ...world,
    parts,
    listed,
    between,
    asked,
    runs,
    open,
    window,
    connectShop: connect,
    found,
    catchUp: createCatchUp(parts),
    schedule: createScheduledReconciliation({ ...parts, reconciliations: runs }),
    later: (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms)),
  };
};

export type ReconcileWorld = ReturnType<typeof openReconcileWorld>;
