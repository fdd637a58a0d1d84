import { setTimeout as pause } from 'node:timers/promises';
import { askTimed } from '../ask-timed.ts';
import type { Bench, Figure } from '../bench.ts';
import { startProduct } from '../product.ts';
import { quantile } from '../statistics.ts';
import { FILTERS } from './list-filters.ts';

/** Calls of one key are limited to 1,200 a minute. */
const BETWEEN_MS = 55;

/** The first pages of the list of carts for every combination of filters that is documented, over HTTP. */
export const cartList: Bench = {
  name: 'cart-list',
  about: 'pages of the list of carts for each combination of filters, over HTTP',
  measure: async ({ workshop, quick, manyCarts, say }) => {
    const { folder, key } = await manyCarts();
    const product = await startProduct(workshop, folder);
    await askTimed(product.port, '/api/v1/carts?limit=1', key); // the reading thread is loaded by then
    const slow: Figure[] = [];
    const all: number[] = [];
    for (const [name, ask] of Object.entries(FILTERS)) {
      const times: number[] = [];
      for (let n = 0; n < (quick ? 5 : 20); n += 1) {
        const { ms } = await askTimed(product.port, `/api/v1/carts?limit=50&${ask(n)}`, key);
        times.push(ms);
        await pause(BETWEEN_MS);
      }
      const p95 = quantile(times, 0.95);
      say(`  ${name.padEnd(36)} p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
      all.push(p95);
      slow.push(figure(`list of carts, ${name}, p95`, p95));
    }
    await product.end('SIGTERM');
    const slowest = slow.toSorted((one, other) => other.value - one.value).slice(0, 3);
    return [figure('list of carts, the slowest combination, p95', Math.max(...all)), ...slowest];
  },
};

const figure = (name: string, value: number): Figure => ({
  name,
  value,
  unit: 'ms',
  limit: null,
  ratio: null,
  asked: { most: 50 },
  aim: { most: 20 },
});
