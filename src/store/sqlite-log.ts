import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { BUSY_MS, KEPT_LOG_BYTES, LONG_LOG_PAGES } from './sqlite-connection.ts';

/** How far SQLite's write-ahead log is copied into the file, in pages of 4 KiB. */
type LogState = { readonly busy: number; readonly log: number; readonly checkpointed: number };

/** Whether enough is waiting to be copied. Takes 2 µs and no lock. */
export const openLogGauge = (connection: Database): (() => boolean) => {
  const look = connection.prepare('PRAGMA wal_checkpoint(NOOP)');
  return () => {
    const { log, checkpointed } = look.get() as LogState;
    return log - checkpointed >= LONG_LOG_PAGES;
  };
};

const SHORT_REST_PAGES = 500;
const MOST_PASSES = 4;

/**
 * Copies the log into the file beside whoever writes, which takes as long as the disk does. What was written during
 * one pass is for the next, shorter one. What a reader still needs as it was stays.
 */
export const copyLog = (connection: Database): void => {
  let before = 0;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const { checkpointed } = checkpoint(connection, 'PASSIVE');
    if (checkpointed - before < SHORT_REST_PAGES) return;
    before = checkpointed;
  }
};

const CUT_BYTES = 16 * 1024 * 1024;

/**
 * Copies the rest, so that the connection that writes begins the log anew with its next transaction. A log that a long
 * reader made large is cut piece by piece: the system takes about a millisecond for each megabyte.
 */
export const beginLogAnew = (connection: Database): void => {
  const { size } = statSync(`${connection.name}-wal`);
  connection.pragma(`journal_size_limit = ${Math.max(KEPT_LOG_BYTES, size - CUT_BYTES)}`);
  checkpoint(connection, 'PASSIVE');
};

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
    return checkpoint(connection, 'TRUNCATE').busy === 0;
  } catch {
    return false;
  } finally {
    connection.pragma(`busy_timeout = ${BUSY_MS}`);
  }
};

const checkpoint = (connection: Database, mode: 'PASSIVE' | 'TRUNCATE'): LogState => {
  const [state] = connection.pragma(`wal_checkpoint(${mode})`) as readonly LogState[];
  return state ?? { busy: 1, log: 0, checkpointed: 0 };
};
