import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryId, StoreId } from '../../src/core/words/ids.ts';
import { openReader } from '../../src/store/reader.ts';
import { aMail } from './a-mail.ts';
import { databases } from './databases.ts';
import { openTestStore, silentLog } from './open-test-store.ts';

describe.each(databases)('the reader on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    world = await openTestStore(make);
  });
  afterAll(() => world.close());

  it('answers as the store does, instants included, and sees what was just committed', async () => {
    const { mailbox, reader } = world.store;
    await mailbox.append({ ...aMail, receivedAt: world.clock.now() });

    const page = { limit: 10, before: null };
    expect(await reader.mailbox.list(page)).toEqual(await mailbox.list(page));
    expect((await reader.mailbox.list(page))[0]?.receivedAt).toEqual(world.clock.now());
    expect(await reader.stores.find('nobody' as StoreId)).toBeNull();
  });

  it('answers many calls at once, each its own', async () => {
    const ids = Array.from({ length: 50 }, (_, place) => `d${place}` as DeliveryId);
    await world.store.deliveries.append(ids.map((id) => ({ ...delivery, id, dedupeKey: id })));

    const answers = await Promise.all(ids.map((id) => world.store.reader.deliveries.get(id)));
    expect(answers.map((found) => found?.id)).toEqual(ids);
  });

  it('writes nothing and knows no key', async () => {
    const { reader } = world.store;
    const appending = reader.deliveries.append([{ ...delivery, id: 'x' as DeliveryId, dedupeKey: 'x' }]);
    await expect(appending).rejects.toThrow(/only reads|read-only transaction/);
    await expect(reader.access.createSession('s1' as StoreId)).rejects.toThrow(/holds no keys/);
  });
});

describe('the reader’s thread', () => {
  it('that dies rejects what it had, and the next call starts another one', async () => {
    const world = await openTestStore(databases[0]!.make);
    const reader = openReader(world.url.replace('sqlite:', ''), silentLog);
    expect(await reader.concepts.stores.list()).toEqual([]);

    const calls = Promise.allSettled(Array.from({ length: 10_000 }, () => reader.concepts.stores.list()));
    await reader.close(true);
    const rejected = (await calls).filter((outcome) => outcome.status === 'rejected');
    expect(rejected.length).toBeGreaterThan(0);
    expect(String(rejected[0]?.reason)).toContain('The reader thread ended; ask again.');
    expect(await reader.concepts.stores.list()).toEqual([]);
    await reader.close();
    await world.close();
  });

  it('that cannot open the database rejects every call instead of hanging', async () => {
    const failures: unknown[] = [];
    const reader = openReader('/nowhere/retorno.db', {
      ...silentLog,
      error: (fields) => failures.push(fields),
    });

    await expect(reader.concepts.stores.list()).rejects.toThrow('The reader thread ended; ask again.');
    expect(failures).toHaveLength(1);
    await reader.close();
  });
});

const delivery = {
  platform: 'custom' as const,
  storeId: null,
  storeKey: 's1',
  topic: 'cart.updated',
  encoding: 'json' as const,
  receivedAt: new Date(0),
  body: '{}',
};
