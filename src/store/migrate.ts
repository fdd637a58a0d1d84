import { Client } from 'pg';
import type { Database } from 'better-sqlite3';
import { StoreUnusable } from '../ports/store/unusable.ts';
import { parseDatabaseUrl } from './database-url.ts';
import {
  missingMigrations,
  readMigrations,
  type AppliedMigration,
  type Migration,
} from './migration-files.ts';
import { writePlannerStatistics } from './planner-statistics.ts';
import { openSqliteFile } from './sqlite-file.ts';

/**
 * Brings the database up to our tables and answers the names of the migrations that this took. All of them in one
 * transaction: killed in the middle, nothing happened. Two at the same time: the second waits and finds nothing to do.
 */
export const migrate = async (databaseUrl: string): Promise<readonly string[]> => {
  const database = parseDatabaseUrl(databaseUrl);
  return database.kind === 'sqlite' ? migrateSqlite(database.path) : migratePostgres(database.url);
};

/**
 * Gives an empty database its tables, and refuses one that is behind them: a server of another version may be running
 * on it.
 */
export const migrateIfEmpty = async (databaseUrl: string): Promise<void> => {
  const { known, missing } = await compareMigrations(databaseUrl);
  if (missing.length === known.length) await migrate(databaseUrl);
  else if (missing.length > 0)
    throw new StoreUnusable('The database lacks tables of this version: run `retorno migrate` first.');
};

/** Our migrations, and those of them that the database lacks; changes nothing. */
export const compareMigrations = async (
  databaseUrl: string,
): Promise<{ readonly known: readonly Migration[]; readonly missing: readonly Migration[] }> => {
  const database = parseDatabaseUrl(databaseUrl);
  const known = await readMigrations(database.kind);
  const applied =
    database.kind === 'sqlite'
      ? readApplied(database.path)
      : await withClient(database.url, appliedInPostgres);
  return { known, missing: missingMigrations(known, applied) };
};

const CREATE_TABLE = 'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, hash text NOT NULL)';
const INSERT = 'INSERT INTO migrations (name, hash) VALUES';

const migrateSqlite = async (path: string) => {
  const known = await readMigrations('sqlite');
  const connection = openSqliteFile(path, {});
  try {
    if (missingMigrations(known, appliedInSqlite(connection)).length === 0) return [];
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    return connection.transaction(() => applyToSqlite(connection, known)).immediate();
  } finally {
    connection.close();
  }
};

const applyToSqlite = (connection: Database, known: readonly Migration[]) => {
  const missing = missingMigrations(known, appliedInSqlite(connection));
  connection.exec(CREATE_TABLE);
  for (const { name, hash, sql } of missing) {
    connection.exec(sql);
    connection.prepare(`${INSERT} (?, ?)`).run(name, hash);
  }
  writePlannerStatistics(connection);
  return missing.map(({ name }) => name);
};

const readApplied = (path: string) => {
  const connection = openSqliteFile(path, {});
  try {
    return appliedInSqlite(connection);
  } finally {
    connection.close();
  }
};

const appliedInSqlite = (connection: Database): readonly AppliedMigration[] => {
  const tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
  if (tables.includes('migrations'))
    return connection.prepare('SELECT name, hash FROM migrations').all() as AppliedMigration[];
  if (tables.length > 0)
    throw new StoreUnusable(`The database ${connection.name} holds the tables of something else.`);
  return [];
};

/** Any number, the same for all who migrate. */
const ADVISORY_LOCK = 7_238_746_120;

const migratePostgres = async (url: string) => {
  const known = await readMigrations('postgres');
  return withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]); // freed with the connection
    const missing = missingMigrations(known, await appliedInPostgres(client));
    if (missing.length === 0) return [];
    await client.query('BEGIN');
    await client.query(CREATE_TABLE);
    for (const { name, hash, sql } of missing) {
      await client.query(sql);
      await client.query(`${INSERT} ($1, $2)`, [name, hash]);
    }
    await client.query('COMMIT');
    return missing.map(({ name }) => name);
  });
};

const appliedInPostgres = async (client: Client): Promise<readonly AppliedMigration[]> => {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('migrations') IS NOT NULL AS found",
  );
  if (!rows[0]?.found) return [];
  return (await client.query<AppliedMigration>('SELECT name, hash FROM migrations')).rows;
};

const withClient = async <Answer>(
  url: string,
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (reason) {
    throw new StoreUnusable(`PostgreSQL cannot be reached: ${(reason as Error).message}.`, { cause: reason });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
