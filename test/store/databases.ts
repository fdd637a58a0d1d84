import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../src/store/engine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgresEngine } from '../../src/store/postgres-engine.ts';
import { openSqliteEngine, openSqliteServerEngine } from '../../src/store/sqlite-engine.ts';
import { freshDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';

/** A database of a test's own, empty and without tables. */
export type TestDatabase = {
  readonly url: string;
  readonly openEngine: () => Engine;
  readonly drop: () => Promise<void>;
};

/** What every contract suite of the store runs on: `describe.each(databases)('…on $name', ({ make }) => …)`. */
export const databases: readonly {
  readonly name: 'sqlite' | 'postgres';
  readonly make: () => Promise<TestDatabase>;
}[] = [
  { name: 'sqlite', make: () => makeSqlite(openSqliteEngine) },
  { name: 'postgres', make: () => makePostgres() },
];

/** A database whose engine takes a moment to be there. */
type AnyDatabase = Omit<TestDatabase, 'openEngine'> & {
  readonly openEngine: () => Engine | Promise<Engine>;
};

/** What the contract of the engine itself runs on. */
export const engines: readonly { readonly name: string; readonly make: () => Promise<AnyDatabase> }[] = [
  ...databases,
  {
    name: 'sqlite that is written on another thread',
    make: () => makeSqlite((path) => openSqliteServerEngine(path, silentLog)),
  },
];

/** A migrated database and an engine on it. */
export const openTestEngine = async (make: () => Promise<AnyDatabase>) => {
  const database = await make();
  await migrate(database.url);
  const engine = await database.openEngine();
  return {
    engine,
    url: database.url,
    close: async () => {
      await engine.close();
      await database.drop();
    },
  };
};

const makeSqlite = async <Opened extends Engine | Promise<Engine>>(open: (path: string) => Opened) => {
  const folder = await mkdtemp(join(tmpdir(), 'retorno-store-'));
  const path = join(folder, 'retorno.db');
  return {
    url: `sqlite:${path}`,
    openEngine: () => open(path),
    drop: () => rm(folder, { recursive: true, force: true }),
  };
};

const makePostgres = async (): Promise<TestDatabase> => {
  const { url, drop } = await freshDatabase('store');
  return {
    url,
    openEngine: () => openPostgresEngine(url, { connections: 4, onConnectionLost: () => {} }),
    drop,
  };
};
