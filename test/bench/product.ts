import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { FLOW_KINDS } from '../../src/core/words/vocabulary.ts';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import { newId, type StoreId } from '../../src/core/words/ids.ts';
import type { Connection } from '../../src/ports/store/stores.ts';
import { createSecrets } from '../../src/secrets.ts';
import { openStore, type OpenStore } from '../../src/store/open.ts';
import { realClock } from '../support/real-clock.ts';
import { silentLog } from '../support/silent-log.ts';
import { randomBytes } from 'node:crypto';
import type { Running, Workshop } from './processes.ts';

/** The whole server as an operator starts it, in a process of its own with a folder of its own. */
export type Product = Running & { readonly port: number };

export const SHOPIFY_SECRET = 'a secret of the bench';
export const SHOP = 'loja.myshopify.com';
const KEY = Buffer.alloc(32, 'retorno bench key').toString('base64');

export const databaseIn = (folder: string): string => join(folder, 'retorno.db');

export const startProduct = async (
  workshop: Workshop,
  folder: string,
  { nodeArgs = [], env = {} }: { nodeArgs?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<Product> => {
  const running = workshop.run(MAIN, {
    args: ['serve'],
    nodeArgs: [...NODE_ARGS, ...nodeArgs],
    cwd: folder,
    env: { ...environment(folder), ...env },
  });
  const serving = JSON.parse(await running.line((line) => line.includes('"serving"'))) as { port: number };
  return { ...running, port: serving.port };
};

/** Saves the database as an operator does it, by a command beside the server. Resolves when it is done. */
export const backUpBeside = (workshop: Workshop, folder: string): Promise<string> =>
  workshop
    .run(MAIN, { args: ['backup', join(folder, 'backup.db')], cwd: folder, env: environment(folder) })
    .line();

/** As `src/cli/retorno` starts it; not through it, so that its process is the one that is looked at. */
const NODE_ARGS = ['--max-semi-space-size=8', '--max-old-space-size=512'];

const MAIN = join(import.meta.dirname, '../../src/main.ts');

const environment = (folder: string): Record<string, string> => ({
  HOST: '127.0.0.1',
  PORT: '0',
  DATABASE_URL: `sqlite:${databaseIn(folder)}`,
  ENCRYPTION_KEY: KEY,
  SHOPIFY_API_KEY: 'bench',
  SHOPIFY_API_SECRET: SHOPIFY_SECRET,
  LOG_LEVEL: 'info',
  NODE_ENV: 'production',
  MALLOC_ARENA_MAX: '2',
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/retorno'),
});

/** The same database from this process, while no server runs on it. */
export const openDatabase = (folder: string): Promise<OpenStore> =>
  openStore({
    url: `sqlite:${databaseIn(folder)}`,
    as: 'server',
    log: silentLog,
    clock: realClock,
    randomBytes,
    secrets: createSecrets({ current: Buffer.from(KEY, 'base64'), previous: null }, randomBytes),
  });

export const connectStore = async (store: OpenStore, over: Partial<Connection> = {}): Promise<StoreId> => {
  const now = new Date();
  const connected = await store.stores.connect({
    platform: 'shopify',
    externalKey: SHOP,
    name: 'Loja',
    url: 'https://loja.example',
    currency: 'BRL',
    locale: 'pt-BR',
    timeZone: 'America/Sao_Paulo',
    country: 'BR',
    credentials: { kind: 'none' },
    webhookSecret: null,
    flows: FLOW_KINDS.map((kind) => preparedFlow(kind, now, () => newId(now, randomBytes))),
    now,
    ...over,
  });
  return connected.store.id;
};

/** Resident memory in MB, and CPU seconds used so far. */
export const usage = (pid: number): { readonly rssMb: number; readonly cpuSeconds: number } => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
  };
};
