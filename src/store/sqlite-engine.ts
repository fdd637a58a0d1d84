import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Log } from '../ports/log.ts';
import type { Write } from '../ports/store/write.ts';
import type { Applied, Db, Engine } from './engine.ts';
import type { Outcome } from './group-commit.ts';
import type { Kit } from './kits/postgres.ts';
import { sqliteKit } from './kits/sqlite.ts';
import { openSqliteConnection } from './sqlite-connection.ts';
import { commandOf, makeSqliteStatement, type SqliteStatement } from './sqlite-statement.ts';
import { createStatements, plannedWrites, tellCommitted, type PlannedWrite } from './statement.ts';
import { describeTables } from './tables/tables.ts';
import { openWriterThread } from './writer-thread.ts';
import { createWriter, type Writer } from './writer.ts';

/** One connection for reading and writing, on this thread. `path` names a migrated database. */
export const openSqliteEngine = (path: string): Engine => {
  const connection = openSqliteConnection(path, 'writing');
  return describeEngine(connection, createWriter(connection));
};

/** Reads on this thread, writes on another: for a server. Rejects when the database cannot be written. */
export const openSqliteServerEngine = async (path: string, log: Log): Promise<Engine> => {
  const writer = openWriterThread(path, log);
  await writer.apply([]); // its connection makes the log that readers need
  const reading = openSqliteConnection(path, 'quick reads');
  const close = async () => {
    await writer.close();
    reading.close();
  };
  return describeEngine(reading, { ...writer, close });
};

/** A connection that cannot write, for long reads on a thread of their own. */
export const openSqliteReadEngine = (path: string): Engine => {
  const connection = openSqliteConnection(path, 'long reads');
  const close = async () => void connection.close();
  return describeEngine(connection, { apply: refuse, forgetOldPages: refuse, close });
};

const refuse = () => Promise.reject(new Error('This connection only reads.'));

const kit = sqliteKit as unknown as Kit; // test/store/kits.test.ts proves that both give the same rows

const describeEngine = (reading: Database, writer: Writer): Engine => {
  const apply = async (writes: readonly Write[]): Promise<Applied> => {
    const planned = plannedWrites<SqliteStatement>(writes);
    return tellCommitted(planned, appliedFrom(planned, await writer.apply(planned.map(commandOf))));
  };
  return {
    database: 'sqlite',
    db: drizzle({ client: reading }) as unknown as Db,
    kit,
    tables: describeTables(kit),
    ...createStatements(makeSqliteStatement),
    apply,
    commit: async (writes) => (await apply(writes)).kind,
    forgetOldPages: writer.forgetOldPages,
    close: writer.close,
  };
};

const appliedFrom = (planned: readonly PlannedWrite<SqliteStatement>[], outcome: Outcome): Applied => {
  if (outcome.kind === 'failed') throw outcome.reason;
  if (outcome.kind === 'conflict') return outcome;
  const results = planned.map(({ statement }, place) =>
    statement.result(outcome.results[place] ?? { touched: 0, rows: [] }),
  );
  return { kind: 'committed', results };
};
