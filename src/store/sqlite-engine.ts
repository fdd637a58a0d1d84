import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Write } from '../ports/store/write.ts';
import type { Applied, Db, Engine, Preparable, WriteResult } from './engine.ts';
import { createGroupCommit } from './group-commit.ts';
import type { Kit } from './kits/postgres.ts';
import { sqliteKit } from './kits/sqlite.ts';
import { openSqliteFile } from './sqlite-file.ts';
import { createStatements, plannedWrites, tellCommitted, type Statement, type Values } from './statement.ts';
import { encodeSlots } from './slots.ts';
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
    close: async () => void connection.close(),
  };
};

const refuse = () => Promise.reject(new Error('This connection only reads.'));

/** A statement that can also be executed at once, inside the group's transaction. */
export type SqliteStatement = Statement & { readonly change: (values: Values) => WriteResult };

const kit = sqliteKit as unknown as Kit; // test/store/kits.test.ts proves that both give the same rows

const describeEngine = (connection: Database) => ({
  database: 'sqlite' as const,
  db: drizzle({ client: connection }) as unknown as Db,
  kit,
  tables: describeTables(kit),
  ...createStatements(makeStatement),
});

const makeStatement = (query: Preparable, name: string): SqliteStatement => {
  const prepared = query.prepare(name) as unknown as DrizzlePrepared;
  encodeSlots(prepared.query.params, bindable);
  const returnsRows = prepared.fields !== undefined;
  return {
    read: async (values) => prepared.all(values),
    change: (values) => {
      if (!returnsRows) return { touched: prepared.run(values).changes, rows: [] };
      const rows = prepared.all(values);
      return { touched: rows.length, rows };
    },
  };
};

/** What better-sqlite3 does not bind by itself. */
const bindable = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : value;
};

type DrizzlePrepared = {
  readonly query: { readonly params: unknown[] };
  readonly fields: unknown;
  readonly all: (values: Values) => unknown[];
  readonly run: (values: Values) => { readonly changes: number };
};

const openConnection = (path: string, { readonly }: { readonly: boolean }): Database => {
  const connection = openSqliteFile(path, { readonly, fileMustExist: true });
  if (!readonly) {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL'); // better-sqlite3 runs WAL at NORMAL unless told: acknowledged could be lost
    connection.pragma('secure_delete = ON');
    connection.pragma('journal_size_limit = 67108864');
  }
  connection.pragma('cache_size = -65536'); // 64 MiB
  connection.pragma('temp_store = MEMORY');
  connection.pragma('busy_timeout = 250');
  return connection;
};
