import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdapters } from '../../../adapters/index.ts';
import type { Observation } from '../../../src/core/cart/observation.ts';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { createLanes } from '../../../src/pipeline/intake/lanes.ts';
import { errandsOf } from '../../../src/pipeline/errands/errands-of.ts';
import { createFirstSync } from '../../../src/pipeline/errands/first-sync.ts';
import { createRunErrands } from '../../../src/pipeline/errands/run-errands.ts';
import { createWorkErrand } from '../../../src/pipeline/errands/work-errand.ts';
import type { Adapter, Listing, ListRequest } from '../../../src/ports/adapter.ts';
import { databases } from '../../store/databases.ts';
import { cartSeen, orderSeen } from '../../support/observations.ts';
import { openPaymentWorld, type PaymentWorld } from '../../support/payment-world.ts';
import { DAY, HOUR, MINUTE } from '../../support/reminder-world.ts';
import { silentLog } from '../../support/silent-log.ts';

type Lists = { orders: Observation[]; carts: Observation[]; failsAt: number | null; limited: boolean };

const within =
  ({ since, until }: ListRequest) =>
  (told: Observation): boolean =>
    'updatedAt' in told && told.updatedAt >= since && (until === null || told.updatedAt < until);

/** A platform that lists what it has, a page for each thing, and now and then fails. */
const platformOf = (lists: Lists, asked: ListRequest[]): Adapter => {
  const list = (of: 'orders' | 'carts') =>
    async function* listed(request: ListRequest): AsyncIterable<Listing> {
      asked.push(request);
      if (lists.limited) return yield { kind: 'rate_limited', retryAfterMs: 7_000 };
      for (const told of lists[of].filter(within(request))) {
        yield { kind: 'page', observations: [told], unread: [] };
        if (lists.failsAt !== null && asked.length === lists.failsAt)
          return yield { kind: 'unavailable', reason: 'gone away' };
      }
    };
  const woo = createAdapters().find(({ platform }) => platform === 'woocommerce')!;
  return { ...woo, orders: list('orders'), carts: list('carts') };
};

describe.each(databases)('the first sync on $name', ({ make }) => {
  let world: PaymentWorld;
  let lists: Lists;
  let asked: ListRequest[];
  let storeId: StoreId;
  let adapter: Adapter;
  const ana = { email: 'ana@example.com', phone: null, name: 'Ana' };
  const ago = (ms: number) => new Date(world.clock.now().getTime() - ms);

  beforeEach(async () => {
    world = await openPaymentWorld(make);
    lists = { orders: [], carts: [], failsAt: null, limited: false };
    asked = [];
    adapter = platformOf(lists, asked);
    const { id } = (await world.store.stores.find(await world.open('shop')))!;
    storeId = id;
    const known = (await world.store.stores.find(id))!;
    const credentials = { kind: 'woocommerce_keys', consumerKey: 'ck', consumerSecret: 'cs' } as const;
    // The flows have been on for long: a store that comes back.
    const { store } = await world.store.stores.connect({
      ...known,
      platform: 'woocommerce',
      externalKey: 'https://shop.example',
      credentials,
      webhookSecret: null,
      flows: (await world.store.flows.list(id)).map((flow) => ({ ...flow, enabledAt: ago(60 * DAY) })),
      now: world.clock.now(),
    });
    storeId = store.id;
    const wanted = errandsOf(adapter, {
      storeId,
      now: world.clock.now(),
    });
    await world.store.commit(wanted.map(world.store.errands.wanted));
  });
  afterEach(() => world.close());

  const run = async () => {
    const clock = { now: world.clock.now, sleep: () => Promise.resolve() };
    const parts = {
      intake: world.intake,
      stores: world.store.stores,
      adapters: new Map([['woocommerce', adapter] as const]),
      lanes: createLanes(),
      outboundFor: () => () => Promise.resolve({ kind: 'unreachable' as const, reason: 'none' }),
      clock,
      log: silentLog,
    };
    const workErrand = createWorkErrand({
      ...parts,
      store: world.store,
      handlers: { first_sync: createFirstSync(parts) },
    });
    const errands = createRunErrands({ store: world.store, workErrand, clock, log: silentLog });
    await errands.look();
    await errands.idle();
    return world.store.errands.find(storeId, 'first_sync');
  };

  it('brings a month of orders and carts, in parts', async () => {
    lists.orders = [25, 10, 1].map((days) =>
      orderSeen({
        externalId: `o${days}`,
        placedAt: ago(days * DAY),
        updatedAt: ago(days * DAY),
        contact: ana,
      }),
    );
    lists.carts = [cartSeen({ externalId: 'c9', updatedAt: ago(9 * DAY), contact: ana })];
    const errand = await run();
    expect(errand).toMatchObject({ dueAt: null, reason: null, progress: { orders: 3, carts: 1 } });
    expect(await world.store.orders.byExternalIds(storeId, ['o25', 'o10', 'o1'])).toHaveLength(3);
    expect(await world.store.carts.byExternalIds(storeId, ['c9'])).toHaveLength(1);
    expect(asked).toHaveLength(11);
    expect(asked[0]?.since).toEqual(ago(30 * DAY));
    expect(asked.at(-1)).toEqual({ since: ago(30 * DAY), until: null });
  });

  it('plans and sends nothing, though all flows have been on for long', async () => {
    const left = (ms: number, id: string, email: string) =>
      cartSeen({
        externalId: id,
        updatedAt: ago(ms),
        startedAt: ago(ms),
        contact: { email, phone: null, name: null },
        returnUrl: 'https://shop.example/checkout',
      });
    lists.carts = [
      left(DAY, 'yesterday', 'eva@example.com'),
      left(5 * DAY, 'last week', 'ola@example.com'),
      left(29 * DAY, 'last month', 'leo@example.com'),
      left(31 * MINUTE, 'just over', 'max@example.com'),
      left(2 * DAY, 'c1', 'ana@example.com'),
    ];
    lists.orders = [
      orderSeen({
        placedAt: ago(HOUR),
        updatedAt: ago(HOUR),
        contact: ana,
        paymentState: 'awaiting_shopper',
        paymentMethod: 'pix',
        cartRefs: ['c1'],
        payUrl: 'https://pay.example/o1',
      }),
    ];
    await run();
    await world.settleDown();
    for (let hours = 0; hours < 100; hours += 10) await world.passes(10 * HOUR);
    expect(world.channel.sent).toEqual([]);
    const known = await world.store.carts.byExternalIds(storeId, ['yesterday', 'c1', 'last month']);
    expect(known).toHaveLength(3);
    for (const { id, storeId: of } of known)
      expect(await world.store.episodes.ofCart(of, id, 'abandoned_cart')).toEqual([]);
    expect(await world.remindersOf(storeId)).toEqual([]);
  });

  it('still writes to who leaves a cart after connecting', async () => {
    lists.carts = [
      cartSeen({
        externalId: 'open now',
        updatedAt: ago(10 * MINUTE),
        startedAt: ago(12 * MINUTE),
        contact: { email: 'eva@example.com', phone: null, name: null },
        returnUrl: 'https://shop.example/checkout',
      }),
    ];
    await run();
    await world.passes(2 * HOUR);
    const [cart] = await world.store.carts.byExternalIds(storeId, ['open now']);
    expect(await world.store.episodes.ofCart(storeId, cart!.id, 'abandoned_cart')).toHaveLength(1);
  });

  it('goes on where it was when the platform failed, after a while', async () => {
    lists.orders = [29, 20, 2].map((days) =>
      orderSeen({ externalId: `o${days}`, placedAt: ago(days * DAY), updatedAt: ago(days * DAY) }),
    );
    lists.failsAt = 4;
    const broken = await run();
    expect(broken).toMatchObject({ failures: 1, reason: 'gone away', progress: { cartsRead: false } });
    expect(broken?.progress?.ordersReadUntil).toEqual(ago(21 * DAY));
    const before = asked.length;
    await run();
    expect(asked).toHaveLength(before);

    lists.failsAt = null;
    const began = ago(21 * DAY);
    world.clock.advance(MINUTE);
    expect(await run()).toMatchObject({ dueAt: null, failures: 0, reason: null, progress: { orders: 3 } });
    expect(asked[before]?.since).toEqual(began);
  });

  it('waits as long as the platform asks for', async () => {
    lists.limited = true;
    const told = await run();
    expect(told?.dueAt).toEqual(new Date(world.clock.now().getTime() + 7_000));
  });

  it('is taken up by another process when this one dies in the middle', async () => {
    const name = { storeId, kind: 'first_sync' } as const;
    const until = new Date(world.clock.now().getTime() + 5 * MINUTE);
    await world.store.commit([world.store.errands.claimed(name, { now: world.clock.now(), until })]);
    await run();
    expect(asked).toEqual([]);
    world.clock.advance(5 * MINUTE);
    expect(await run()).toMatchObject({ dueAt: null, progress: { cartsRead: true } });
  });

  it('ends when the store goes, and begins anew when it comes back', async () => {
    await world.store.commit([world.store.stores.removed(storeId, 'uninstalled')]);
    expect(await run()).toMatchObject({ dueAt: null, progress: { cartsRead: false } });
    expect(asked).toEqual([]);
  });
});
