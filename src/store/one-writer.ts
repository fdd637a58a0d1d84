import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { makeFolder } from './make-folder.ts';
import { readable } from './sqlite-file.ts';
import { StoreUnusable } from '../ports/store/unusable.ts';

/**
 * Holds the database for one server: a second one on the same file is refused. The operating system frees the lock
 * when the process ends, however it ends. The command line takes no such lock: it may write beside the server.
 */
export const becomeOnlyServer = (path: string): { readonly release: () => void } => {
  makeFolder(path);
  const lock = openLock(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (reason) {
    lock.close();
    throw isBusy(reason) ? new StoreUnusable(sentence(path), { cause: reason }) : readable(path, reason);
  }
  return { release: () => void lock.close() };
};

const openLock = (path: string): Database => {
  try {
    accessSync(dirname(path), constants.W_OK);
    return new SqliteDatabase(`${path}.server`, { timeout: 0 });
  } catch (reason) {
    throw readable(path, reason);
  }
};

const isBusy = (reason: unknown) => (reason as { readonly code?: unknown }).code === 'SQLITE_BUSY';

const sentence = (path: string) =>
  `Another Retorno server is using the database ${path}. Stop it first, or use PostgreSQL for several processes.`;
