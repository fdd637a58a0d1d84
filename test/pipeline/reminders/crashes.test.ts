import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { databases } from '../../store/databases.ts';
import { passWithCrashes } from '../../support/dying-store.ts';
import { DAY, HOUR, MINUTE, openReminderWorld, type ReminderWorld } from '../../support/reminder-world.ts';

/** What happens in the world's first day, with a crash at the n-th call of each of its three busy moments. */
const liveThrough = async (world: ReminderWorld, storeId: StoreId, dieAt: number) => {
  const { cart } = await world.fillCart(storeId, `ana${dieAt}@example.com`);
  const moments = [30 * MINUTE, 30 * MINUTE, 23.5 * HOUR];
  const died = await passWithCrashes(world, { moments, dieAt });
  await world.passes(2 * HOUR);
  return { died, messages: await world.messagesOf(cart) };
};

describe.each(databases.slice(0, 1))('a process that dies at any call on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;
  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja');
  });
  afterEach(() => world.close());

  it('sends no step twice, loses none but those in flight, and goes on', async () => {
    const outcomes: string[] = [];
    let dieAt = 0;
    for (let died = true; died;) {
      dieAt += 1;
      world.channel.sent.length = 0;
      const life = await liveThrough(world, storeId, dieAt);
      died = life.died;
      const sentOf = life.messages.map(
        ({ id }) => world.channel.sent.filter((mail) => mail.id === id).length,
      );
      expect(Math.max(...sentOf)).toBeLessThanOrEqual(1);
      const uncertain = life.messages.filter(({ state }) => state === 'uncertain');
      const silent = life.messages.filter(({ state }, place) => state === 'accepted' && sentOf[place] !== 1);
      expect(silent).toEqual([]);
      expect(life.messages.filter(({ state }) => state === 'accepted' || state === 'uncertain')).toHaveLength(
        2,
      );
      outcomes.push(uncertain.length === 0 ? 'sure' : 'uncertain');
    }
    expect(dieAt).toBeGreaterThan(20);
    expect(outcomes).toContain('uncertain');
    expect(outcomes.at(-1)).toBe('sure');
  }, 120_000);
});

describe.each(databases)('a purchase that races with a mail on $name', ({ make }) => {
  let world: ReminderWorld;
  let storeId: StoreId;
  beforeEach(async () => {
    world = await openReminderWorld(make);
    storeId = await world.connect('loja');
  });
  afterEach(() => world.close());

  it('known before the hand-over stops it, whatever the moment', async () => {
    const races = Array.from({ length: 21 }, (_, place) => place * 5 - 50);
    const carts = [];
    for (const delay of races)
      carts.push({ delay, ...(await world.fillCart(storeId, `a${delay}@example.com`)) });
    await world.passes(30 * MINUTE);
    const boughtAt = new Map<string, number>();
    const handedAt = new Map<string, number>();
    world.channel.behaves(async (to, beforeHandOver) => {
      await pause(50);
      const askedAt = performance.now();
      if (!(await beforeHandOver())) return { kind: 'withdrawn' };
      handedAt.set(to, askedAt);
      return { kind: 'accepted', providerId: to };
    });
    world.clock.advance(30 * MINUTE);
    const buying = carts.map(async ({ cart, delay }) => {
      await pause(100 + delay);
      await world.buys(cart);
      boughtAt.set(cart.email ?? '', performance.now());
    });
    await Promise.all([world.settleDown(), ...buying]);
    await world.settleDown();
    await world.passes(3 * DAY);
    const toBuyers = [...handedAt].filter(([to, at]) => at > (boughtAt.get(to) ?? Infinity));
    expect(toBuyers).toEqual([]);
    expect(boughtAt.size).toBe(races.length);
    const states = (await Promise.all(carts.map(({ cart }) => world.messagesOf(cart)))).map(
      ([message]) => message?.state,
    );
    expect(states.every((state) => state === 'accepted' || state === 'skipped')).toBe(true);
  });
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
