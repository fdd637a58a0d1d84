import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataRequestId, StoreId } from '../../src/core/words/ids.ts';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import type { Store } from '../../src/ports/store/store.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../support/intake-world.ts';
import { minutes } from '../support/observations.ts';
import { databases } from './databases.ts';

const ana = { emailKeys: ['ana@example.com'], phoneKeys: ['5511987654321'], customerId: '9' };
const eva = { emailKeys: ['eva@example.com'], phoneKeys: [], customerId: null };

describe.each(databases)('data requests on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  let requests: Store['dataRequests'];
  let store: ConnectedStore;
  let made = 0;

  beforeAll(async () => {
    world = await openIntakeOn(make);
    requests = world.store.dataRequests;
    store = await world.connect();
  });
  afterAll(() => world.close());

  const ask = async (person: typeof ana | typeof eva, storeId: StoreId = store.id) => {
    made += 1;
    const id = `request-${String(made).padStart(4, '0')}` as DataRequestId;
    const request = { id, storeId, receivedAt: minutes(made), person };
    expect(await world.store.commit([await requests.prepare(request)])).toBe('committed');
    return id;
  };
  const idsOf = async (storeId: StoreId) =>
    (await requests.list(storeId, { limit: 9, before: null })).map(({ id }) => id);

  it('one of the same person waits at a time; once it is answered the next one counts', async () => {
    const first = await ask(ana);
    await ask(ana);
    expect(await idsOf(store.id)).toEqual([first]);
    expect(await requests.countWaiting(store.id)).toBe(1);

    await world.store.commit([requests.answered(store.id, first, minutes(50))]);
    await world.store.commit([requests.answered(store.id, first, minutes(60))]);
    expect(await requests.find(store.id, first)).toMatchObject({ answeredAt: minutes(50), person: ana });

    const later = await ask(ana);
    expect(await idsOf(store.id)).toEqual([later, first]);
    expect(await requests.list(store.id, { limit: 9, before: later })).toHaveLength(1);
    expect(await requests.countWaiting(store.id)).toBe(1);
  });

  it('two of one person in one unit are one', async () => {
    const { id: storeId } = await world.connect({ externalKey: 'at once' });
    const told = { storeId, receivedAt: minutes(1), person: eva };
    const writes = await Promise.all(
      ['one', 'two'].map((id) => requests.prepare({ ...told, id: id as DataRequestId })),
    );
    expect(await world.store.commit(writes)).toBe('committed');
    expect(await idsOf(storeId)).toEqual(['one']);
  });

  it('are told to, answered by and forgotten for no other store', async () => {
    const { id: other } = await world.connect({ externalKey: 'other' });
    const id = await ask(eva);
    expect(await requests.find(other, id)).toBeNull();
    expect(await idsOf(other)).toEqual([]);
    await world.store.commit([
      requests.answered(other, id, minutes(1)),
      requests.forgotten(other, [id]),
      requests.forgottenBefore(other, minutes(9_999)),
    ]);
    expect(await requests.find(store.id, id)).toMatchObject({ answeredAt: null, person: eva });
  });

  it('say nothing of the person at rest', async () => {
    const { db, read, tables } = world.engine;
    const rows = JSON.stringify(await read(db.select().from(tables.dataRequests)));
    expect(rows).not.toMatch(/example\.com|987654321/);
  });

  it('are forgotten by their time, and with a store that goes', async () => {
    const { id: storeId } = await world.connect({ externalKey: 'leaving' });
    const old = await ask(ana, storeId);
    const young = await ask(eva, storeId);
    const { receivedAt } = (await requests.find(storeId, young))!;
    await world.store.commit([requests.forgottenBefore(storeId, receivedAt)]);
    expect(await requests.find(storeId, old)).toBeNull();
    expect(await idsOf(storeId)).toEqual([young]);

    while ((await world.store.erasing.wholeStore(storeId, 100)) > 0);
    expect(await idsOf(storeId)).toEqual([]);
  });
});
