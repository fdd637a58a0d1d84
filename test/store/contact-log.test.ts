import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CartId, ContactId, ShopperId, StoreId } from '../../src/core/words/ids.ts';
import type { LoggedContact } from '../../src/ports/store/contact-log.ts';
import { createContactLog } from '../../src/store/contact-log.ts';
import { createTasks } from '../../src/store/tasks.ts';
import { minutes } from '../support/observations.ts';
import { cartRow } from '../support/rows.ts';
import { databases, openTestEngine } from './databases.ts';

describe.each(databases)('the contact log on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let log: ReturnType<typeof createContactLog>;
  let tasks: ReturnType<typeof createTasks>;
  let made = 0;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    log = createContactLog(opened.engine);
    tasks = createTasks(opened.engine);
  });
  afterAll(() => opened.close());

  const contact = (given: Partial<LoggedContact>): LoggedContact => {
    made += 1;
    return {
      id: `contact-${String(made).padStart(4, '0')}` as ContactId,
      storeId: 's1' as StoreId,
      cartId: 'c1' as CartId,
      shopperId: null,
      at: minutes(made),
      channel: 'phone',
      reached: true,
      answer: 'none',
      reason: null,
      notes: '',
      nextAttemptAt: null,
      ...given,
    };
  };
  const logged = async (given: Partial<LoggedContact>): Promise<LoggedContact> => {
    const one = contact(given);
    expect(await opened.engine.commit(log.logged(one))).toBe('committed');
    return one;
  };
  const cart = (given: Parameters<typeof cartRow>[0]) =>
    opened.engine.commit([
      opened.engine.write(opened.engine.db.insert(opened.engine.tables.carts).values(cartRow(given))),
    ]);

  it('is told latest first, page by page, and to no other store', async () => {
    const cartId = 'history' as CartId;
    const all = [];
    for (const notes of ['one', 'two', 'three']) all.push(await logged({ cartId, notes }));
    const first = await log.ofCart('s1' as StoreId, cartId, { limit: 2, before: null });

    expect(first).toEqual(all.toReversed().slice(0, 2));
    expect(await log.ofCart('s1' as StoreId, cartId, { limit: 2, before: first[1]?.id ?? null })).toEqual(
      all.slice(0, 1),
    );
    expect(await log.ofCart('s2' as StoreId, cartId, { limit: 9, before: null })).toEqual([]);
  });

  it('knows the last contact about a cart or with its shopper, whichever came later', async () => {
    const shopperId = 'ana' as ShopperId;
    const about = { cartId: 'cart-a' as CartId, shopperId };
    expect(await log.latest('s1' as StoreId, about)).toBeNull();
    await logged({ ...about, notes: 'first' });
    const second = await logged({ cartId: 'cart-b' as CartId, shopperId, notes: 'about another cart' });
    expect(await log.latest('s1' as StoreId, about)).toEqual(second);
    const third = await logged({ cartId: about.cartId, shopperId: null, notes: 'nobody known yet' });
    expect(await log.latest('s1' as StoreId, about)).toEqual(third);
    expect(await log.latest('s1' as StoreId, { ...about, shopperId: null })).toEqual(third);
    expect(await log.latest('s2' as StoreId, about)).toBeNull();
  });

  it('counts each cart once per reason', async () => {
    const at = minutes(10_000);
    const window = { from: at, to: minutes(10_001) };
    const by = (cartId: string, reason: LoggedContact['reason'], over: Partial<LoggedContact> = {}) =>
      logged({ cartId: cartId as CartId, reason, at, ...over });
    await by('r1', 'price');
    await by('r1', 'price');
    await by('r2', 'price');
    await by('r2', 'shipping');
    await by('r3', null);
    await by('r4', 'price', { at: window.to });
    await by('r5', 'price', { storeId: 's2' as StoreId });

    expect(await log.reasons('s1' as StoreId, window)).toEqual([
      { reason: 'price', carts: 2 },
      { reason: 'shipping', carts: 1 },
    ]);
  });

  it('lists what is due by the worth of the cart, whatever its currency, and pages through it', async () => {
    const storeId = 'tasks' as StoreId;
    const due = minutes(100);
    const open = async (id: string, given: Parameters<typeof cartRow>[0]) => {
      await cart({ id: id as CartId, externalId: id, storeId, ...given });
      return logged({ storeId, cartId: id as CartId, nextAttemptAt: due, notes: id });
    };
    await open('reais', { totalMinor: 20_000, currency: 'BRL' });
    await open('yen', { totalMinor: 9_000, currency: 'JPY' });
    await open('dinars', { totalMinor: 150_000, currency: 'KWD' });
    await open('unknown', {});
    await open('paying', { totalMinor: 10_000, currency: 'BRL', state: 'pending_payment' });
    await open('bought', { totalMinor: 99_999_999, currency: 'BRL', state: 'purchased' });
    await open('declined', { totalMinor: 99_999_999, currency: 'BRL', state: 'closed' });

    const query = { storeId, dueBefore: due, after: null, limit: 3 };
    const first = await tasks.page(query);
    expect(first.map(({ notes }) => notes)).toEqual(['yen', 'reais', 'dinars']);
    expect(first[0]).toMatchObject({ dueAt: due, total: { minor: 9_000, currency: 'JPY' } });
    const second = await tasks.page({ ...query, after: first[2]?.position ?? null });
    expect(second.map(({ notes }) => notes)).toEqual(['paying', 'unknown']);
    expect(await tasks.page({ ...query, after: second[1]?.position ?? null })).toEqual([]);
    expect(await tasks.count(storeId, due)).toBe(5);
    expect(await tasks.count(storeId, minutes(99))).toBe(0);
    expect(await tasks.count('other' as StoreId, due)).toBe(0);
  });

  it('a next attempt is made by the next contact about that cart and no other', async () => {
    const storeId = 'attempts' as StoreId;
    for (const id of ['x', 'y']) {
      await cart({ id: `attempt-${id}` as CartId, externalId: id, storeId });
      await logged({ storeId, cartId: `attempt-${id}` as CartId, nextAttemptAt: minutes(1) });
    }
    const again = await logged({ storeId, cartId: 'attempt-x' as CartId, nextAttemptAt: minutes(2) });
    const open = await tasks.page({ storeId, dueBefore: minutes(9), after: null, limit: 9 });
    expect(open.map(({ cartId }) => cartId).toSorted()).toEqual(['attempt-x', 'attempt-y']);
    expect(open.find(({ cartId }) => cartId === 'attempt-x')?.id).toBe(again.id);

    await logged({ storeId, cartId: 'attempt-x' as CartId });
    expect(await tasks.count(storeId, minutes(9))).toBe(1);
    const [first] = await log.ofCart(storeId, 'attempt-x' as CartId, { limit: 9, before: again.id });
    expect(first?.nextAttemptAt).toEqual(minutes(1));
  });
});
