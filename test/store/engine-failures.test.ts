import { sql } from 'drizzle-orm';
import type { Database } from 'better-sqlite3';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import type { StoreId } from '../../src/core/words/ids.ts';
import { createMailbox } from '../../src/store/mailbox.ts';
import { createDueStores } from '../../src/store/due-stores.ts';
import { aMail } from './a-mail.ts';
import { databases, openTestEngine } from './databases.ts';
import { createTestClock, testSecrets } from './open-test-store.ts';
import { randomBytes } from 'node:crypto';

const [sqlite, postgres] = databases;

it('a full disk rejects what it cannot hold, keeps what was acknowledged, and heals', async () => {
  const { engine, close } = await openTestEngine(sqlite!.make);
  const connection = (engine.db as unknown as { $client: Database }).$client;
  const mailbox = createMailbox(engine, {
    clock: createTestClock(new Date(0)),
    randomBytes,
    secrets: testSecrets(),
  });
  const append = (size: number) => mailbox.append({ ...aMail, raw: 'x'.repeat(size) });
  await append(10);
  const pages = connection.pragma('page_count', { simple: true }) as number;
  connection.pragma(`max_page_count = ${pages + 10}`);

  const outcomes = await Promise.allSettled([append(10), append(5_000_000), append(10)]);
  expect(outcomes.map(({ status }) => status)).toContain('rejected');
  const kept = await mailbox.list({ limit: 50, before: null });
  expect(kept).toHaveLength(1 + outcomes.filter(({ status }) => status === 'fulfilled').length);
  await append(10);
  connection.pragma('max_page_count = 1000000');
  await append(5_000_000);
  expect(await mailbox.list({ limit: 50, before: null })).toHaveLength(kept.length + 2);
  await close();
});

it('a connection lost in the middle of a unit rejects that unit and nothing else', async () => {
  const { engine, url, close } = await openTestEngine(postgres!.make);
  const dueStores = createDueStores(engine);
  const due = (id: string) => dueStores.broughtForward(id as StoreId, new Date(0));
  const slow = engine.write(
    engine.db
      .update(engine.tables.storeDue)
      .set({ dueAt: sql`${engine.tables.storeDue.dueAt} + pg_sleep(30)::text::interval` }),
  );
  await engine.commit([due('before')]);

  const cut = engine.commit([due('lost'), slow]).catch(String);
  await terminateSleepers(url);
  expect(await cut).toMatch(/terminating connection|Connection terminated/);
  expect(await engine.commit([due('after')])).toBe('committed');
  expect((await dueStores.due(new Date(1), 10)).map(({ storeId }) => storeId).toSorted()).toEqual([
    'after',
    'before',
  ]);
  await close();
});

/** Waits until a connection of this database sleeps, and ends it as a restart of the server would. */
const terminateSleepers = async (url: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  let ended = 0;
  while (ended === 0) {
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event = 'PgSleep'`,
    );
    ended = rowCount ?? 0;
  }
  await client.end();
};
