import { askTimed } from '../ask-timed.ts';
import type { Bench } from '../bench.ts';
import { startProduct } from '../product.ts';
import { quantile } from '../statistics.ts';

const YEAR_MS = 365 * 86_400_000;

/** A year's summary of a busy store, over HTTP. */
export const summary: Bench = {
  name: 'summary',
  about: 'a year’s summary by day, over HTTP',
  measure: async ({ workshop, quick, manyCarts }) => {
    const { folder, key } = await manyCarts();
    const product = await startProduct(workshop, folder);
    const times: number[] = [];
    for (let run = 0; run < (quick ? 10 : 50); run += 1) {
      const to = new Date();
      const from = new Date(to.getTime() - YEAR_MS);
      const path = `/api/v1/reports/summary?from=${from.toISOString()}&to=${to.toISOString()}&groupBy=day`;
      times.push((await askTimed(product.port, path, key)).ms);
    }
    await product.end('SIGTERM');
    return [
      {
        name: 'a year’s summary, p95',
        value: quantile(times.slice(2), 0.95),
        unit: 'ms',
        limit: null,
        ratio: null,
        asked: { most: 500 },
        aim: { most: 50 },
      },
    ];
  },
};
