import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Figure } from '../bench.ts';
import { connectStore, openDatabase, startProduct, usage } from '../product.ts';

const SHOP = join(import.meta.dirname, 'limited-shop.ts');
const HOUR_MS = 3_600_000;

/** Orders of a platform that nobody told us of, beside the limit that it sets. */
export const reconcile: Bench = {
  name: 'reconcile',
  about: 'reconciling 10,000 orders that no webhook told of, against a server that enforces the limit',
  measure: async ({ workshop, quick }) => {
    const orders = quick ? 1_000 : 10_000;
    const shop = workshop.run(SHOP, { args: [String(orders)] });
    const { port } = JSON.parse(await shop.line()) as { port: number };
    const folder = await workshop.folder();
    const store = await openDatabase(folder);
    const storeId = await connectStore(store, {
      platform: 'woocommerce',
      externalKey: `http://127.0.0.1:${port}`,
      url: `http://127.0.0.1:${port}`,
      credentials: { kind: 'woocommerce_keys', consumerKey: 'ck_bench', consumerSecret: 'cs_bench' },
      webhookSecret: 'bench',
      now: new Date(Date.now() - 2 * HOUR_MS),
    });
    const { key } = await store.access.createKey(storeId, 'admin');
    // What the order tail knows already it reads no more: nothing but the reconciliation is measured.
    const now = new Date();
    await store.commit([store.stores.ordersRead(storeId, { seenUntil: now, watermark: now })]);
    await store.close();
    const env = { ALLOW_PRIVATE_STORE_URLS: '1', POLL_EVERY: 'PT24H' };
    const product = await startProduct(workshop, folder, { env });
    const measured = await measure({ url: `http://127.0.0.1:${product.port}/api/v1`, key, pid: product.pid });
    const told = (await (await fetch(`http://127.0.0.1:${port}/told`)).json()) as Told;
    await product.end('SIGTERM');
    await shop.end('SIGKILL');
    if (measured.found < orders) throw new Error(`only ${measured.found} of ${orders} orders were found`);
    return [
      figure({
        name: `reconciling ${orders} orders: memory added`,
        unit: 'MB',
        value: measured.addedMb,
        most: 50,
      }),
      figure({ name: `calls for it, ${told.calls}: answered 429`, unit: '', value: told.refused, most: 0 }),
      figure({ name: 'it took', unit: 's', value: measured.seconds, most: null }),
    ];
  },
};

type Told = { readonly calls: number; readonly refused: number };
type Report = {
  readonly id: string;
  readonly state: string;
  readonly found: number;
  readonly reason: string;
};
type Asked = { readonly url: string; readonly key: string; readonly pid: number };

const measure = async ({ url, key, pid }: Asked) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const start = async (from: number, to: number): Promise<Report> => {
    const body = JSON.stringify({ from: new Date(from), to: new Date(to), repair: true });
    const answer = await fetch(`${url}/reconciliations`, { method: 'POST', headers, body });
    return (await answer.json()) as Report;
  };
  // An hour without orders first: code that was never used before takes memory once, however much it does.
  await start(Date.now() - 3 * HOUR_MS, Date.now() - 2 * HOUR_MS);
  await pause(5_000);
  const before = usage(pid).rssMb;
  const begun = Date.now();
  const { id } = await start(begun - 2 * HOUR_MS, begun + HOUR_MS);
  let peak = before;
  for (;;) {
    await pause(250);
    peak = Math.max(peak, usage(pid).rssMb);
    const { items } = (await (await fetch(`${url}/reconciliations?limit=1`, { headers })).json()) as {
      readonly items: readonly Report[];
    };
    const run = items.find((one) => one.id === id);
    if (run === undefined || run.state === 'running') continue;
    if (run.state === 'failed') throw new Error(`the reconciliation failed: ${run.reason}`);
    return { addedMb: peak - before, seconds: (Date.now() - begun) / 1_000, found: run.found };
  }
};

const figure = ({
  most,
  ...given
}: Pick<Figure, 'name' | 'value' | 'unit'> & { readonly most: number | null }): Figure => ({
  limit: null,
  ratio: null,
  asked: most === null ? null : { most },
  aim: null,
  ...given,
});
