import { openSqliteEngine } from '../../src/store/sqlite-engine.ts';
import type { Bench, Figure } from './bench.ts';
import { connectStore, databaseIn, openDatabase } from './product.ts';
import { fillPast, measureReplay } from './replay-carts.ts';

const UNTIL = new Date('2026-11-21T12:00:00Z');

/** Past carts under other settings; it runs away from the thread that serves. */
export const replay: Bench = {
  name: 'replay',
  about: 'living 100,000 past carts through once more with other settings',
  measure: async ({ workshop, quick }) => {
    const folder = await workshop.folder();
    const store = await openDatabase(folder);
    const storeId = await connectStore(store);
    const engine = openSqliteEngine(databaseIn(folder));
    await fillPast(engine, { storeId, carts: quick ? 5_000 : 100_000, until: UNTIL });
    await engine.close();
    const { tookMs, longestDelayMs } = await measureReplay(store, { storeId, until: UNTIL });
    await store.close();
    return [
      figure({ name: 'replay of past carts', value: tookMs, asked: { most: 30_000 } }),
      figure({ name: 'replay: longest the serving thread was held', value: longestDelayMs, asked: null }),
    ];
  },
};

const figure = (given: Pick<Figure, 'name' | 'value' | 'asked'>): Figure => ({
  unit: 'ms',
  limit: null,
  ratio: null,
  aim: null,
  ...given,
});
