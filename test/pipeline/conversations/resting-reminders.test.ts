import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createLogContact } from '../../../src/pipeline/conversations/log-contact.ts';
import type { StoredCart } from '../../../src/ports/store/carts.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE, openReminderWorld, type ReminderWorld } from '../../support/reminder-world.ts';

describe.each(databases)('reminders after a contact by hand on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;
  let cart: StoredCart;

  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja');
    ({ cart } = await world.fillCart(storeId, 'ana@example.com'));
  });
  afterEach(() => world.close());

  it('a no that is logged while a reminder is in hand holds the reminder back and ends the run', async () => {
    const logContact = createLogContact({
      store: world.store,
      reconsider: world.store.messages.reconsider,
      randomBytes,
    });
    await world.passes(30 * MINUTE);
    world.channel.behaves(async (_, before) => {
      await logContact(
        {
          storeId,
          cartId: cart.id,
          channel: 'phone',
          reached: true,
          answer: 'negative',
          reason: 'price',
          notes: '',
          nextAttemptAt: null,
        },
        world.clock.now(),
      );
      return (await before()) ? { kind: 'accepted', providerId: 'x' } : { kind: 'withdrawn' };
    });
    await world.passes(30 * MINUTE);
    await world.passes(5 * DAY);
    expect(world.channel.sent).toEqual([]);
    expect((await world.messagesOf(cart)).map(({ state }) => state)).toEqual(['skipped']);
    const [episode] = await world.store.episodes.ofCart(storeId, cart.id, 'abandoned_cart');
    expect(episode).toMatchObject({ endReason: 'declined' });
  });

  it('reminders rest for 48 hours after a contact, and go on afterwards', async () => {
    const logContact = createLogContact({
      store: world.store,
      reconsider: world.store.messages.reconsider,
      randomBytes,
    });
    await world.passes(45 * MINUTE);
    await logContact(
      {
        storeId,
        cartId: cart.id,
        channel: 'phone',
        reached: false,
        answer: 'none',
        reason: null,
        notes: '',
        nextAttemptAt: null,
      },
      world.clock.now(),
    );
    const logged = world.clock.now().getTime();
    for (let passed = 0; passed < 4 * DAY; passed += HOUR) await world.passes(HOUR);
    const times = world.channel.sent.map(({ at }) => at.getTime() - logged);
    expect(times.length).toBeGreaterThan(0);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(48 * HOUR);
  });
});
