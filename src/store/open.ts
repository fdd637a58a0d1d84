import type { Store } from '../ports/store/store.ts';
import { createConcepts } from './concepts.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { assertMigrated } from './migrate.ts';
import { becomeOnlyServer } from './one-writer.ts';
import { openPostgresEngine } from './postgres-engine.ts';
import { openSqliteEngine } from './sqlite-engine.ts';
import type { Engine } from './engine.ts';
import type { Log } from '../ports/log.ts';

export type OpenOptions = {
  /** `sqlite:data/retorno.db` or `postgres://…`, migrated. */
  readonly url: string;
  /** A server is alone on a SQLite file; a command may write beside it. */
  readonly as: 'server' | 'command';
  readonly log: Log;
};

export type OpenStore = Store & { readonly close: () => Promise<void> };

/** Rejects with `StoreUnusable`, a sentence for the operator, when the database cannot be used as it is. */
export const openStore = async (options: OpenOptions): Promise<OpenStore> => {
  const { release } = holdServer(options);
  try {
    await assertMigrated(options.url);
    const engine = openEngine(options);
    return {
      ...createConcepts(engine),
      commit: engine.commit,
      close: async () => {
        await engine.close();
        release();
      },
    };
  } catch (reason) {
    release();
    throw reason;
  }
};

const holdServer = ({ url, as }: OpenOptions) => {
  const database = parseDatabaseUrl(url);
  return as === 'server' && database.kind === 'sqlite'
    ? becomeOnlyServer(database.path)
    : { release: () => {} };
};

const openEngine = ({ url, log }: OpenOptions): Engine => {
  const database = parseDatabaseUrl(url);
  if (database.kind === 'sqlite') return openSqliteEngine(database.path);
  const onIdleError = (reason: Error) => log.warn({ reason: reason.message }, 'database connection lost');
  return openPostgresEngine(database.url, { connections: 10, onIdleError });
};
