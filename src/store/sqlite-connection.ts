import type { Database } from 'better-sqlite3';
import { openSqliteFile } from './sqlite-file.ts';

/**
 * What a connection is for. Where another thread writes, this one's quick reads need little memory: SQLite throws a
 * connection's pages away whenever another connection has written.
 */
export type Purpose = 'writing' | 'checkpoints' | 'quick reads' | 'long reads';

/** KiB of pages that a connection keeps; the system's own cache holds the rest. */
const CACHE_KIB: Readonly<Record<Purpose, number>> = {
  writing: 16_384,
  checkpoints: 64,
  'quick reads': 4_096,
  'long reads': 49_152,
};

export const BUSY_MS = 250;

/** 16 MB: a page that is written often is copied from the log into the file once. */
export const LONG_LOG_PAGES = 4_000;

/** What the log's file keeps on disk when it is empty. */
export const KEPT_LOG_BYTES = 64 * 1024 * 1024;

/** `path` names a migrated database. */
export const openSqliteConnection = (path: string, purpose: Purpose): Database => {
  const readonly = purpose === 'quick reads' || purpose === 'long reads';
  const connection = openSqliteFile(path, { readonly, fileMustExist: true });
  if (!readonly) {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL'); // better-sqlite3 runs WAL at NORMAL unless told: acknowledged could be lost
    connection.pragma('secure_delete = ON');
    connection.pragma(`journal_size_limit = ${KEPT_LOG_BYTES}`);
    connection.pragma(`wal_autocheckpoint = ${LONG_LOG_PAGES}`);
  }
  connection.pragma(`cache_size = -${CACHE_KIB[purpose]}`);
  connection.pragma('temp_store = MEMORY');
  connection.pragma(`busy_timeout = ${BUSY_MS}`);
  return connection;
};
