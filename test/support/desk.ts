import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { findOrInstallChromium } from './chromium-install.ts';
import { startPostgres } from './postgres-server.ts';

/**
 * What a whole test run shares, made when the first test asks for it and once only: test files run in processes of
 * their own, and two of them must neither start two PostgreSQL servers nor run apt-get side by side.
 */
export const openDesk = async () => {
  const postgres = single(startPostgres);
  const chromium = single(findOrInstallChromium);
  const answers: Record<string, () => Promise<string>> = {
    '/postgres': async () => (await postgres.get()).url,
    '/chromium': () => chromium.get(),
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''] ?? (() => Promise.reject(new Error(`no ${request.url} here`)));
    answer().then(
      (text) => response.end(text),
      (reason: unknown) => response.writeHead(500).end(String(reason)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await (await postgres.made())?.stop();
    },
  };
};

const single = <Made>(make: () => Promise<Made>) => {
  let making: Promise<Made> | undefined;
  return {
    get: () => (making ??= make()),
    made: () => making?.catch(() => undefined),
  };
};
