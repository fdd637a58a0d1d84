import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryId, StoreId } from '../../src/core/words/ids.ts';
import type { Deliveries, Delivery, NewDelivery } from '../../src/ports/store/deliveries.ts';
import { createDeliveries } from '../../src/store/deliveries.ts';
import { databases, openTestEngine } from './databases.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second));

describe.each(databases)('deliveries on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let deliveries: Deliveries;
  beforeAll(async () => {
    opened = await openTestEngine(make);
    deliveries = createDeliveries(opened.engine);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { commit, write, db, tables } = opened.engine;
    await commit([write(db.delete(tables.deliveries))]);
  });
  const stateOf = async (id: DeliveryId) => (await deliveries.get(id))?.state;
  const appended = async (id: string, more: Partial<NewDelivery> = {}): Promise<Delivery> => {
    await deliveries.append([delivery(id, more)]);
    return (await deliveries.get(id as DeliveryId))!;
  };

  it('a repetition is told from a new one, also within one request and at the same moment', async () => {
    const twins = [delivery('d1'), delivery('d2', { dedupeKey: 'key of d1' }), delivery('d3')];
    expect(await deliveries.append(twins)).toEqual([true, false, true]);

    const again = await Promise.all(
      ['d4', 'd5', 'd6'].map((id) => deliveries.append([delivery(id, { dedupeKey: 'same' })])),
    );
    expect(again.flat().filter(Boolean)).toHaveLength(1);
    expect(await deliveries.append([delivery('d7', { storeKey: 'other', dedupeKey: 'same' })])).toEqual([
      true,
    ]);
  });

  it('what waits is handed out by its time, the longest waiting first', async () => {
    await deliveries.append([delivery('d1', { receivedAt: at(9) }), delivery('d2', { receivedAt: at(3) })]);

    expect((await deliveries.due(at(9), 50)).map(({ id }) => id)).toEqual(['d2', 'd1']);
    expect((await deliveries.due(at(8), 50)).map(({ id }) => id)).toEqual(['d2']);
    expect(await deliveries.oldestWaiting()).toEqual(at(3));
  });

  it('two processors of one delivery: the second one’s unit is a conflict', async () => {
    const waiting = await appended('d1');
    const { commit } = opened.engine;

    expect(await commit([deliveries.processed(waiting, at(5))])).toBe('committed');
    expect(await commit([deliveries.processed(waiting, at(6))])).toBe('conflict');
    expect(await commit([deliveries.died(waiting, at(6), 'why')])).toBe('conflict');
    expect(await deliveries.get(waiting.id)).toMatchObject({ state: 'processed', processedAt: at(5) });
  });

  it('a retry comes later with its reason, and a dead one can be replayed from the start', async () => {
    const { commit } = opened.engine;
    const waiting = await appended('d1');
    await commit([deliveries.retried(waiting, { at: at(30), reason: 'no answer' })]);
    expect(await deliveries.due(at(29), 50)).toEqual([]);
    const [retried] = await deliveries.due(at(30), 50);
    expect(retried).toMatchObject({ attempts: 1, reason: 'no answer', state: 'received' });
    expect(await commit([deliveries.retried(waiting, { at: at(90), reason: 'twice' })])).toBe('conflict');

    await commit([deliveries.died(retried!, at(31), 'gave up')]);
    const dead = (await deliveries.get(waiting.id))!;
    expect(await commit([deliveries.replayed(dead, at(60))!])).toBe('committed');
    expect(await deliveries.due(at(60), 50)).toMatchObject([{ id: 'd1', attempts: 0, reason: null }]);
  });

  it('the list goes back page by page, by store and by state', async () => {
    const ids = Array.from({ length: 5 }, (_, place) => `d${place}`);
    await deliveries.append(ids.map((id) => delivery(id)));
    await deliveries.append([delivery('x', { storeId: null })]);
    await opened.engine.commit([
      deliveries.ignored((await deliveries.get('d3' as DeliveryId))!, at(1), 'nothing for us'),
    ]);
    const list = async (query: Omit<Parameters<Deliveries['list']>[0], 'limit'>) =>
      (await deliveries.list({ limit: 2, ...query })).map(({ id }) => id);

    expect(await list({ storeId: store })).toEqual(['d4', 'd3']);
    expect(await list({ storeId: store, before: 'd3' as DeliveryId })).toEqual(['d2', 'd1']);
    expect(await list({ states: ['ignored', 'dead'] })).toEqual(['d3']);
    expect(await list({})).toEqual(['x', 'd4']);
    expect(await deliveries.list({ limit: 1 })).not.toHaveProperty([0, 'body']);
    expect(await deliveries.get('d1' as DeliveryId, 'other' as StoreId)).toBeNull();
    expect(await deliveries.counts()).toContainEqual({ platform: 'shopify', state: 'received', count: 5 });
  });

  it('dead ones are counted by store', async () => {
    const storeId = 'store-of-dead' as StoreId;
    await deliveries.append([delivery('dead-1', { storeId }), delivery('alive-1', { storeId })]);
    expect(await deliveries.countDead(storeId)).toBe(0);
    const found = (await deliveries.get('dead-1' as DeliveryId))!;
    await opened.engine.commit([deliveries.died(found, at(1), 'not to be understood')]);
    expect([await deliveries.countDead(storeId), await deliveries.countDead(store)]).toEqual([1, 0]);
  });

  it('old bodies and rows are forgotten step by step, never those that wait', async () => {
    const settled = await appended('d1');
    await opened.engine.commit([deliveries.processed(settled, at(1))]);
    await appended('d2');

    expect(await deliveries.dropBodies(store, at(0), 10)).toBe(0);
    expect(await deliveries.dropBodies(store, at(10), 10)).toBe(1);
    const bare = (await deliveries.get(settled.id))!;
    expect(bare.body).toBeNull();
    expect(deliveries.replayed(bare, at(2))).toBeNull();
    expect(await deliveries.forget(at(10), 10)).toBe(1);
    expect(await stateOf(settled.id)).toBeUndefined();
    expect(await stateOf('d2' as DeliveryId)).toBe('received');
  });
});

const store = 's1' as StoreId;

const delivery = (id: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  id: id as DeliveryId,
  platform: 'shopify',
  storeId: store,
  storeKey: 'shop.example',
  dedupeKey: `key of ${id}`,
  topic: 'carts/update',
  encoding: 'json',
  receivedAt: at(0),
  body: '{"title":"\\u0000ção"}',
  ...more,
});
