import type { Bench } from '../bench.ts';
import { openDatabase, startProduct } from '../product.ts';
import { median } from '../statistics.ts';
import { connectSender, fillDueMessages } from './due-messages.ts';
import { openSink } from './sink.ts';

const STORES = 10;
/** As many as the product sends at a time. */
const CONNECTIONS = 10;
const DOMAIN = 'mail.example';

/** Messages that are due, decided, rendered, recorded and handed over, beside nodemailer with ready mails. */
export const sending: Bench = {
  name: 'sending',
  about:
    'due messages decided, rendered, recorded and handed over, beside pooled nodemailer with ready mails',
  measure: async ({ workshop, quick }) => {
    const each = quick ? 40 : 300;
    const folder = await workshop.folder();
    const sink = await openSink(workshop);
    const pooled = workshop.run(`${import.meta.dirname}/pooled-process.ts`);
    const limit = async (): Promise<number> => {
      pooled.tell(JSON.stringify({ ...MAIL, port: sink.port, mails: each * 5, connections: CONNECTIONS }));
      return Number(await pooled.line());
    };
    const store = await openDatabase(folder);
    for (let place = 0; place < STORES; place += 1) {
      const sender = await connectSender(store, null);
      await fillDueMessages(store, { sender, count: each, dueAt: new Date(), domain: DOMAIN });
    }
    await store.close();
    await limit();

    const before = await limit();
    const product = await startProduct(workshop, folder, {
      env: { SMTP_URL: sink.url, MAIL_FROM: 'Loja <loja@shop.example>' },
    });
    const taken = await sink.awaited(DOMAIN, each * STORES, quick ? 60_000 : 300_000);
    product.signal('SIGSTOP');
    const after = await limit();
    await Promise.all([product.end('SIGTERM'), pooled.end('SIGTERM'), sink.close()]);
    const value = ((taken.count - 1) / (taken.lastAt - taken.firstAt)) * 1000;
    const reached = median([before, after]);
    return [
      {
        name: 'mails per second',
        value,
        limit: reached,
        ratio: value / reached,
        unit: '1/s',
        asked: { least: 0.35 },
        aim: { least: 0.75 },
      },
    ];
  },
};

/** Of the size of a built-in mail. */
const MAIL = {
  html: `<p>${'Você esqueceu <b>algo</b> – '.repeat(350)}</p>`,
  text: 'Você esqueceu algo. '.repeat(30),
};
