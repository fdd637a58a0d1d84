import type { StoreId } from '../../src/core/words/ids.ts';
import { openSqliteEngine } from '../../src/store/sqlite-engine.ts';
import type { Bench } from './bench.ts';
import { measureLiftGroups } from './lift-groups.ts';
import { connectStore, databaseIn, openDatabase } from './product.ts';

/** What messages change, read from many runs; it runs away from the thread that serves. */
export const lift: Bench = {
  name: 'lift',
  about: 'reading the groups that lift compares, in a store of 100,000 runs',
  measure: async ({ workshop, quick }) => {
    const folder = await workshop.folder();
    const store = await openDatabase(folder);
    const storeId: StoreId = await connectStore(store);
    await store.close();
    const engine = openSqliteEngine(databaseIn(folder));
    const value = await measureLiftGroups(engine, { storeId, runs: quick ? 5_000 : 100_000 });
    await engine.close();
    return [
      {
        name: 'reading the groups of lift',
        value,
        unit: 'ms',
        limit: null,
        ratio: null,
        asked: null,
        aim: null,
      },
    ];
  },
};
