import { describe, expect, it } from 'vitest';
import { examine } from '../../src/store/examine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createTestClock } from './open-test-store.ts';
import { databases } from './databases.ts';

const clock = createTestClock(new Date('2026-11-21T12:00:00Z'));

describe.each(databases)('a database looked at from outside, on $name,', ({ name, make }) => {
  it('tells how it keeps what it acknowledged, what it lacks, and what time it has', async () => {
    const database = await make();
    await migrate(database.url);
    const found = await examine(database.url, clock);
    expect(found).toMatchObject({
      database: name,
      journalMode: 'wal',
      missingMigrations: [],
      lastBackupAt: null,
    });
    if (name === 'sqlite') {
      expect(found.durability).toEqual({ isSafe: true, setting: 'synchronous=FULL' });
      expect(found.disk?.freeBytes).toBeGreaterThan(0);
      expect(found.disk?.databaseBytes).toBeGreaterThan(10_000);
    } else {
      // The tests' own server is thrown away, so it does not wait for its disk.
      expect(found.durability).toEqual({ isSafe: false, setting: 'fsync=off, synchronous_commit=off' });
      expect(found.serverClock).toMatchObject({
        askedAt: clock.now(),
        answeredAt: clock.now(),
        at: expect.any(Date),
      });
    }
    await database.drop();
  });

  it('that has no tables lacks all of them, and gets none by being looked at', async () => {
    const database = await make();
    if (name === 'sqlite') {
      await expect(examine(database.url, clock)).rejects.toThrow(/There is no database/);
      await expect(examine(database.url, clock)).rejects.toThrow(/There is no database/);
    } else {
      expect((await examine(database.url, clock)).missingMigrations).toEqual(['0000_initial.sql']);
      expect((await examine(database.url, clock)).missingMigrations).toEqual(['0000_initial.sql']);
    }
    await database.drop();
  });
});
