import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CartId, MessageId, StoreId } from '../../src/core/words/ids.ts';
import type { Orders } from '../../src/ports/store/orders.ts';
import { createOrders } from '../../src/store/orders.ts';
import { minutes } from '../support/observations.ts';
import { STORE, storedOrder } from '../support/stored.ts';
import { testSecrets } from '../support/test-secrets.ts';
import { databases, openTestEngine } from './databases.ts';

const other = 'store-2' as StoreId;

describe.each(databases)('orders on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let orders: Orders;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    orders = createOrders(opened.engine, testSecrets());
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { engine } = opened;
    const { orders: table, orderRefs } = engine.tables;
    await engine.commit([engine.write(engine.db.delete(table)), engine.write(engine.db.delete(orderRefs))]);
  });

  it('an order is read back as it was stored, its pay link sealed and apart', async () => {
    const order = storedOrder(
      {
        payUrl: 'https://pay.example/secret',
        payBy: minutes(30),
        cancelledAt: minutes(20),
        cartRefs: ['c1'],
        retornoRefs: ['t'],
      },
      {
        credit: { kind: 'click', messageId: 'm' as MessageId },
        cartId: 'c' as CartId,
        moneyAuthorized: true,
      },
    );
    await opened.engine.commit(orders.inserted(order, ['c1']));
    const { db, read, tables } = opened.engine;

    const [found] = await orders.byExternalIds(STORE, ['o1']);
    expect(found).toEqual({ ...order, unheardSince: null, snapshot: { ...order.snapshot, payUrl: null } });
    expect(JSON.stringify(await read(db.select().from(tables.orders)))).not.toContain('secret');
    expect(await orders.payUrl(STORE, order.id)).toBe('https://pay.example/secret');
    expect(await orders.payUrl(other, order.id)).toBeNull();

    await opened.engine.commit(orders.updated(found!, { ...found!, revision: 2 }, []));
    expect(await orders.payUrl(STORE, order.id)).toBe('https://pay.example/secret');
  });

  it('is found by what names a cart and by its people, in its own store only', async () => {
    const order = storedOrder(
      { contact: { email: 'ana@example.com', phone: null, name: null } },
      { phoneKey: '55119' },
    );
    await opened.engine.commit(orders.inserted(order, ['c1', 'c2']));

    const people = { emailKeys: ['ana@example.com'], phoneKeys: ['55119'] };
    expect(await orders.byRefs(STORE, ['c2', 'c1'])).toHaveLength(1);
    expect(await orders.byRefs(other, ['c1'])).toEqual([]);
    expect(await orders.byPeople(STORE, people, minutes(10))).toHaveLength(1);
    expect(await orders.byPeople(STORE, people, minutes(11))).toEqual([]);
    expect(await orders.byPeople(other, people, minutes(0))).toEqual([]);
  });

  it('a later snapshot adds to what names its cart', async () => {
    const order = storedOrder();
    await opened.engine.commit(orders.inserted(order, ['c1']));
    await opened.engine.commit(orders.updated(order, { ...order, revision: 2 }, ['c1', 'c3']));
    expect(await orders.byRefs(STORE, ['c3'])).toHaveLength(1);
  });

  it('changes only from the revision that was read, and cannot be there twice', async () => {
    const order = storedOrder();
    await opened.engine.commit(orders.inserted(order, []));
    const next = { ...order, revision: 2 };

    expect(await opened.engine.commit(orders.updated(order, next, []))).toBe('committed');
    expect(await opened.engine.commit(orders.updated(order, next, []))).toBe('conflict');
    expect(await opened.engine.commit(orders.inserted({ ...order, id: 'x' as never }, []))).toBe('conflict');
  });

  it('is listed by when it was placed', async () => {
    await opened.engine.commit(orders.inserted(storedOrder(), []));
    const within = (from: number, to: number) =>
      orders.placedWithin(STORE, { from: minutes(from), to: minutes(to) });
    expect([await within(10, 11), await within(0, 10)].map(({ length }) => length)).toEqual([1, 0]);
  });
});
