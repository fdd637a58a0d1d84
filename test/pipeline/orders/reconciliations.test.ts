import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/words/ids.ts';
import { createErase, createEraseStore } from '../../../src/pipeline/upkeep/erase.ts';
import { createRetention } from '../../../src/pipeline/upkeep/retention.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { databases } from '../../store/databases.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, DAY_MS, minutes, orderSeen } from '../../support/observations.ts';
import { openReconcileWorld, page, type ReconcileWorld } from './reconcile-world.ts';

const ana = { email: 'ana@example.com', phone: '+5511987654321', name: null };

describe.each(databases)('reconciliations as they are kept on $name', ({ make }) => {
  let intake: IntakeOnDatabase;
  let world: ReconcileWorld;
  let store: ConnectedStore;

  beforeAll(async () => {
    intake = await openIntakeOn(make);
  });
  afterAll(() => intake.close());
  beforeEach(async () => {
    world = openReconcileWorld(intake);
    store = await world.connectShop();
  });

  it('a platform that does not answer makes it fail, with what was found until then', async () => {
    world.listed.orders = [page(orderSeen()), { kind: 'unavailable', reason: 'down' }];
    const { run, lines } = await world.found(store);
    expect(run).toMatchObject({ state: 'failed', reason: 'down', finishedAt: world.clock.now(), found: 2 });
    expect(lines).toEqual([' api_error false', 'o1 webhook_missing false']);
    world.listed.orders = [page()];
    world.listed.carts = [{ kind: 'unauthorized' }];
    expect((await world.found(store)).run).toMatchObject({ state: 'failed', reason: 'unauthorized' });
  });

  it('an error of our own ends it as failed, never as running', async () => {
    world.between.beforePage = () => Promise.reject(new TypeError('ana@example.com broke it'));
    const { run } = await world.found(store);
    expect(run).toMatchObject({ state: 'failed', reason: 'an error of our own' });
  });

  it('killed between two pages it is taken up by the next process, which finds the same', async () => {
    const pages = [page(orderSeen({ externalId: 'a' })), page(orderSeen({ externalId: 'b' }))];
    world.listed.orders = pages;
    // A process that is gone: what it awaits never comes.
    world.between.beforePage = (place) => (place === 1 ? new Promise(() => {}) : Promise.resolve());
    const started = await world.runs.start({
      storeId: store.id,
      ...world.window,
      repair: true,
      origin: 'by_hand',
    });
    const now = async () => (await world.store.reconciliations.find(store.id, started!.id))!;
    await expect.poll(async () => (await now()).orders).toBe(1);
    world.between.beforePage = async () => {};
    const next = world.open();
    await next.resume();
    expect(await now()).toMatchObject({ state: 'running', attempts: 1 });

    world.later(5 * 60_000);
    await next.resume();
    expect(await now()).toMatchObject({ state: 'done', attempts: 2, orders: 2, found: 2, repaired: 2 });
  });

  it('whoever wakes up after another has taken over writes nothing more', async () => {
    const sleeper = new EventTarget();
    world.listed.orders = [page(orderSeen({ externalId: 'a' })), page(orderSeen({ externalId: 'b' }))];
    let pages = 0;
    world.between.beforePage = async (place) => {
      pages += 1;
      if (place === 1 && pages === 2)
        await new Promise((resolve) => sleeper.addEventListener('wake', resolve, { once: true }));
    };
    const started = await world.runs.start({
      storeId: store.id,
      ...world.window,
      repair: false,
      origin: 'by_hand',
    });
    const now = async () => (await world.store.reconciliations.find(store.id, started!.id))!;
    await expect.poll(() => pages).toBe(2);
    world.later(5 * 60_000);
    await world.open().resume();
    const done = await now();
    expect(done).toMatchObject({ state: 'done', attempts: 2, found: 2 });
    sleeper.dispatchEvent(new Event('wake'));
    await world.runs.ended(started!);
    expect(await now()).toEqual(done);
  });

  it('stopping leaves it to whoever starts next, at once', async () => {
    let stopping: Promise<void> = Promise.resolve();
    world.listed.orders = [page(orderSeen({ externalId: 'a' })), page(orderSeen({ externalId: 'b' }))];
    world.between.beforePage = async (place) => {
      if (place === 1) stopping = world.runs.stop();
    };
    const started = await world.runs.start({
      storeId: store.id,
      ...world.window,
      repair: false,
      origin: 'by_hand',
    });
    await world.runs.ended(started!);
    await stopping;
    expect(
      await world.runs.start({ storeId: store.id, ...world.window, repair: false, origin: 'by_hand' }),
    ).toBeNull();
    world.between.beforePage = async () => {};
    await world.open().resume();
    expect(await world.store.reconciliations.find(store.id, started!.id)).toMatchObject({
      state: 'done',
      attempts: 2,
      found: 2,
    });
  });

  it('one that kills whoever works on it is given up', async () => {
    world.between.beforePage = () => new Promise(() => {});
    const request = { storeId: store.id, ...world.window, repair: false, origin: 'by_hand' } as const;
    const started = await world.runs.start(request);
    const now = async () => (await world.store.reconciliations.find(store.id, started!.id))!;
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await expect.poll(async () => (await now()).attempts).toBe(attempt);
      world.later(5 * 60_000);
      if (attempt < 5) void world.open().resume();
    }
    await world.open().resume();
    expect(await now()).toMatchObject({ state: 'failed', reason: 'interrupted too often' });
  });

  it('the same question over and over is refused while it is being answered', async () => {
    world.between.beforePage = () => new Promise(() => {});
    const request = { storeId: store.id, ...world.window, repair: false, origin: 'by_hand' } as const;
    const started = [];
    for (let count = 0; count < 6; count += 1) started.push(await world.runs.start(request));
    expect(started.map((run) => run === null)).toEqual([false, false, false, false, false, true]);
  });

  it('daily by itself, over some days; after a time without us over all of it; after a failure soon', async () => {
    const fresh = await world.connect({
      platform: 'shopify',
      externalKey: `daily-${store.externalKey}`,
      credentials: { kind: 'shopify_token', accessToken: 't' },
      now: world.clock.now(),
    });
    const last = () => world.store.reconciliations.lastScheduled(fresh.id);
    await world.schedule();
    expect(await last()).toBeNull();
    world.later(DAY_MS);
    await world.schedule();
    const first = (await last())!;
    expect(first).toMatchObject({
      state: 'done',
      from: fresh.connectedAt,
      to: world.clock.now(),
      repair: true,
    });
    world.later(DAY_MS / 2);
    await world.schedule();
    expect((await last())!.id).toBe(first.id);

    world.later(10 * DAY_MS);
    await world.schedule();
    const second = (await last())!;
    expect(second.from).toEqual(
      new Date(
        first.to.getTime() - DAY_MS < fresh.connectedAt.getTime()
          ? fresh.connectedAt
          : first.to.getTime() - DAY_MS,
      ),
    );

    world.listed.orders = [{ kind: 'unavailable', reason: 'down' }];
    world.later(DAY_MS);
    await world.schedule();
    const failed = (await last())!;
    expect(failed).toMatchObject({ state: 'failed', reason: 'down' });
    world.later(3_600_000);
    world.listed.orders = [page()];
    await world.schedule();
    expect(await last()).toMatchObject({ state: 'done', from: failed.from });
  });

  it('erasing somebody takes what was found of them, also of orders that never came in', async () => {
    const theirs = orderSeen({ externalId: 'hers', contact: ana });
    const named = orderSeen({ externalId: 'named' });
    world.listed.orders = [page(theirs, named, orderSeen({ externalId: 'another' }))];
    world.listed.carts = [page(cartSeen({ externalId: 'her cart', contact: { ...ana, email: null } }))];
    const { run, all } = await world.found(store);
    expect(JSON.stringify(all)).not.toContain('ana@');
    const erased = await createErase(world)({
      storeId: store.id,
      emailKeys: ['ana@example.com'],
      phoneKeys: ['5511987654321'],
      orderIds: ['named'],
      at: world.clock.now(),
    });
    expect(erased.discrepancies).toBe(3);
    const left = await world.store.reconciliations.discrepancies(store.id, run.id, { limit: 9, after: null });
    expect(left.map(({ externalId }) => externalId)).toEqual(['another']);
    // What was erased is missing for good, and nobody is told of it again.
    expect((await world.found(store)).lines).toEqual(['another webhook_missing false']);

    await createEraseStore(world)(store.id, world.clock.now());
    expect(await world.store.reconciliations.list(store.id, { limit: 9, before: null })).toEqual([]);
  });

  it('retention forgets old reports with all they found, and forged deliveries', async () => {
    world.listed.orders = [page(orderSeen())];
    const { run } = await world.found(store);
    const at = world.clock.now();
    const forged = { id: newId(at, world.randomBytes), storeId: store.id, topic: 'orders/create', at };
    await world.store.commit([
      ...world.store.forged.remembered([{ ...forged, orderId: '7' }], 10),
      world.store.forged.counted({ platform: 'shopify', storeId: store.id, count: 3, at }),
    ]);
    world.later(179 * DAY_MS);
    const kept = await world.found(store);
    world.later(2 * DAY_MS);
    await createRetention(world)();
    const left = await world.store.reconciliations.list(store.id, { limit: 9, before: null });
    expect(left.map(({ id }) => id)).toEqual([kept.run.id]);
    expect(
      await world.store.reconciliations.discrepancies(store.id, run.id, { limit: 9, after: null }),
    ).toEqual([]);
    expect(await world.store.forged.ofOrders(store.id, ['7'])).toEqual([]);
    expect(await world.store.forged.countSince(store.id, minutes(0))).toBe(0);
  });

  it('no store sees another’s', async () => {
    const other = await world.connectShop();
    world.listed.orders = [page(orderSeen())];
    const { run } = await world.found(store);
    const { reconciliations } = world.store;
    expect(await reconciliations.find(other.id, run.id)).toBeNull();
    expect(await reconciliations.discrepancies(other.id, run.id, { limit: 9, after: null })).toEqual([]);
    expect(await reconciliations.countByReason(other.id, run.id)).toEqual([]);
    expect(await reconciliations.erase(other.id, { externalIds: ['o1'], hashes: [] })).toBe(0);
  });
});
