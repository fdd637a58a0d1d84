import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { MINUTE, openReminderWorld, type ReminderWorld } from '../../support/reminder-world.ts';

describe.each(databases)('orders before mails on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;

  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja');
  });
  afterEach(() => world.close());

  it('orders are read once per store before its messages go', async () => {
    const shop = await world.connect('loja.myshopify.com', { platform: 'shopify' });
    for (const name of ['a', 'b', 'c']) await world.fillCart(shop, `${name}@example.com`);
    await world.passes(30 * MINUTE);
    world.clock.advance(30 * MINUTE);
    expect(await world.reminders.sweep()).toEqual([]);
    await aMoment();
    await world.settleDown();
    expect(world.caughtUp).toEqual([shop]);
    expect(world.channel.sent).toHaveLength(3);
  });

  it('orders that would be too old by the time a message is decided are read again first', async () => {
    const shop = await world.connect('loja.myshopify.com', { platform: 'shopify' });
    await world.fillCart(shop, 'ana@example.com');
    await world.passes(30 * MINUTE);
    world.clock.advance(30 * MINUTE);
    const seenUntil = new Date(world.clock.now().getTime() - MINUTE + 1);
    await world.store.commit([world.store.stores.ordersRead(shop, { seenUntil, watermark: seenUntil })]);
    expect(await world.reminders.sweep()).toEqual([]);
    await aMoment();
    expect(world.caughtUp).toEqual([shop]);
    world.clock.advance(1_000);
    await world.settleDown();
    expect(world.channel.sent).toHaveLength(1);
  });

  it('while a platform tells no orders its messages wait, and those of others go', async () => {
    const shop = await world.connect('loja.myshopify.com', { platform: 'shopify' });
    const { cart } = await world.fillCart(shop, 'ana@example.com');
    await world.fillCart(storeId, 'bia@example.com');
    world.platformAnswers(false);
    await world.passes(30 * MINUTE);
    for (let minutes = 0; minutes < 60; minutes += 10) {
      await world.passes(10 * MINUTE);
      await aMoment();
      await world.settleDown();
    }
    expect(world.channel.sent.map(({ to }) => to)).toEqual(['bia@example.com']);
    expect(await world.messagesOf(cart)).toMatchObject([
      { state: 'planned', lastVerdict: 'wait:orders_not_fresh' },
    ]);
    expect(await world.storyOf(cart)).toEqual(['abandoned', 'decision: orders_not_fresh']);
    world.platformAnswers(true);
    await world.passes(20 * MINUTE);
    await aMoment();
    await world.settleDown();
    expect(world.channel.sent).toHaveLength(2);
  });
});

/** For what runs beside the sweep. */
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
