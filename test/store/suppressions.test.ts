import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreId, SuppressionId } from '../../src/core/words/ids.ts';
import type { NewSuppression } from '../../src/ports/store/suppressions.ts';
import { databases } from './databases.ts';
import { openTestStore } from './open-test-store.ts';
import { aConnection } from '../support/a-connection.ts';

describe.each(databases)('opt-outs on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  let one: StoreId;
  let other: StoreId;
  beforeAll(async () => {
    world = await openTestStore(make);
    one = await connected();
    other = await connected();
  });
  afterAll(() => world.close());

  const connected = async () => {
    const { store } = await world.store.stores.connect(aConnection({ now: world.clock.now() }));
    return store.id;
  };
  const add = async (storeId: StoreId, more: Partial<NewSuppression> = {}) => {
    const { suppression, writes } = await world.store.suppressions.prepare(storeId, { ...optOut, ...more });
    await world.store.commit(writes);
    return suppression;
  };

  it('an opt-out is found by its key, in its own store only, and added twice it is one', async () => {
    const first = await add(one);
    expect(await add(one)).toEqual(first);
    await add(one, { channel: 'all', purpose: 'all' });

    const { suppressions } = world.store;
    const found = await suppressions.findByKeys(one, ['nobody@example.com', optOut.key]);
    expect(found.map(({ key, channel }) => `${channel} ${key}`).toSorted()).toEqual([
      `all ${optOut.key}`,
      `email ${optOut.key}`,
    ]);
    expect(await suppressions.findByKeys(other, [optOut.key])).toEqual([]);
    expect(await suppressions.findByKeys(one, [])).toEqual([]);
  });

  it('neither the address nor a hash that others could make stands in the database', async () => {
    await add(one, { key: 'hidden@example.com' });
    await add(other, { key: 'hidden@example.com' });
    const engine = world.openEngine();
    const rows = await engine.read(engine.db.select().from(engine.tables.suppressions));
    await engine.close();

    expect(JSON.stringify(rows)).not.toContain('hidden');
    expect(new Set(rows.map(({ keyHash }) => keyHash)).size).toBe(3);
  });

  it('the newest is listed first, and one can be taken back once', async () => {
    const { suppressions, commit } = world.store;
    world.clock.advance(1000);
    const latest = await add(one, { key: 'late@example.com', at: world.clock.now() });
    const [first] = await suppressions.list(one, { limit: 1, before: null });
    expect(first).toEqual(latest);
    expect(await suppressions.list(one, { limit: 50, before: latest.id })).not.toContainEqual(latest);

    expect(await commit([suppressions.removed(other, latest.id)])).toBe('conflict');
    expect(await commit([suppressions.removed(one, latest.id)])).toBe('committed');
    expect(await commit([suppressions.removed(one, latest.id)])).toBe('conflict');
    expect(await commit([suppressions.removed(one, 'nothing' as SuppressionId)])).toBe('conflict');
  });
});

const optOut: NewSuppression = {
  key: 'ana@example.com',
  channel: 'email',
  purpose: 'marketing',
  at: new Date('2026-11-21T12:00:00.000Z'),
  source: 'unsubscribe_link',
  hint: 'a…@example.com',
};
