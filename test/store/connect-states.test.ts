import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store/store.ts';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../support/intake-world.ts';
import { minutes } from '../support/observations.ts';
import { databases } from './databases.ts';

describe.each(databases)('a connection that was begun, on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  let states: Store['connectStates'];
  let store: ConnectedStore;
  beforeAll(async () => {
    world = await openIntakeOn(make);
    states = world.store.connectStates;
    store = await world.connect();
  });
  afterAll(() => world.close());

  const begin = async () => {
    const { state, browser } = await states.begin('nuvemshop', { shop: 'shop.example' });
    return { state, browser: browser.token, platform: 'nuvemshop' as const };
  };

  it('works once, for the browser that began, and brings what it began with', async () => {
    const given = await begin();
    expect(await states.takeFromBrowser(given)).toEqual({ begun: { shop: 'shop.example' } });
    expect(await states.takeFromBrowser(given)).toBeNull();
    expect(await states.takeFromCall(given)).toBeNull();
  });

  it('works once for calls that come at the same time', async () => {
    const given = await begin();
    const taken = await Promise.all(Array.from({ length: 8 }, () => states.takeFromCall(given)));
    expect(taken.filter((one) => one !== null)).toHaveLength(1);
  });

  it('is not used up by another browser, another platform or a guess', async () => {
    const given = await begin();
    const other = await begin();
    expect(await states.takeFromBrowser({ ...given, browser: other.browser })).toBeNull();
    expect(await states.takeFromBrowser({ ...given, platform: 'woocommerce' })).toBeNull();
    expect(await states.takeFromCall({ ...given, platform: 'woocommerce' })).toBeNull();
    expect(await states.takeFromBrowser({ ...given, state: `${given.state}x` })).toBeNull();
    expect(await states.takeFromBrowser(given)).not.toBeNull();
  });

  it('is over after ten minutes, and forgotten after an hour', async () => {
    const given = await begin();
    const begunAt = world.clock.now();
    world.clock.set(new Date(begunAt.getTime() + 10 * 60_000));
    expect(await states.takeFromBrowser(given)).toBeNull();
    expect(await states.takeFromCall(given)).toBeNull();
    expect(await states.ofBrowser('nuvemshop', given.browser)).toEqual({ kind: 'unknown' });

    world.clock.set(new Date(begunAt.getTime() + 2 * 3_600_000));
    await states.forgetOver();
    const { db, read, tables } = world.engine;
    expect(await read(db.select().from(tables.connectStates))).toEqual([]);
    world.clock.set(minutes(1000));
  });

  it('tells its browser, and no other, how it stands', async () => {
    const given = await begin();
    expect(await states.ofBrowser('nuvemshop', given.browser)).toEqual({ kind: 'waiting' });
    await states.takeFromBrowser(given);
    await states.ended(given.state, { kind: 'connected', storeId: store.id });
    expect(await states.ofBrowser('nuvemshop', given.browser)).toEqual({
      kind: 'connected',
      storeId: store.id,
    });
    expect(await states.ofBrowser('woocommerce', given.browser)).toEqual({ kind: 'unknown' });
    expect(await states.ofBrowser('nuvemshop', (await begin()).browser)).toEqual({ kind: 'waiting' });
    expect(await states.ofBrowser('nuvemshop', given.state)).toEqual({ kind: 'unknown' });

    const refused = await begin();
    await states.ended(refused.state, { kind: 'refused', reason: 'no' });
    expect(await states.ofBrowser('nuvemshop', refused.browser)).toEqual({ kind: 'refused', reason: 'no' });
  });

  it('signs in once, when it is connected and not over', async () => {
    const given = await begin();
    expect(await states.signInOnce('nuvemshop', given.browser)).toBe(false);
    await states.ended(given.state, { kind: 'connected', storeId: store.id });
    const asked = await Promise.all([1, 2, 3].map(() => states.signInOnce('nuvemshop', given.browser)));
    expect(asked.filter(Boolean)).toHaveLength(1);

    const late = await begin();
    await states.ended(late.state, { kind: 'connected', storeId: store.id });
    world.clock.set(new Date(world.clock.now().getTime() + 10 * 60_000));
    expect(await states.signInOnce('nuvemshop', late.browser)).toBe(false);
  });

  it('stands at rest as hashes only', async () => {
    const given = await begin();
    const { db, read, tables } = world.engine;
    const rows = JSON.stringify(await read(db.select().from(tables.connectStates)));
    expect(rows).not.toContain(given.state);
    expect(rows).not.toContain(given.browser);
  });
});
