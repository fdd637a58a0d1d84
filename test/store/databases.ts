import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../src/store/engine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgresEngine } from '../../src/store/postgres-engine.ts';
import { openSqliteEngine } from '../../src/store/sqlite-engine.ts';
import { freshDatabase } from '../support/postgres.ts';

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
  { name: 'sqlite', make: () => makeSqlite() },
  { name: 'postgres', make: () => makePostgres() },
];

/** A migrated database and an engine on it. */
export const openTestEngine = async (make: () => Promise<TestDatabase>) => {
  const database = await make();
  await migrate(database.url);
  const engine = database.openEngine();
  return {
    engine,
    url: database.url,
    close: async () => {
      await engine.close();
      await database.drop();
    },
  };
};

const makeSqlite = async (): Promise<TestDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'retorno-store-'));
  const path = join(folder, 'retorno.db');
  return {
    url: `sqlite:${path}`,
    openEngine: () => openSqliteEngine(path),
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
