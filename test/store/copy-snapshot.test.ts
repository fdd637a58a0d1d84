import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copySnapshot } from '../../src/store/copy-snapshot.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retorno-copy-'));
  file = join(folder, 'shop.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Rows of 10 kB, as if a server wrote them. */
const openRows = () => {
  const connection = new Database(file);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = OFF');
  connection.exec('CREATE TABLE IF NOT EXISTS rows (content BLOB)');
  const insert = connection.prepare('INSERT INTO rows VALUES (randomblob(10000))');
  const write = connection.transaction((count: number) => {
    for (let row = 0; row < count; row += 1) insert.run();
  });
  return { connection, write };
};

const rowsOf = (path: string): unknown => {
  const connection = new Database(path, { readonly: true });
  try {
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    return connection.prepare('SELECT count(*) FROM rows').pluck().get();
  } finally {
    connection.close();
  }
};

it('a copy is of the moment at which it began, however much is written while it is made', async () => {
  const { connection, write } = openRows();
  write(2_000); // 20 MB: several slices
  const copy = join(folder, 'copy.db');
  const progress = { isMade: false };
  const made = copySnapshot(file, copy).finally(() => (progress.isMade = true));
  let later = 0;
  while (!progress.isMade) {
    write(10);
    later += 10;
    await new Promise(setImmediate);
  }
  await made;
  expect(later).toBeGreaterThan(10);
  expect(rowsOf(copy)).toBe(2_000);
  expect(rowsOf(file)).toBe(2_000 + later);
  connection.close();
});

it('a copy is one file, which only its owner may read', async () => {
  const { connection, write } = openRows();
  write(10);
  await copySnapshot(file, join(folder, 'copy.db'));
  connection.close();
  expect(rowsOf(join(folder, 'copy.db'))).toBe(10);
  expect((await readdir(folder)).toSorted()).toEqual(['copy.db', 'shop.db']);
  expect((await stat(join(folder, 'copy.db'))).mode & 0o777).toBe(0o600);
});

it('a copy replaces no file', async () => {
  openRows().connection.close();
  await copySnapshot(file, join(folder, 'copy.db'));
  await expect(copySnapshot(file, join(folder, 'copy.db'))).rejects.toThrow(/EEXIST/);
});
