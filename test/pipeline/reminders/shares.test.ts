import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSendQueue } from '../../../src/pipeline/reminders/send-queue.ts';
import type { MessageId, ShopperId, StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { DAY, MINUTE, openReminderWorld, SECOND, type ReminderWorld } from '../../support/reminder-world.ts';

describe('places for sending', () => {
  let at = 0;
  const now = (): Date => new Date(at);

  it('are not all taken by servers that hang, however many', () => {
    const queue = createSendQueue({ total: 10, perStore: 2, now });
    queue.add('good' as StoreId, ids('good', 1));
    queue.finished(queue.start()[0]!);
    const bad = Array.from({ length: 30 }, (_, place) => `bad${place}` as StoreId);
    for (const store of bad) queue.add(store, ids(store, 50));
    const hanging = queue.start();
    expect(hanging).toHaveLength(9);
    queue.add('good' as StoreId, ids('again', 1));
    expect(queue.start()).toEqual(['again0']);
    queue.finished('again0' as MessageId);

    // Once it is seen that they hang, half of the places is free for those of whom nothing is known yet.
    at += 20_000;
    for (const id of hanging) queue.finished(id);
    const unknown = queue.start();
    expect(unknown).toHaveLength(9);
    at += 20_000;
    for (const id of unknown) queue.finished(id);
    for (let round = 0; round < 4; round += 1) {
      const begun = queue.start();
      at += 20_000;
      for (const id of begun) queue.finished(id);
    }
    expect(queue.start()).toHaveLength(5);
    queue.add('new' as StoreId, ids('new', 1));
    expect(queue.start()).toEqual(['new0']);
  });

  it('are had again by a server that has recovered', () => {
    const queue = createSendQueue({ total: 2, perStore: 2, now });
    queue.add('a' as StoreId, ids('a', 4));
    expect(queue.start()).toEqual(['a0', 'a1']);
    at += 20_000;
    queue.finished('a0' as MessageId);
    queue.finished('a1' as MessageId);
    expect(queue.start()).toEqual(['a2']);
    queue.finished('a2' as MessageId);
    expect(queue.start()).toEqual(['a3']);
  });

  it('are given to stores in turn, at most two each', () => {
    const queue = createSendQueue({ total: 10, perStore: 2, now });
    queue.add('a' as StoreId, ids('a', 50_000));
    queue.add('b' as StoreId, ids('b', 1));
    queue.add('c' as StoreId, ids('c', 3));
    expect(queue.start()).toEqual(['a0', 'b0', 'c0', 'a1', 'c1']);
    queue.finished('a0' as MessageId);
    expect(queue.start()).toEqual(['a2']);
  });

  it('are never all taken by the second messages of few stores', () => {
    const queue = createSendQueue({ total: 10, perStore: 2, now });
    for (const store of ['a', 'b', 'c', 'd', 'e']) queue.add(store as StoreId, ids(store, 9));
    expect(queue.start()).toHaveLength(8);
    queue.add('z' as StoreId, ids('z', 1));
    expect(queue.start()).toEqual(['z0']);
  });

  it('are not given twice to one message', () => {
    const queue = createSendQueue({ total: 10, perStore: 2, now });
    queue.add('a' as StoreId, ids('a', 1));
    expect(queue.start()).toEqual(['a0']);
    queue.add('a' as StoreId, ids('a', 1));
    expect(queue.start()).toEqual([]);
  });
});

describe.each(databases)('shares on $name', ({ make }) => {
  let world: ReminderWorld;
  beforeEach(async () => {
    world = await openReminderWorld(make);
  });
  afterEach(() => world.close());

  it('a store whose server hangs holds up no other', async () => {
    const [bad, good] = [await world.connect('bad'), await world.connect('good')];
    for (let place = 0; place < 5; place += 1) await world.fillCart(bad, `b${place}@bad.example`);
    for (let place = 0; place < 12; place += 1) await world.fillCart(good, `g${place}@good.example`);
    await world.passes(30 * MINUTE);
    world.channel.behaves(async (to, beforeHandOver) => {
      if (to.endsWith('@bad.example')) return new Promise(() => {});
      return (await beforeHandOver()) ? { kind: 'accepted', providerId: to } : { kind: 'withdrawn' };
    });
    world.clock.advance(30 * MINUTE);
    const begun: MessageId[] = [];
    for (let round = 0; round < 40; round += 1) {
      const ids = await world.reminders.sweep();
      begun.push(...ids);
      for (const id of ids) void world.reminders.send(id);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(world.channel.sent.map(({ to }) => to).filter((to) => to.endsWith('@good.example'))).toHaveLength(
      12,
    );
    expect(begun).toHaveLength(14);
  });

  it('two messages to one shopper at the same time are one too many', async () => {
    const storeId = await world.connect('loja');
    const { cart: first } = await world.fillCart(storeId, 'ana@example.com');
    world.clock.advance(SECOND);
    const { cart: second } = await world.fillCart(storeId, 'bia@example.com');
    await world.passes(30 * MINUTE);
    // Both turn out to be one person's, in two runs: the worst case for the budget.
    const [other] = await world.messagesOf(second);
    await world.store.commit([
      world.store.messages.changed(other!, {
        shopperId: first.shopperId as ShopperId,
        dueAt: world.clock.now(),
      }),
    ]);
    world.clock.advance(30 * MINUTE);
    const ids = await world.reminders.sweep();
    await Promise.all(ids.map((id) => world.reminders.send(id)));
    expect(ids).toHaveLength(2);
    expect(world.channel.sent).toHaveLength(1);
  });

  it('runs that turn out to be one shopper’s become one, and what either sent counts', async () => {
    const storeId = await world.connect('loja');
    const { cart: first, shopperId } = await world.fillCart(storeId, 'ana@example.com');
    world.clock.advance(MINUTE);
    const { cart: second } = await world.fillCart(storeId, 'ana.souza@example.com');
    for (const minutes of [29, 1, 29, 1]) await world.passes(minutes * MINUTE);
    expect(world.channel.sent).toHaveLength(2);
    const [current] = await world.store.carts.byIds(storeId, [second.id]);
    const merged = { ...current!, shopperId, judgeAt: world.clock.now(), revision: current!.revision + 1 };
    await world.store.commit([
      ...world.store.carts.updated(current!, merged, null),
      world.store.dueStores.broughtForward(storeId, world.clock.now()),
    ]);
    await world.settleDown();
    const episodes = await world.store.episodes.ofShopper(storeId, shopperId, 'abandoned_cart');
    const younger = await world.store.episodes.ofCart(storeId, second.id, 'abandoned_cart');
    expect(episodes.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
    expect(younger.map(({ endReason }) => endReason)).toContain('superseded');
    expect((await world.store.carts.byIds(storeId, [first.id]))[0]?.closedReason).toBe('superseded');
    await world.passes(DAY);
    await world.passes(3 * DAY);
    const to = world.channel.sent.map((mail) => mail.to);
    expect(to).toEqual([
      'ana@example.com',
      'ana.souza@example.com',
      'ana.souza@example.com',
      'ana.souza@example.com',
    ]);
  });

  it('the control group gets nothing and is remembered, the others are remembered too', async () => {
    const storeId = await world.connect('loja', { change: { holdoutPercent: 50 } });
    const carts = [];
    for (let place = 0; place < 16; place += 1)
      carts.push(await world.fillCart(storeId, `s${place}@example.com`));
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    const episodes = await Promise.all(
      carts.map(({ cart }) => world.store.episodes.ofCart(storeId, cart.id, 'abandoned_cart')),
    );
    const held = episodes.flat().filter(({ holdout }) => holdout === true);
    const sent = episodes.flat().filter(({ holdout }) => holdout === false);
    expect(held.length + sent.length).toBe(16);
    expect(sent).toHaveLength(world.channel.sent.length);
    expect(held.every(({ endReason }) => endReason === 'holdout')).toBe(true);
  });
});

const ids = (store: string, count: number) =>
  Array.from({ length: count }, (_, place) => `${store}${place}` as MessageId);
