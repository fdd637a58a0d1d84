import { setTimeout as pause } from 'node:timers/promises';
import { askTimed } from '../ask-timed.ts';
import type { Bench, Figure } from '../bench.ts';
import { backUpBeside, openDatabase, startProduct } from '../product.ts';
import { connectSender, fillDueMessages } from '../sending/due-messages.ts';
import { openSink } from '../sending/sink.ts';
import { openSender } from './rig.ts';

const YEAR_MS = 365 * 86_400_000;

/**
 * A thousand webhooks a second, each counted from the moment it was to leave, while the same server writes the CSV of
 * all carts, sums up years, is backed up and sends.
 */
export const openLoop: Bench = {
  name: 'open-loop',
  about: '1,000 webhooks a second beside a CSV, summaries, a backup and sending',
  measure: async ({ workshop, quick, manyCarts, say }) => {
    const { folder, key } = await manyCarts();
    const sink = await openSink(workshop);
    const store = await openDatabase(folder);
    const sender = await connectSender(store, null);
    const mails = { sender, count: quick ? 50 : 500, dueAt: new Date(), domain: 'open.example' };
    await fillDueMessages(store, mails);
    await store.close();
    const product = await startProduct(workshop, folder, {
      env: { SMTP_URL: sink.url, MAIL_FROM: 'Loja <loja@shop.example>' },
    });
    const load = await openSender(workshop, { checkouts: 4_000, rounds: 8 });
    await load.send({ port: product.port, forMs: 2_000, perSecond: 500, connections: 64 });

    let isOver = false;
    // Settled from the start: the end of the server cuts off whatever they are asking.
    const neighbours = Promise.allSettled([
      repeat(
        () => isOver,
        () => askTimed(product.port, '/api/v1/carts.csv', key),
      ),
      repeat(
        () => isOver,
        () => askTimed(product.port, yearPath(), key),
      ),
      pause(1_000).then(() => backUpBeside(workshop, folder)),
    ]);
    const report = await load.send({
      port: product.port,
      forMs: quick ? 5_000 : 60_000,
      perSecond: 1_000,
      connections: 64,
    });
    isOver = true;
    await product.end('SIGKILL');
    await Promise.allSettled([neighbours, load.close(), sink.close()]);
    say(`  ${report.accepted} accepted of ${report.sent}, ${JSON.stringify(report.refused)} refused`);
    return [
      figure('open loop with neighbours, p99', report.p99Ms, 100, 25),
      figure('open loop with neighbours, p99.9', report.p999Ms, 250, 100),
      figure('open loop with neighbours, longest', report.maxMs, 1_000, null),
    ];
  },
};

const yearPath = (): string => {
  const to = new Date();
  const from = new Date(to.getTime() - YEAR_MS);
  return `/api/v1/reports/summary?from=${from.toISOString()}&to=${to.toISOString()}&groupBy=day`;
};

const repeat = async (isOver: () => boolean, work: () => Promise<unknown>): Promise<void> => {
  while (!isOver()) {
    await work();
    await pause(500);
  }
};

// oxlint-disable-next-line eslint/max-params -- a row of a table
const figure = (name: string, value: number, most: number, aim: number | null): Figure => ({
  name,
  value,
  unit: 'ms',
  limit: null,
  ratio: null,
  asked: { most },
  aim: aim === null ? null : { most: aim },
});
