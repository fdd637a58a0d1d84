import { setInterval as every } from 'node:timers/promises';
import { askTimed } from '../ask-timed.ts';
import type { Bench } from '../bench.ts';
import { startProduct, usage } from '../product.ts';

/** All carts of a store as CSV: how fast, and how much more memory meanwhile. */
export const csv: Bench = {
  name: 'csv',
  about: 'the CSV of all carts of a store: rows per second, and memory above rest',
  measure: async ({ workshop, manyCarts }) => {
    const { folder, key, carts } = await manyCarts();
    const product = await startProduct(workshop, folder);
    // The reader's thread is started by the first list; it belongs to the server at rest.
    await askTimed(product.port, '/api/v1/carts?limit=50', key);
    const rest = usage(product.pid).rssMb;
    let most = rest;
    const watching = new AbortController();
    const watched = (async () => {
      for await (const _ of every(100, undefined, { signal: watching.signal }))
        most = Math.max(most, usage(product.pid).rssMb);
    })().catch(() => undefined);
    const { ms } = await askTimed(product.port, '/api/v1/carts.csv', key);
    watching.abort();
    await watched;
    await product.end('SIGTERM');
    return [
      {
        name: 'CSV, rows per second',
        value: (carts / ms) * 1_000,
        unit: '1/s',
        limit: null,
        ratio: null,
        asked: null,
        aim: { least: 20_000 },
      },
      {
        name: 'CSV, memory above rest',
        value: most - rest,
        unit: 'MB',
        limit: null,
        ratio: null,
        asked: { most: 80 },
        aim: { most: 40 },
      },
    ];
  },
};
