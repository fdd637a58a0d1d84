import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Bench } from '../bench.ts';
import { openDatabase, startProduct } from '../product.ts';
import { connectSender, fillDueMessages } from './due-messages.ts';
import { openSink } from './sink.ts';

const DOMAIN = 'other.example';

/** How late the step of another store leaves while many of one store are due and its mail server says nothing. */
export const hangingServer: Bench = {
  name: 'hanging-server',
  about: 'lateness of one store’s step while 50,000 messages of another are due and its mail server hangs',
  measure: async ({ workshop, quick, say }) => {
    const folder = await workshop.folder();
    const [sink, silent] = [await openSink(workshop), await openSilentServer()];
    const store = await openDatabase(folder);
    const stuck = await connectSender(store, `smtp://127.0.0.1:${silent.port}`);
    const many = quick ? 2_000 : 50_000;
    await fillDueMessages(store, { sender: stuck, count: many, dueAt: new Date(), domain: 'stuck.example' });
    say(`  ${many} messages are due`);
    const other = await connectSender(store, null);
    const dueAt = new Date(Date.now() + 20_000);
    await fillDueMessages(store, { sender: other, count: 1, dueAt, domain: DOMAIN });
    await store.close();

    const product = await startProduct(workshop, folder, {
      env: {
        SMTP_URL: sink.url,
        MAIL_FROM: 'Loja <loja@shop.example>',
        ALLOW_PRIVATE_STORE_URLS: '1',
      },
    });
    const taken = await sink.awaited(DOMAIN, 1, 120_000);
    await product.end('SIGKILL');
    await Promise.all([sink.close(), silent.close()]);
    return [
      {
        name: 'lateness beside a hanging server',
        value: (taken.firstAt - dueAt.getTime()) / 1_000,
        limit: null,
        ratio: null,
        unit: 's',
        asked: { most: 10 },
        aim: { most: 3 },
      },
    ];
  },
};

/** Takes connections and never says a word. */
const openSilentServer = async () => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
