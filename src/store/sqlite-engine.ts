import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Write } from '../ports/store/write.ts';
import type { Applied, Db, Engine } from './engine.ts';
import { createGroupCommit } from './group-commit.ts';
import type { Kit } from './kits/postgres.ts';
import { sqliteKit } from './kits/sqlite.ts';
import { openSqliteFile } from './sqlite-file.ts';
import { makeSqliteStatement, type SqliteStatement } from './sqlite-statement.ts';
import { createStatements, plannedWrites, tellCommitted } from './statement.ts';
import { describeTables } from './tables/tables.ts';

/** The one connection that writes. `path` names a migrated database. */
export const openSqliteEngine = (path: string): Engine => {
  const connection = openConnection(path, { readonly: false });
  const groups = createGroupCommit(connection);
  const apply = async (writes: readonly Write[]): Promise<Applied> => {
    const planned = plannedWrites<SqliteStatement>(writes);
    return tellCommitted(planned, await groups.apply(planned));
  };

  return {
    ...describeEngine(connection),
    apply,
    commit: async (writes) => (await apply(writes)).kind,
    forgetOldPages: () => truncateLog(connection),
    close: async () => {
      await groups.finish();
      connection.close();
    },
  };
};

/** A connection that cannot write, for long reads on a thread of their own. */
export const openSqliteReadEngine = (path: string): Engine => {
  const connection = openConnection(path, { readonly: true });
  return {
    ...describeEngine(connection),
    apply: refuse,
    commit: refuse,
    forgetOldPages: refuse,
    close: async () => void connection.close(),
  };
};

const MOST_TRIES = 20;
const BETWEEN_TRIES_MS = 50;

/** Waits for no reader inside SQLite, since that would hold the event loop; a long report outlasts all tries. */
const truncateLog = async (connection: Database): Promise<void> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    if (connection.open && !connection.inTransaction && tryToTruncate(connection)) return;
    await pause(BETWEEN_TRIES_MS);
  }
};

const tryToTruncate = (connection: Database): boolean => {
  connection.pragma('busy_timeout = 0');
  try {
    const [result] = connection.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
    return result?.busy === 0;
  } catch {
    return false;
  } finally {
    connection.pragma(`busy_timeout = ${BUSY_MS}`);
  }
};

const refuse = () => Promise.reject(new Error('This connection only reads.'));

const kit = sqliteKit as unknown as Kit; // test/store/kits.test.ts proves that both give the same rows

const describeEngine = (connection: Database) => ({
  database: 'sqlite' as const,
  db: drizzle({ client: connection }) as unknown as Db,
  kit,
  tables: describeTables(kit),
  ...createStatements(makeSqliteStatement),
});

const BUSY_MS = 250;

const openConnection = (path: string, { readonly }: { readonly: boolean }): Database => {
  const connection = openSqliteFile(path, { readonly, fileMustExist: true });
  if (!readonly) {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL'); // better-sqlite3 runs WAL at NORMAL unless told: acknowledged could be lost
    connection.pragma('secure_delete = ON');
    connection.pragma('journal_size_limit = 67108864');
    connection.pragma('wal_autocheckpoint = 4000'); // 16 MB: a page written often is copied into the file once
  }
  // In KiB: long reads profit from more, and the system's own cache holds the rest.
  connection.pragma(`cache_size = ${readonly ? -49_152 : -32_768}`);
  connection.pragma('temp_store = MEMORY');
  connection.pragma(`busy_timeout = ${BUSY_MS}`);
  return connection;
};
