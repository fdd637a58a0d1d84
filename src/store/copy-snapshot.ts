import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { openSqliteFile, using } from './sqlite-file.ts';

/** 4 MB: what one slice leaves for the disk holds up another's commit for a few milliseconds. */
const SLICE_PAGES = 1_024;

/**
 * Copies the database, page by page, as it is at one moment, into a new file that only we may read. Each slice is on
 * disk before the next one is read: left to the system, gigabytes would stand before the server's next commit. The
 * server's log cannot be emptied meanwhile, so nothing here waits for the sake of waiting.
 */
export const copySnapshot = async (from: string, into: string): Promise<void> => {
  const target = openSync(into, 'wx', 0o600);
  try {
    await copyInSlices(from, into, () => fdatasyncSync(target));
  } finally {
    closeSync(target);
  }
  // The copy says of itself that it has a log; without one it opens where nothing may be written.
  using(openSqliteFile(into, { fileMustExist: true }), (copy) => copy.pragma('journal_mode = DELETE'));
};

const copyInSlices = async (from: string, into: string, flush: () => void): Promise<void> => {
  const source = openSqliteFile(from, { readonly: true, fileMustExist: true });
  try {
    source.exec('BEGIN');
    source.pragma('schema_version'); // the moment: what others commit from here on is not copied
    await source.backup(into, {
      progress: () => {
        flush();
        return SLICE_PAGES;
      },
    });
  } finally {
    source.close();
  }
};
