import SqliteDatabase from 'better-sqlite3';
import { StoreUnusable } from '../ports/store/unusable.ts';

/**
 * Holds the database for one server: a second one on the same file is refused. The operating system frees the lock
 * when the process ends, however it ends. The command line takes no such lock: it may write beside the server.
 */
export const becomeOnlyServer = (path: string): { readonly release: () => void } => {
  const lock = new SqliteDatabase(`${path}.server`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (reason) {
    lock.close();
    if ((reason as { readonly code?: unknown }).code !== 'SQLITE_BUSY') throw reason;
    throw new StoreUnusable(
      `Another Retorno server is using the database ${path}. Stop it first, or use PostgreSQL for several processes.`,
      { cause: reason },
    );
  }
  return { release: () => void lock.close() };
};
