import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { openSqliteFile } from './sqlite-file.ts';

/** 4 MB: what one slice leaves for the disk holds up another's commit for a few milliseconds. */
const SLICE_PAGES = 1_024;

/**
 * Copies the database, page by page, as it is at one moment, into a new file that only we may read. Each slice is on disk before the next one is read: left to
 * the system, gigabytes would stand before the server's next commit. The server's log cannot be emptied meanwhile, so
 * nothing here waits for the sake of waiting.
 */
export const copySnapshot = async (from: string, into: string): Promise<void> => {
  const target = openSync(into, 'wx', 0o600);
  const source = openSqliteFile(from, { readonly: true, fileMustExist: true });
  try {
    source.exec('BEGIN');
    source.pragma('schema_version'); // the moment: what others commit from here on is not copied
    await source.backup(into, {
      progress: () => {
        fdatasyncSync(target);
        return SLICE_PAGES;
      },
    });
  } finally {
    source.close();
    closeSync(target);
  }
  leaveOneFile(into);
};

/** A copy says of itself that it has a log; without one it opens where nothing may be written. */
const leaveOneFile = (copy: string) => {
  const connection = openSqliteFile(copy, { fileMustExist: true });
  try {
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
};
