import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopperId, StoreId } from '../../../src/core/words/ids.ts';
import { createTrustShopper } from '../../../src/pipeline/reminders/trust-shopper.ts';
import { databases } from '../../store/databases.ts';
import { HOUR, MINUTE, openReminderWorld, type ReminderWorld } from '../../support/reminder-world.ts';

describe.each(databases)('a shopper who is taken for a program, on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;
  const trust = (shopperId: ShopperId, isTrusted = true) => {
    const { store, parts, clock } = world;
    const trustShopper = createTrustShopper({ store, randomBytes, limits: parts.limits });
    return trustShopper({ storeId, shopperId, isTrusted }, clock.now());
  };
  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja');
  });
  afterEach(() => world.close());

  it('is not reminded, and is from the next step on once somebody says that it is a person', async () => {
    const { cart, shopperId } = await world.fillCart(storeId, 'ana@mailinator.com');
    await world.passes(30 * MINUTE);
    await world.passes(30 * MINUTE);
    expect(world.channel.sent).toEqual([]);
    expect(await world.storyOf(cart)).toContain('episode_ended: excluded');

    expect(await trust(shopperId)).toBe('done');
    await world.passes(25 * HOUR);

    expect(world.channel.sent).toHaveLength(1);
    expect(await world.storyOf(cart)).toContain('trusted');
  });

  it('is one again when that is taken back', async () => {
    const { shopperId } = await world.fillCart(storeId, 'ana@mailinator.com');
    await trust(shopperId);
    await trust(shopperId, false);
    await world.passes(25 * HOUR);

    expect(world.channel.sent).toEqual([]);
  });

  it('nobody vouches for a shopper of another store', async () => {
    const other = await world.connect('other');
    const { shopperId } = await world.fillCart(other, 'ana@mailinator.com');

    expect(await trust(shopperId)).toBe('not_found');
    expect(await trust('nobody' as ShopperId)).toBe('not_found');
  });

  it('who bought meanwhile is left alone all the same', async () => {
    const { cart, shopperId } = await world.fillCart(storeId, 'ana@mailinator.com');
    await world.passes(HOUR);
    await world.buys(cart);
    await trust(shopperId);
    await world.passes(80 * HOUR);

    expect(world.channel.sent).toEqual([]);
  });
});
