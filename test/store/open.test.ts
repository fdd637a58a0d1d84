import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnusable } from '../../src/ports/store/unusable.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { databases, type TestDatabase } from './databases.ts';
import { createTestClock, silentLog, testSecrets } from './open-test-store.ts';

const open = (url: string, as: 'server' | 'command' = 'server') =>
  openStore({
    url,
    as,
    log: silentLog,
    clock: createTestClock(new Date(0)),
    randomBytes,
    secrets: testSecrets(),
  });

describe('a SQLite file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'retorno-open-'));
    file = join(folder, 'data', 'deep', 'retorno.db');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('in a folder that is not there is made with it', async () => {
    expect(await migrate(`sqlite:${file}`)).toHaveLength(1);
    const store = await open(`sqlite:${file}`);
    expect(await store.stores.list()).toEqual([]);
    await store.close();
  });

  it('lets in one server, and commands beside it', async () => {
    await migrate(`sqlite:${file}`);
    const server = await open(`sqlite:${file}`);
    await expect(open(`sqlite:${file}`)).rejects.toThrow(/Another Retorno server is using the database/);

    const command = await open(`sqlite:${file}`, 'command');
    const store = { storeId: 's1', at: new Date(0) };
    await command.commit([command.dueStores.broughtForward(store.storeId as never, store.at)]);
    expect(await server.dueStores.due(new Date(1), 5)).toHaveLength(1);
    await command.close();
    await server.close();
    await (await open(`sqlite:${file}`)).close();
  });

  it('that is new gets its tables from whoever opens it first', async () => {
    const command = await open(`sqlite:${file}`, 'command');
    expect(await command.stores.list()).toEqual([]);
    await command.close();
    expect(await migrate(`sqlite:${file}`)).toEqual([]);
  });

  it('that is something else is left as it is', async () => {
    await mkdir(join(folder, 'data', 'deep'), { recursive: true });
    await writeFile(file, 'not a database, but long enough to be looked at '.repeat(50));
    const before = await readFile(file);

    await expect(migrate(`sqlite:${file}`)).rejects.toThrow(/is not a SQLite database; it was left as it is/);
    expect(await readFile(file)).toEqual(before);
    expect(await readdir(join(folder, 'data', 'deep'))).toEqual(['retorno.db']);
  });

  it('that holds the tables of something else is left as it is', async () => {
    await mkdir(join(folder, 'data', 'deep'), { recursive: true });
    const foreign = new Sqlite(file);
    foreign.exec('CREATE TABLE moodle (id int)');
    foreign.close();
    const before = await readFile(file);

    await expect(migrate(`sqlite:${file}`)).rejects.toThrow(/holds the tables of something else/);
    expect(await readFile(file)).toEqual(before);
  });

  it('that a newer version made is left as it is', async () => {
    await migrate(`sqlite:${file}`);
    const newer = new Sqlite(file);
    newer.exec("INSERT INTO migrations VALUES ('0099_future.sql', 'hash')");
    newer.close();

    await expect(migrate(`sqlite:${file}`)).rejects.toThrow(/another version of Retorno.*0099_future/);
    await expect(open(`sqlite:${file}`)).rejects.toThrow(/another version of Retorno/);
  });

  it('that is a folder, or in a place that cannot be, is told in a sentence', async () => {
    await mkdir(file, { recursive: true });
    await expect(migrate(`sqlite:${file}`)).rejects.toThrow(StoreUnusable);
    await writeFile(join(folder, 'plain'), '');
    await expect(migrate(`sqlite:${join(folder, 'plain', 'retorno.db')}`)).rejects.toThrow(StoreUnusable);
    await expect(migrate('mysql://x')).rejects.toThrow(/neither sqlite:<path of a file> nor postgres/);
  });

  it.skipIf(process.getuid?.() === 0)('that may not be written is told in a sentence', async () => {
    await migrate(`sqlite:${file}`);
    await chmod(file, 0o444); // root may write all the same
    await expect(open(`sqlite:${file}`)).rejects.toThrow(
      /cannot be written: give the server’s user the right/,
    );
  });

  it('is not migrated by half when the migration is cut', async () => {
    await mkdir(join(folder, 'data', 'deep'), { recursive: true });
    const cut = new Sqlite(file);
    cut.pragma('journal_mode = WAL');
    cut.exec(
      'BEGIN; CREATE TABLE migrations (name text PRIMARY KEY, hash text NOT NULL); CREATE TABLE stores (id)',
    );
    cut.close(); // as a killed process leaves it: rolled back
    expect(existsSync(file)).toBe(true);

    expect(await migrate(`sqlite:${file}`)).toHaveLength(1);
    expect(await migrate(`sqlite:${file}`)).toEqual([]);
  });
});

describe.each(databases)('migrating $name', ({ make }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await make();
  });
  afterAll(() => database.drop());

  it('by several at once is done once', async () => {
    const done = await Promise.all([1, 2, 3].map(() => migrate(database.url)));

    expect(done.flat()).toEqual(['0000_initial.sql']);
    const store = await open(database.url, 'command');
    await store.close();
  });
});

it('a PostgreSQL server that is not there is told in a sentence without the password', async () => {
  const reason: unknown = await migrate('postgres://ana:geheim@127.0.0.1:1/x').catch(
    (error: unknown) => error,
  );

  expect(reason).toBeInstanceOf(StoreUnusable);
  expect(String(reason)).toMatch(/PostgreSQL cannot be reached/);
  expect(String(reason)).not.toContain('geheim');
});

it('a PostgreSQL database that a newer version made is left as it is', async () => {
  const database = await databases[1]!.make();
  await migrate(database.url);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("INSERT INTO migrations VALUES ('0099_future.sql', 'hash')");
  await client.end();

  await expect(migrate(database.url)).rejects.toThrow(/another version of Retorno/);
  await database.drop();
});
