import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { StoreUnusable } from '../ports/store/unusable.ts';
import { copySnapshot } from './copy-snapshot.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { missingMigrations, readMigrations, type AppliedMigration } from './migration-files.ts';
import { makeFolder } from './make-folder.ts';
import { becomeOnlyServer } from './one-writer.ts';
import { openSqliteFile, using } from './sqlite-file.ts';

/**
 * Writes all rows as they are at one moment into a new file, beside a running server and without holding it up. Keys
 * are not in the database, hence not in the file.
 */
export const backUp = async (databaseUrl: string, file: string): Promise<void> => {
  const source = sqliteFileOf(databaseUrl);
  if (existsSync(file)) throw new StoreUnusable(`The file ${file} is there already; a backup replaces none.`);
  makeFolder(file);
  const part = `${file}.part`;
  const removePart = () => {
    for (const side of ['', '-journal']) rmSync(`${part}${side}`, { force: true });
  };
  removePart(); // of one that was killed
  try {
    await copySnapshot(source, part);
    await assertOurs(part);
    moveDurably(part, file);
  } finally {
    removePart(); // what a full disk left half
  }
  noteBackup(source, file);
};

/** When `backUp` last made a file of this database, wherever it is now; null when never, or on PostgreSQL. */
export const lastBackup = (databaseUrl: string): Date | null => {
  const database = parseDatabaseUrl(databaseUrl);
  if (database.kind === 'postgres') return null;
  return statSync(noteOf(database.path), { throwIfNoEntry: false })?.mtime ?? null;
};

/** Beside the database and not in it: the backup itself would be older than what it says of itself. */
const noteOf = (source: string): string => `${source}.backup`;

const noteBackup = (source: string, file: string) => {
  try {
    writeFileSync(noteOf(source), `${file}\n`, { mode: 0o600 });
  } catch {
    // A user who may only read the folder backs up all the same; `doctor` then knows of none.
  }
};

/**
 * Puts a backup in the place of the database. What was erased since the backup was made is carried over as tombstones:
 * their number is answered, and whoever restores erases those people again. The server must not run, and the
 * `ENCRYPTION_KEY` must be that of the backup.
 */
export const restoreBackup = async ({
  databaseUrl,
  file,
  force,
  keyIds,
}: {
  readonly databaseUrl: string;
  readonly file: string;
  /** Ids of the encryption keys at hand; where there is none yet, nothing is compared. */
  readonly keyIds: readonly string[];
  /** Without it a database that is there is never replaced. */
  readonly force: boolean;
}): Promise<{ readonly tombstones: number }> => {
  const target = sqliteFileOf(databaseUrl);
  if (!existsSync(file)) throw new StoreUnusable(`There is no file ${file}.`);
  if (existsSync(target) && !force)
    throw new StoreUnusable(`The database ${target} is there already; --force replaces it.`);
  await assertOurs(file);
  assertSealedUnder(keyIds, file);
  const server = becomeOnlyServer(target);
  try {
    const part = `${target}.part`;
    copyFileSync(file, part);
    chmodSync(part, 0o600);
    const tombstones = existsSync(target) ? carryTombstones(target, part) : 0;
    for (const side of ['-wal', '-shm']) rmSync(`${target}${side}`, { force: true });
    moveDurably(part, target);
    return { tombstones };
  } finally {
    server.release();
  }
};

const sqliteFileOf = (databaseUrl: string): string => {
  const database = parseDatabaseUrl(databaseUrl);
  if (database.kind === 'sqlite') return database.path;
  throw new StoreUnusable(
    'A PostgreSQL database is saved with `pg_dump --format=custom` and put back with `pg_restore --clean`.',
  );
};

/** A whole database of Retorno, of this version or an older one. */
const assertOurs = async (file: string) => {
  const known = await readMigrations('sqlite');
  using(openSqliteFile(file, { readonly: true, fileMustExist: true }), (connection) => {
    if (connection.pragma('quick_check', { simple: true }) !== 'ok')
      throw new StoreUnusable(`The file ${file} is damaged.`);
    missingMigrations(known, appliedTo(connection, file));
  });
};

/**
 * What lies sealed in it is lost under another key. One of several is enough: what an earlier change of keys left
 * behind is lost already.
 */
const assertSealedUnder = (keyIds: readonly string[], file: string) => {
  const used = using(openSqliteFile(file, { readonly: true, fileMustExist: true }), (connection) =>
    connection.prepare('SELECT DISTINCT substr(own_secret_enc, 4, 8) FROM stores').pluck().all(),
  ) as readonly string[];
  if (keyIds.length === 0 || used.length === 0 || used.some((id) => keyIds.includes(id))) return;
  throw new StoreUnusable(
    `The backup ${file} was made under the encryption key ${used.join(', ')}, not under ${keyIds.join(' or ')}: set ENCRYPTION_KEY to its key.`,
  );
};

const appliedTo = (connection: Database, file: string): readonly AppliedMigration[] => {
  const isOurs = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").get();
  if (!isOurs) throw new StoreUnusable(`The file ${file} is not a backup of Retorno.`);
  return connection.prepare('SELECT name, hash FROM migrations').all() as AppliedMigration[];
};

/** Those that the backup does not know, or knows with an earlier time. */
const carryTombstones = (from: string, into: string): number =>
  using(openSqliteFile(into, {}), (connection) => {
    connection.prepare('ATTACH DATABASE ? AS replaced').run(from);
    const isThere = connection
      .prepare("SELECT 1 FROM replaced.sqlite_master WHERE name = 'tombstones'")
      .get();
    if (!isThere) return 0;
    return connection
      .prepare(
        `INSERT INTO main.tombstones SELECT * FROM replaced.tombstones WHERE true
         ON CONFLICT DO UPDATE SET at = excluded.at WHERE excluded.at > tombstones.at`,
      )
      .run().changes;
  });

/** After a power cut there is the old file or the whole new one. */
const moveDurably = (from: string, to: string) => {
  flush(from);
  renameSync(from, to);
  flush(dirname(to));
};

const flush = (path: string) => {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
};
