import Database from 'better-sqlite3';
import { setTimeout as pause } from 'node:timers/promises';
import {
  connectStore,
  databaseIn,
  openDatabase,
  SHOP,
  SHOPIFY_SECRET,
  startProduct,
  usage,
} from '../product.ts';
import type { Running, Workshop } from '../processes.ts';
import type { LoadOrder } from './load-process.ts';
import type { LoadReport } from './load.ts';

/** A sender, the product, and the bare server that intake is measured against, each in a process of its own. */
export const openRig = async (
  workshop: Workshop,
  { checkouts, rounds }: { checkouts: number; rounds: number },
) => {
  const folder = await workshop.folder();
  const store = await openDatabase(folder);
  await connectStore(store);
  await store.close();
  const product = await startProduct(workshop, folder);
  const bare = workshop.run(`${import.meta.dirname}/bare-server.ts`, {
    args: [`${folder}/bare.db`, SHOPIFY_SECRET],
  });
  const barePort = Number(await bare.line());
  const sender = await openSender(workshop, { checkouts, rounds });
  const inbox = new Database(databaseIn(folder), { readonly: true });
  const waiting = inbox.prepare(`select count(*) as waiting from deliveries where state = 'received'`);

  return {
    product,
    /** While the other one is measured the product stands still. */
    bareSlice: async (forMs: number): Promise<Slice> => {
      product.signal('SIGSTOP');
      const slice = await sender.slice(bare, barePort, { forMs });
      product.signal('SIGCONT');
      return slice;
    },
    productSlice: (forMs: number): Promise<Slice> => sender.slice(product, product.port, { forMs }),
    waiting: (): number => (waiting.get() as { readonly waiting: number }).waiting,
    /** Milliseconds until everything is processed. */
    drained: async (): Promise<number> => {
      const began = performance.now();
      while ((waiting.get() as { readonly waiting: number }).waiting > 0) await pause(50);
      return performance.now() - began;
    },
    close: async () => {
      inbox.close();
      await Promise.all([product.end('SIGTERM'), bare.end('SIGTERM'), sender.close()]);
    },
  };
};

export type Slice = LoadReport & { readonly cpuSeconds: number };

export const openSender = async (
  workshop: Workshop,
  bodies: { readonly checkouts: number; readonly rounds: number },
) => {
  const process = workshop.run(`${import.meta.dirname}/load-process.ts`);
  let runs = 0;
  const send = async (order: Pick<LoadOrder, 'port' | 'forMs'> & Partial<LoadOrder>): Promise<LoadReport> => {
    runs += 1;
    const whole: LoadOrder = {
      connections: 32,
      perSecond: null,
      runName: `run${runs}-${Date.now()}`,
      topic: 'checkouts/update',
      shop: SHOP,
      secret: SHOPIFY_SECRET,
      ...bodies,
      ...order,
    };
    process.tell(JSON.stringify(whole));
    return JSON.parse(await process.line()) as LoadReport;
  };
  await send({ port: 0, forMs: 0 });
  return {
    send,
    slice: async (server: Running, port: number, order: { readonly forMs: number }): Promise<Slice> => {
      const before = usage(server.pid).cpuSeconds;
      const report = await send({ port, ...order });
      if (Object.keys(report.refused).length > 0)
        throw new Error(`refused: ${JSON.stringify(report.refused)}`);
      return { ...report, cpuSeconds: usage(server.pid).cpuSeconds - before };
    },
    close: () => process.end('SIGTERM'),
  };
};
