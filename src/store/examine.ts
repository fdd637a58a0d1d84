import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Client } from 'pg';
import type { Clock } from '../ports/clock.ts';
import type { Examination } from '../ports/store/examination.ts';
import { StoreUnusable } from '../ports/store/unusable.ts';
import { lastBackup } from './backup.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { compareMigrations } from './migrate.ts';
import { openSqliteEngine } from './sqlite-engine.ts';

/** Looks at a database as it lies there. Rejects with a sentence when it cannot be used at all. */
export const examine = async (databaseUrl: string, clock: Pick<Clock, 'now'>): Promise<Examination> => {
  const database = parseDatabaseUrl(databaseUrl);
  if (database.kind === 'sqlite') return examineSqlite(databaseUrl, database.path);
  return examinePostgres(database.url, clock);
};

const examineSqlite = async (databaseUrl: string, path: string): Promise<Examination> => {
  if (!existsSync(path))
    throw new StoreUnusable(`There is no database ${path} yet; the server makes it when it starts.`);
  const missing = await missingIn(databaseUrl);
  const { journalMode, synchronous } = connectionSettings(path);
  const { bavail, bsize } = await statfs(dirname(path));
  return {
    database: 'sqlite',
    journalMode,
    durability: { isSafe: synchronous >= FULL, setting: `synchronous=${LEVELS[synchronous] ?? synchronous}` },
    missingMigrations: missing,
    disk: { freeBytes: bavail * bsize, databaseBytes: sizeOf(path) + sizeOf(`${path}-wal`) },
    madeAt: statSync(path).birthtime,
    lastBackupAt: lastBackup(databaseUrl),
    serverClock: null,
  };
};

const FULL = 2;
const LEVELS = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

/** Of a connection opened as the server opens its own: the level is a connection's, not the file's. */
const connectionSettings = (path: string) => {
  const engine = openSqliteEngine(path);
  const { $client } = engine.db as unknown as { readonly $client: Database };
  try {
    return {
      journalMode: String($client.pragma('journal_mode', { simple: true })),
      synchronous: Number($client.pragma('synchronous', { simple: true })),
    };
  } finally {
    $client.close();
  }
};

const missingIn = async (databaseUrl: string) =>
  (await compareMigrations(databaseUrl)).missing.map(({ name }) => name);

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

type Settings = { readonly at: Date; readonly fsync: string; readonly commit: string };

const examinePostgres = async (url: string, clock: Pick<Clock, 'now'>): Promise<Examination> => {
  const missing = await missingIn(url);
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const askedAt = clock.now();
    const { rows } = await client.query<Settings>(
      `SELECT clock_timestamp() AS at, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS commit`,
    );
    const [found] = rows;
    if (found === undefined) throw new StoreUnusable('PostgreSQL told nothing of its settings.');
    return {
      database: 'postgres',
      journalMode: 'wal',
      durability: {
        isSafe: found.fsync === 'on' && found.commit !== 'off',
        setting: `fsync=${found.fsync}, synchronous_commit=${found.commit}`,
      },
      missingMigrations: missing,
      disk: null,
      madeAt: null,
      lastBackupAt: null,
      serverClock: { at: found.at, askedAt, answeredAt: clock.now() },
    };
  } finally {
    await client.end();
  }
};
