import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store/store.ts';
import { createConcepts } from './concepts.ts';
import { parseDatabaseUrl, type DatabaseUrl } from './database-url.ts';
import { migrate, migrateIfEmpty } from './migrate.ts';
import { becomeOnlyServer } from './one-writer.ts';
import { openPostgresEngine } from './postgres-engine.ts';
import { readOnlySurroundings } from './read-only.ts';
import { openReader, type OpenReader } from './reader.ts';
import { openSqliteEngine, openSqliteServerEngine } from './sqlite-engine.ts';
import type { Engine } from './engine.ts';
import type { StoreSurroundings } from './surroundings.ts';

export type OpenOptions = StoreSurroundings & {
  /** `sqlite:data/retorno.db` or `postgres://…` */
  readonly url: string;
  /**
   * A server is alone on a SQLite file, and brings the database up to our tables. A command may write beside it, and
   * refuses a database that is behind our tables.
   */
  readonly as: 'server' | 'command';
  /** SQLite only: writes hold up nothing on this thread. Else they happen here. */
  readonly writesOnThread?: boolean;
  readonly log: Log;
};

export type OpenStore = Store & { readonly close: () => Promise<void> };

/** Rejects with `StoreUnusable`, a sentence for the operator, when the database cannot be used as it is. */
export const openStore = async (options: OpenOptions): Promise<OpenStore> => {
  const database = parseDatabaseUrl(options.url);
  const server =
    options.as === 'server' && database.kind === 'sqlite' ? becomeOnlyServer(database.path) : null;
  try {
    await (options.as === 'server' ? migrate(options.url) : migrateIfEmpty(options.url));
    const { engine, reader } = await openBoth(database, options);
    return {
      ...createConcepts(engine, options),
      commit: engine.commit,
      reader: reader.concepts,
      close: async () => {
        await engine.close();
        await reader.close();
        server?.release();
      },
    };
  } catch (reason) {
    server?.release();
    throw reason;
  }
};

const openBoth = async (
  database: DatabaseUrl,
  { log, writesOnThread }: Pick<OpenOptions, 'log' | 'writesOnThread'>,
): Promise<{ engine: Engine; reader: OpenReader }> => {
  if (database.kind === 'sqlite') {
    const { path } = database;
    const engine = writesOnThread ? await openSqliteServerEngine(path, log) : openSqliteEngine(path);
    return { engine, reader: openReader(path, log) };
  }
  const onConnectionLost = (reason: Error) =>
    log.warn({ reason: reason.message }, 'database connection lost');
  const engine = openPostgresEngine(database.url, { connections: 10, onConnectionLost });
  const reading = openPostgresEngine(database.url, { connections: 3, onConnectionLost, readOnly: true });
  return {
    engine,
    reader: { concepts: createConcepts(reading, readOnlySurroundings), close: reading.close },
  };
};
