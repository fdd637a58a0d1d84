import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { beginLogAnew, copyLog, openLogGauge } from '../../src/store/sqlite-log.ts';

const MB = 1024 * 1024;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retorno-log-'));
  file = join(folder, 'shop.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A connection that leaves its log to others, as the writer's thread does. */
const openWriting = () => {
  const connection = new Database(file);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = OFF');
  connection.pragma('wal_autocheckpoint = 0');
  connection.exec('CREATE TABLE rows (content BLOB)');
  const insert = connection.prepare('INSERT INTO rows VALUES (zeroblob(?))');
  const write = (megabytes: number) => {
    for (let written = 0; written < megabytes; written += 1) insert.run(MB);
  };
  return { connection, write };
};

const logMb = () => Math.round(statSync(`${file}-wal`).size / MB);
const fileMb = () => Math.round(statSync(file).size / MB);

it('a log of 16 MB is long until it is copied', () => {
  const { connection, write } = openWriting();
  const other = new Database(file);
  const isLong = openLogGauge(connection);
  write(10);
  expect(isLong()).toBe(false);
  write(10);
  expect(isLong()).toBe(true);
  copyLog(other);
  expect(isLong()).toBe(false);
  expect(fileMb()).toBe(20);
  other.close();
  connection.close();
});

it('what a reader still needs as it was stays in the log until it has read', () => {
  const { connection, write } = openWriting();
  const reader = new Database(file);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM rows').get();
  write(20);
  copyLog(connection);
  expect(openLogGauge(connection)()).toBe(true);
  reader.exec('COMMIT');
  copyLog(connection);
  expect(openLogGauge(connection)()).toBe(false);
  reader.close();
  connection.close();
});

it('a log that a long reader made large is cut piece by piece, down to 64 MB', () => {
  const { connection, write } = openWriting();
  write(90);
  const sizes = Array.from({ length: 3 }, () => {
    beginLogAnew(connection);
    write(1);
    return logMb();
  });
  expect(sizes).toEqual([75, 64, 64]); // in a log each page has a head;
  connection.close();
});
