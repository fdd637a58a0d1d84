import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Errand } from '../../src/ports/store/errands.ts';
import type { Store } from '../../src/ports/store/store.ts';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../support/intake-world.ts';
import { minutes } from '../support/observations.ts';
import { databases } from './databases.ts';

describe.each(databases)('errands on $name', ({ make }) => {
  let errands: Store['errands'];
  let commit: Store['commit'];
  let world: IntakeOnDatabase;
  let store: ConnectedStore;
  let named = 0;
  beforeAll(async () => {
    world = await openIntakeOn(make);
    ({ errands, commit } = world.store);
  });
  afterAll(() => world.close());

  const want = async (dueAt: Date | null) => {
    named += 1;
    store = await world.connect({ externalKey: `shop ${named}` });
    const name = { storeId: store.id, kind: 'first_sync' as const };
    const since = minutes(-100);
    const progress = {
      since,
      until: minutes(0),
      ordersReadUntil: since,
      cartsRead: false,
      orders: 0,
      carts: 0,
    };
    await commit([errands.wanted({ ...name, dueAt, progress })]);
    return { name, progress };
  };
  const after: Omit<Errand, 'storeId' | 'kind' | 'claimedUntil'> = {
    dueAt: minutes(60),
    failures: 0,
    failingSince: null,
    reason: null,
    doneAt: null,
    progress: null,
  };

  it('are due by their time, and one process at a time has them', async () => {
    const { name } = await want(minutes(10));
    expect(await errands.due(minutes(9), 5)).toEqual([]);
    const claim = { now: minutes(10), until: minutes(15) };
    expect(await commit([errands.claimed(name, { ...claim, now: minutes(9) })])).toBe('conflict');
    const claims = await Promise.all([1, 2, 3, 4].map(() => commit([errands.claimed(name, claim)])));
    expect(claims.filter((one) => one === 'committed')).toHaveLength(1);
    expect(await errands.due(minutes(11), 5)).toEqual([]);
  });

  it('are somebody else’s once a claim is over, and its former holder notes nothing more', async () => {
    const { name } = await want(minutes(10));
    await commit([errands.claimed(name, { now: minutes(10), until: minutes(15) })]);
    expect(await commit([errands.claimed(name, { now: minutes(15), until: minutes(20) })])).toBe('committed');
    const late = errands.settled({ ...name, claimedUntil: minutes(15) }, after);
    expect(await commit([late])).toBe('conflict');
    expect(await commit([errands.settled({ ...name, claimedUntil: minutes(20) }, after)])).toBe('committed');
    expect(await errands.find(name.storeId, name.kind)).toEqual({ ...name, ...after, claimedUntil: null });
  });

  it('keep how far they came, dates and all', async () => {
    const { name, progress } = await want(minutes(10));
    expect((await errands.find(name.storeId, name.kind))?.progress).toEqual(progress);
  });

  it('begin anew when they are wanted again, and stay as they are where only a missing one is', async () => {
    const { name, progress } = await want(minutes(10));
    await commit([errands.claimed(name, { now: minutes(10), until: minutes(15) })]);
    await commit([errands.missing({ ...name, dueAt: minutes(1), progress: null })]);
    expect((await errands.find(name.storeId, name.kind))?.dueAt).toEqual(minutes(10));

    await commit([errands.wanted({ ...name, dueAt: minutes(12), progress })]);
    const begunAnew = { dueAt: minutes(12), claimedUntil: null, progress };
    expect(await errands.find(name.storeId, name.kind)).toMatchObject(begunAnew);
    const former = errands.settled({ ...name, claimedUntil: minutes(15) }, after);
    expect(await commit([former])).toBe('conflict');
  });

  it('that are done for good are never due', async () => {
    const { name } = await want(null);
    expect((await errands.due(minutes(9_999_999), 50)).map(({ storeId }) => storeId)).not.toContain(
      name.storeId,
    );
    expect(await errands.ofStore(name.storeId)).toHaveLength(1);
    expect(await errands.ofStore((await world.connect({ externalKey: 'none' })).id)).toEqual([]);
  });
});
