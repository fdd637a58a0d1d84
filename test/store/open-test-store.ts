import { randomBytes } from 'node:crypto';
import { createSecrets } from '../../src/secrets.ts';
import type { Log } from '../../src/ports/log.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type OpenStore } from '../../src/store/open.ts';
import type { TestDatabase } from './databases.ts';

/** A migrated store with a clock that stands until the test moves it. */
export const openTestStore = async (make: () => Promise<TestDatabase>) => {
  const database = await make();
  await migrate(database.url);
  const clock = createTestClock(new Date('2026-11-21T12:00:00.000Z'));
  const open = (as: 'server' | 'command'): Promise<OpenStore> =>
    openStore({ url: database.url, as, log: silentLog, clock, randomBytes, secrets: testSecrets() });
  const store = await open('server');
  return {
    store,
    clock,
    open,
    openEngine: database.openEngine,
    url: database.url,
    close: async () => {
      await store.close();
      await database.drop();
    },
  };
};

export const createTestClock = (start: Date) => {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
  };
};

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const testKey = new Uint8Array(32).map((_, place) => place);

export const testSecrets = () => createSecrets({ current: testKey, previous: null }, randomBytes);
