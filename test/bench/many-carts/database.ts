import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { newId, type StepId } from '../../../src/core/words/ids.ts';
import { openSqliteEngine } from '../../../src/store/sqlite-engine.ts';
import type { Effort, ManyCartsFolder } from '../bench.ts';
import { connectStore, databaseIn, openDatabase } from '../product.ts';
import { fillCarts } from './fill-carts.ts';

/** The database of many carts, made once for all that ask. */
export const createManyCarts = (making: Pick<Effort, 'workshop' | 'quick' | 'say'>) => {
  let made: Promise<ManyCartsFolder> | null = null;
  return (): Promise<ManyCartsFolder> => (made ??= make(making));
};

const make = async ({
  workshop,
  quick,
  say,
}: Pick<Effort, 'workshop' | 'quick' | 'say'>): Promise<ManyCartsFolder> => {
  const carts = quick ? 20_000 : 1_000_000;
  const folder = await workshop.folder();
  const store = await openDatabase(folder);
  // Shopify's, so that its webhooks arrive here too.
  const storeId = await connectStore(store);
  const { key } = await store.access.createKey(storeId, 'admin');
  await store.commit(store.reports.add(aYear(storeId)));
  await store.close();

  say(`  a store of ${carts} carts is made …`);
  const engine = openSqliteEngine(databaseIn(folder));
  const { $client } = engine.db as unknown as { readonly $client: Database.Database };
  $client.pragma('synchronous = OFF');
  await fillCarts(engine, { storeId, carts, until: new Date() });
  $client.pragma('optimize');
  $client.pragma('wal_checkpoint(TRUNCATE)');
  await engine.close();
  return { folder, carts, key, storeId };
};

/** Every day of a year, three steps on two channels. */
const aYear = (storeId: ManyCartsFolder['storeId']) => {
  const now = new Date();
  const steps = Array.from({ length: 3 }, () => newId<StepId>(now, randomBytes));
  return Array.from({ length: 365 }, (_, day) =>
    new Date(now.getTime() - day * 86_400_000).toISOString().slice(0, 10),
  ).flatMap((day) =>
    steps.flatMap((stepId) =>
      (['email', 'whatsapp'] as const).map((channel) => ({
        storeId: storeId as never,
        day,
        basis: 'episode' as const,
        flow: 'abandoned_cart' as const,
        stepId,
        channel,
        currency: '',
        counts: { reached: 300 },
        revenueMinor: 0,
      })),
    ),
  );
};
