import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database, type Options } from 'better-sqlite3';
import { StoreUnusable } from '../ports/store/unusable.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Opens the file and makes sure that it is ours to use: made together with its folder when it is not there, refused
 * with a sentence when it cannot be written or is no database. Changes nothing in a file that is there.
 */
export const openSqliteFile = (path: string, options: Options): Database => {
  const isNew = !existsSync(path);
  if (isNew && !options.readonly) makeFolder(path);
  const connection = open(path, options);
  try {
    connection.pragma('schema_version'); // reads the file's head
    if (!options.readonly) assertWritable(path, connection, isNew);
    return connection;
  } catch (reason) {
    connection.close();
    throw readable(path, reason);
  }
};

/** Closes the connection when the work is done, or fails. */
export const using = <Answer>(connection: Database, work: (connection: Database) => Answer): Answer => {
  try {
    return work(connection);
  } finally {
    connection.close();
  }
};

const open = (path: string, options: Options) => {
  try {
    return new SqliteDatabase(path, { timeout: 5000, ...options });
  } catch (reason) {
    throw readable(path, reason);
  }
};

/** SQLite opens a file that it may not write all the same, for reading: the first write would fail instead. */
const assertWritable = (path: string, connection: Database, isNew: boolean) => {
  if (!isNew) accessSync(path, constants.W_OK);
  accessSync(dirname(path), constants.W_OK); // its journal stands beside it
  if (connection.readonly) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
};

/** The reason as a sentence, where it is one of those that an operator can help. */
export const readable = (path: string, reason: unknown): unknown => {
  const sentence = sentences[String((reason as { readonly code?: unknown }).code)];
  return sentence ? new StoreUnusable(sentence(path), { cause: reason }) : reason;
};

const mayNotWrite = (path: string) =>
  `The database ${path} cannot be written: give the server’s user the right to write the file and its folder.`;

const sentences: Readonly<Record<string, (path: string) => string>> = {
  SQLITE_NOTADB: (path) => `The file ${path} is not a SQLite database; it was left as it is.`,
  SQLITE_CORRUPT: (path) => `The database ${path} is damaged; restore a backup.`,
  SQLITE_CANTOPEN: (path) => `The database ${path} cannot be opened: is it a folder, or not ours to read?`,
  SQLITE_READONLY: mayNotWrite,
  SQLITE_BUSY: (path) => `The database ${path} has been locked by another process for 5 seconds.`,
  EACCES: mayNotWrite,
  EROFS: mayNotWrite,
  EPERM: mayNotWrite,
};
