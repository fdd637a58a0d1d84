import { askTimed } from './ask-timed.ts';
import type { Bench } from './bench.ts';
import { startProduct, usage } from './product.ts';
import { median } from './statistics.ts';

/** From the start after a kill -9 until `/readyz` answers 200, on a store of many carts; and the memory at rest. */
export const ready: Bench = {
  name: 'ready',
  about: 'ready again after a kill -9, on a store of many carts; memory at rest',
  measure: async ({ workshop, quick, manyCarts }) => {
    const { folder, key } = await manyCarts();
    const times: number[] = [];
    let restMb = 0;
    for (let run = 0; run < (quick ? 2 : 6); run += 1) {
      const began = performance.now();
      const product = await startProduct(workshop, folder);
      await askTimed(product.port, '/readyz', key);
      times.push((performance.now() - began) / 1_000);
      restMb = usage(product.pid).rssMb;
      await product.end('SIGKILL');
    }
    return [
      {
        name: 'ready after kill -9',
        value: median(times.slice(1)),
        unit: 's',
        limit: null,
        ratio: null,
        asked: { most: 3 },
        aim: { most: 1 },
      },
      {
        name: 'memory at rest',
        value: restMb,
        unit: 'MB',
        limit: null,
        ratio: null,
        asked: { most: 250 },
        aim: { most: 150 },
      },
    ];
  },
};
