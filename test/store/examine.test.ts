import { expect, it } from 'vitest';
import { examine } from '../../src/store/examine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { databases } from './databases.ts';
import { createTestClock } from './open-test-store.ts';

const clock = createTestClock(new Date('2026-11-21T12:00:00Z'));
const [sqlite, postgres] = databases;

it('SQLite tells how it keeps what it acknowledged, and how much room there is', async () => {
  const database = await sqlite!.make();
  await migrate(database.url);
  expect(await examine(database.url, clock)).toEqual({
    database: 'sqlite',
    journalMode: 'wal',
    durability: { isSafe: true, setting: 'synchronous=FULL' },
    missingMigrations: [],
    disk: { freeBytes: expect.any(Number), databaseBytes: expect.any(Number) },
    madeAt: expect.any(Date),
    lastBackupAt: null,
    serverClock: null,
  });
  await database.drop();
});

it('PostgreSQL tells whether it waits for its disk, which that of the tests does not, and what time it has', async () => {
  const database = await postgres!.make();
  await migrate(database.url);
  expect(await examine(database.url, clock)).toMatchObject({
    database: 'postgres',
    durability: { isSafe: false, setting: 'fsync=off, synchronous_commit=off' },
    missingMigrations: [],
    disk: null,
    serverClock: { askedAt: clock.now(), answeredAt: clock.now(), at: expect.any(Date) },
  });
  await database.drop();
});

it('a SQLite file that is not there is not made by looking for it', async () => {
  const database = await sqlite!.make();
  await expect(examine(database.url, clock)).rejects.toThrow(/There is no database/);
  await expect(examine(database.url, clock)).rejects.toThrow(/There is no database/);
  await database.drop();
});

it('a PostgreSQL database without tables lacks all of them, and gets none by being looked at', async () => {
  const database = await postgres!.make();
  const missing = async () => (await examine(database.url, clock)).missingMigrations;
  expect(await missing()).toContain('0000_initial.sql');
  expect(await missing()).toContain('0000_initial.sql');
  await database.drop();
});
