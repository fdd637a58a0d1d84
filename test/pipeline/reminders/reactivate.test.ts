import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_CART, type StoreId } from '../../../src/core/words/ids.ts';
import { explain } from '../../../src/core/decide/explain.ts';
import { createReactivate } from '../../../src/pipeline/reminders/reactivate.ts';
import { databases } from '../../store/databases.ts';
import { DAY, HOUR, MINUTE } from '../../support/reminder-world.ts';
import { openSilentWorld, type SilentWorld } from '../../support/silent-world.ts';

const ANA = 'ana@example.com';
const ABOUT_A_WHILE = 'Faz um tempinho, ana';

describe.each(databases)('shoppers who fell silent on $name', ({ make }) => {
  let world: SilentWorld;
  let storeId: StoreId;

  beforeEach(async () => {
    world = await openSilentWorld(make);
    storeId = world.storeId;
    await world.switchOn();
  });
  afterEach(() => world.close());

  it('who bought once are written to after 60 days, about no cart, and led to the home of the store', async () => {
    await world.buys(ANA);
    await world.days(59);
    expect(world.channel.sent.length).toBe(0);
    await world.days(2);
    expect(world.subjectsTo(ANA)).toEqual([ABOUT_A_WHILE]);
    const [run] = await world.runsOf(ANA);
    expect(run).toMatchObject({ trigger: 'bought_once', cartId: NO_CART, endReason: 'no_step_left' });
    expect(world.channel.sent[0]?.content.html).not.toContain('escolhido da última vez');
  });

  it('follow their link to the home of the store, told where they come from', async () => {
    await world.buys(ANA);
    await world.days(61);
    const { token, led } = await world.clicks(ANA);
    expect(led).toMatchObject({ kind: 'redirect' });
    const url = new URL(led.kind === 'redirect' ? led.location : '');
    expect([url.origin, url.searchParams.get('retorno_ref')]).toEqual(['https://shop.example', token]);
  });

  it('are written to once for a silence, however often somebody looks, and again only after new activity', async () => {
    await world.buys(ANA);
    await world.days(62);
    await Promise.all([world.reactivate(), world.reactivate()]);
    await world.days(20);
    expect(await world.runsOf(ANA)).toHaveLength(1);
    await world.leaves(ANA, { externalId: 'again' });
    await world.days(62);
    expect(await world.runsOf(ANA)).toHaveLength(2);
    expect((await world.runsOf(ANA)).map(({ trigger }) => trigger)).toEqual(['bought_once', 'bought_once']);
  });

  it('for so long already when the flow was switched on are left alone', async () => {
    await world.buys(ANA, { placedAt: new Date(world.clock.now().getTime() - 61 * DAY) });
    await world.days(25);
    expect(world.subjectsTo(ANA)).toEqual([]);
    expect(await world.runsOf(ANA)).toEqual([]);
  });

  it('who left two carts without buying are written to when the run of the last one can no longer go on', async () => {
    await world.leaves(ANA);
    await world.days(9);
    await world.leaves(ANA);
    await world.days(6);
    expect(await world.runsOf(ANA)).toEqual([]);
    const ofCarts = world.channel.sent.length;
    await world.days(3);
    expect(await world.runsOf(ANA)).toMatchObject([{ trigger: 'abandoned_twice' }]);
    expect(world.subjectsTo(ANA).slice(ofCarts)).toEqual([ABOUT_A_WHILE]);
    expect(world.channel.sent.at(-1)?.content.html).toContain('escolhido da última vez');
  });

  it('who bought after the first of two carts have abandoned once', async () => {
    await world.leaves(ANA);
    await world.days(9);
    await world.buys(ANA);
    await world.days(1);
    await world.leaves(ANA);
    await world.days(9);
    expect(await world.runsOf(ANA)).toEqual([]);
  });

  it('who buy while their message waits get none', async () => {
    await world.buys(ANA);
    await world.days(59);
    world.channel.is({
      kind: 'down',
      reason: 'test',
      until: new Date(world.clock.now().getTime() + 3 * DAY),
    });
    world.clock.advance(DAY + HOUR);
    await world.reactivate();
    await world.settleDown();
    const [run] = await world.runsOf(ANA);
    expect(run?.endedAt).toBeNull();
    await world.buys(ANA);
    world.channel.is({ kind: 'up' });
    await world.days(1);
    expect(world.channel.sent.length).toBe(0);
    expect(await world.runsOf(ANA)).toMatchObject([{ endReason: 'bought' }]);
  });

  it('wait while an order of theirs awaits payment, and while they are filling a cart', async () => {
    const asOf = async (email: string) => {
      const now = world.clock.now();
      const situation = await world.store.snapshots.ofShopper(
        {
          storeId,
          shopperId: await world.shopperOf(email),
          flow: 'reactivation',
          trigger: 'inactive',
          anchorAt: now,
          sinceAt: now,
        },
        { now, ordersFreshForMs: MINUTE },
      );
      if (situation === null) throw new Error('no situation');
      const { snapshot, flow } = situation;
      return explain({ snapshot, flow, now, reader: { language: 'en', zone: 'UTC' } });
    };
    await world.buys(ANA, { paymentState: 'awaiting_shopper' });
    expect((await asOf(ANA)).decision).toMatchObject({ action: 'wait', reason: 'payment_pending' });

    await world.leaves('bo@example.com');
    const shopping = await asOf('bo@example.com');
    expect(shopping.decision).toMatchObject({ action: 'wait', reason: 'other_flow_speaks' });
    expect(shopping.checks.find(({ code }) => code === 'other_flow_speaks')?.text).toBe(
      'Another automation comes first (abandoned cart); waiting until it has ended.',
    );
  });

  it('of whom a process that died between two pages had opened runs get no second one', async () => {
    for (const name of ['a', 'b', 'c']) await world.buys(`${name}@example.com`);
    world.clock.advance(60 * DAY + HOUR);
    const { store } = world;
    let commits = 0;
    const dies = {
      ...world.parts,
      store: {
        ...store,
        commit: (writes: Parameters<typeof store.commit>[0]) => {
          if ((commits += 1) > 2) return Promise.reject(new Error('killed'));
          return store.commit(writes);
        },
      },
    };
    await expect(createReactivate(dies)()).rejects.toThrow('killed');
    await world.reactivate();
    await world.settleDown();
    await world.days(1);
    expect(world.channel.sent.map(({ to }) => to).toSorted()).toEqual(
      ['a', 'b', 'c'].map((name) => `${name}@example.com`),
    );
  });
});
