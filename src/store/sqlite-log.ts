import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { BUSY_MS } from './sqlite-connection.ts';

const MOST_TRIES = 20;
const BETWEEN_TRIES_MS = 50;

/**
 * Empties the file's log into it. Waits for no reader inside SQLite, since that would hold the event loop; a long
 * report outlasts all tries.
 */
export const truncateLog = async (connection: Database): Promise<void> => {
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
