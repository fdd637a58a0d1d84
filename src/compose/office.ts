import type { InOffice, Office } from '../cli/office.ts';
import type { Config } from '../config.ts';
import { createConnectStore } from '../pipeline/connect/connect-store.ts';
import { createSeedCarts, type Seeded } from '../pipeline/demo/seed-carts.ts';
import { createReplay } from '../pipeline/reminders/replay.ts';
import { keysToErase } from '../pipeline/upkeep/erase.ts';
import { createPersonFile } from '../pipeline/upkeep/person-file.ts';
import { found, type Foundation } from './foundation.ts';
import { platformOutbound } from './platform-outbound.ts';
import { createProduct, type Product } from './product.ts';
import type { StoredDiscrepancy } from '../ports/store/reconciliations.ts';
import type { Surroundings } from './surroundings.ts';

/** What commands work in: the database opened beside a running server, closed again whatever happens. */
export const createInOffice =
  (config: Config, surroundings: Surroundings): InOffice =>
  async (work) => {
    const base = await found({ config, surroundings, as: 'command' });
    try {
      return await work(createOffice(base));
    } finally {
      await base.close();
    }
  };

/** Made-up carts for trials and sizing. */
export const createSeed =
  (config: Config, surroundings: Surroundings) =>
  async (carts: number): Promise<Seeded> => {
    const { store, clock, randomBytes, close } = await found({ config, surroundings, as: 'command' });
    try {
      return await createSeedCarts({ store, now: clock.now, randomBytes })(carts);
    } finally {
      await close();
    }
  };

const createOffice = (base: Foundation): Office => {
  const { store, config, clock } = base;
  const product = createProduct(base);
  const shopify = config.platforms.shopify;
  return {
    appUrl: config.appUrl,
    store,
    adapters: base.adapters,
    missingVariables: (platform) => {
      const state = config.platforms[platform];
      return state.on ? [] : state.missing;
    },
    shopifyClient: shopify.on
      ? {
          clientId: shopify.values['SHOPIFY_API_KEY'] ?? '',
          clientSecret: shopify.values['SHOPIFY_API_SECRET'] ?? '',
        }
      : null,
    outboundFor: platformOutbound(base),
    connectStore: createConnectStore({ store, now: clock.now, randomBytes: base.randomBytes }),
    workErrand: product.errands.workErrand,
    erase: async (storeId, person) => {
      const country = (await store.stores.find(storeId))?.country ?? null;
      const keys = keysToErase(person, country);
      return keys === null
        ? null
        : { ...(await product.erase({ ...keys, storeId, orderIds: [], at: clock.now() })) };
    },
    personFile: async (storeId, person) => {
      const country = (await store.stores.find(storeId))?.country ?? null;
      const keys = keysToErase(person, country);
      return keys === null ? null : createPersonFile({ store, clock })(storeId, keys);
    },
    reconcile: reconcileNow(base, product),
    replay: createReplay({ store, clock }),
    now: clock.now,
    randomBytes: base.randomBytes,
    log: base.log,
  };
};

const AT_ONCE = 1_000;

/** In this process, whoever else serves meanwhile; it is over when the command is. */
const reconcileNow =
  ({ store: { reconciliations: kept } }: Foundation, { reconciliations }: Product): Office['reconcile'] =>
  async (request) => {
    const started = await reconciliations.start({ ...request, origin: 'by_hand' });
    const run = started === null ? null : await reconciliations.ended(started);
    if (run === null) return null;
    const discrepancies: StoredDiscrepancy[] = [];
    for (;;) {
      const after = discrepancies.at(-1)?.id ?? null;
      const page = await kept.discrepancies(run.storeId, run.id, { after, limit: AT_ONCE });
      discrepancies.push(...page);
      if (page.length < AT_ONCE) return { ...run, discrepancies };
    }
  };
