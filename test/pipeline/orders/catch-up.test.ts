import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createShopify } from '../../../adapters/shopify/index.ts';
import type { OrderObservation } from '../../../src/core/cart/observation.ts';
import type { Adapter, Listing, ListRequest } from '../../../src/ports/adapter.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { createCatchUp } from '../../../src/pipeline/orders/catch-up.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, DAY_MS, orderSeen } from '../../support/observations.ts';
import { silentLog } from '../../support/silent-log.ts';
import { databases } from '../../store/databases.ts';

const page = (...observations: readonly OrderObservation[]): Listing => ({
  kind: 'page',
  observations,
  unread: [],
});

describe.each(databases)('the order tail on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  let store: ConnectedStore;
  let pages: readonly Listing[] = [];
  let asked: ListRequest[] = [];

  beforeAll(async () => {
    world = await openIntakeOn(make);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    const credentials = { kind: 'shopify_token', accessToken: 't' } as const;
    const externalKey = `${world.randomBytes(4).join('-')}.myshopify.com`;
    store = await world.connect({ platform: 'shopify', externalKey, credentials });
    asked = [];
  });

  /** A platform that lists what the test says. */
  const platform: Adapter = {
    ...createShopify(),
    orders: async function* (request) {
      asked.push(request);
      yield* pages;
    },
  };
  const parts = () => ({
    ...world,
    intake: world.parts,
    stores: world.store.stores,
    adapters: new Map([['shopify', platform]] as const),
    outboundFor: () => () => Promise.resolve({ kind: 'unreachable', reason: 'no network here' } as const),
    log: silentLog,
  });
  const tail = async () => {
    const found = await world.store.stores.find(store.id);
    return { ...found!.tail, seenUntil: found!.ordersSeenUntil };
  };
  const later = (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms));

  it('an order that no webhook told of ends its cart, and the watermark moves', async () => {
    await world.tell(store, cartSeen({ contact: { email: 'ana@example.com', phone: null, name: null } }));
    pages = [page(), page(orderSeen({ cartRefs: ['c1'] }))];
    const now = world.clock.now();

    expect(await createCatchUp(parts())(store.id)).toEqual({ kind: 'read', seenUntil: now });
    expect(asked).toEqual([{ since: new Date(store.connectedAt.getTime() - 3 * DAY_MS), until: null }]);
    expect(await world.store.carts.byExternalIds(store.id, ['c1'])).toMatchObject([{ state: 'purchased' }]);
    expect(await tail()).toMatchObject({ watermark: now, seenUntil: now });

    later(60_000);
    await createCatchUp(parts())(store.id);
    expect(asked[1]?.since).toEqual(new Date(now.getTime() - 600_000));
  });

  it.each([
    ['refuses us', { kind: 'unauthorized' }, 'unauthorized'],
    ['does not answer', { kind: 'unavailable', reason: 'HTTP 502' }, 'HTTP 502'],
  ] as const)(
    'a platform that %s in the middle leaves the watermark where it stood',
    async (_, listing, reason) => {
      pages = [page()];
      await createCatchUp(parts())(store.id);
      const before = await tail();
      later(600_000);
      pages = [page(orderSeen()), listing];

      expect(await createCatchUp(parts())(store.id)).toEqual({ kind: 'not_read', reason });
      expect(await tail()).toMatchObject({
        watermark: before.watermark,
        seenUntil: before.seenUntil,
        reason,
      });
      expect(await world.store.orders.byExternalIds(store.id, ['o1'])).toHaveLength(1);
    },
  );

  it('carts are read with it, unless their list only fills what webhooks left out', async () => {
    pages = [page()];
    let listings = 0;
    const carts = async function* (): AsyncIterable<Listing> {
      listings += 1;
      yield page();
    };
    const around = parts();
    const listing = (capabilities: Adapter['capabilities']) =>
      createCatchUp({ ...around, adapters: new Map([['shopify', { ...platform, carts, capabilities }]]) });
    await listing(platform.capabilities)(store.id);
    expect([platform.capabilities.cartsFillGaps, listings]).toEqual([true, 0]);
    const { cartsFillGaps: _, ...others } = platform.capabilities;
    await listing(others)(store.id);
    expect(listings).toBe(1);
  });

  it('a checkout listed before its webhook and one listed after it are one cart each', async () => {
    const contact = { email: 'ana@example.com', phone: null, name: null };
    const told = (token: string, cartToken: string) => ({
      webhook: cartSeen({ externalId: token, aliases: [cartToken, `#${token}`], contact }),
      listed: cartSeen({ externalId: cartToken, aliases: [`#${token}`], contact }),
    });
    const [one, other] = [told('t1', 'cart-token-1'), told('t2', 'cart-token-2')];
    for (const observation of [one.listed, one.webhook, other.webhook, other.listed])
      await world.tell(store, observation);
    const names = ['t1', 't2', 'cart-token-1', 'cart-token-2'];
    const carts = await world.store.carts.byAliases(store.id, names);
    const known = [...carts, ...(await world.store.carts.byExternalIds(store.id, names))];
    expect(new Set(known.map(({ id }) => id)).size).toBe(2);
    // Both names lead to them, so an order that says either ends the right one.
    await world.tell(store, orderSeen({ externalId: 'o1', cartRefs: ['t1'] }));
    await world.tell(store, orderSeen({ externalId: 'o2', cartRefs: ['cart-token-2'] }));
    const after = await world.store.carts.byIds(store.id, [...new Set(known.map(({ id }) => id))]);
    expect(after.map(({ state }) => state)).toEqual(['purchased', 'purchased']);
  });

  it('leaves a failing platform alone for a while, longer each time, and then asks again', async () => {
    const catchUp = createCatchUp(parts());
    pages = [{ kind: 'unavailable', reason: 'down' }];
    await catchUp(store.id);
    await catchUp(store.id);
    expect(asked).toHaveLength(1);
    later(5_000);
    await catchUp(store.id);
    later(5_000);
    await catchUp(store.id);
    expect(asked).toHaveLength(2);
    later(5_000);
    pages = [page()];
    expect((await catchUp(store.id)).kind).toBe('read');
  });

  it('asks a failing platform at once where somebody waits for the answer', async () => {
    const catchUp = createCatchUp(parts());
    pages = [{ kind: 'unavailable', reason: 'down' }];
    await catchUp(store.id);
    pages = [page()];
    expect((await catchUp(store.id)).kind).toBe('not_read');
    expect((await catchUp(store.id, { onDemand: true })).kind).toBe('read');
    expect((await catchUp(store.id)).kind).toBe('read');
  });

  it('waits as long as a platform asks for', async () => {
    const catchUp = createCatchUp(parts());
    pages = [{ kind: 'rate_limited', retryAfterMs: 90_000 }];
    await catchUp(store.id);
    later(89_000);
    await catchUp(store.id);
    expect(asked).toHaveLength(1);
  });

  it('asks once however many want to know', async () => {
    pages = [page()];
    const catchUp = createCatchUp(parts());
    await Promise.all([catchUp(store.id), catchUp(store.id), catchUp(store.id)]);
    expect(asked).toHaveLength(1);
  });

  it('a listing that breaks with an exception is a failure like any other', async () => {
    const broken = {
      ...platform,
      orders: () => {
        throw new Error('no such field');
      },
    };
    const catchUp = createCatchUp({ ...parts(), adapters: new Map([['shopify', broken]] as const) });
    expect(await catchUp(store.id)).toEqual({ kind: 'not_read', reason: 'no such field' });
  });

  it('a store without credentials is not read, a shop of one’s own needs no reading', async () => {
    const without = await world.connect({ platform: 'shopify', externalKey: `none-${store.externalKey}` });
    const own = await world.connect();
    const custom = { ...platform, capabilities: { ...platform.capabilities, orderTruth: 'store' as const } };
    const adapters = new Map([
      ['shopify', platform],
      ['custom', custom],
    ] as const);
    const catchUp = createCatchUp({ ...parts(), adapters });
    expect(await catchUp(without.id)).toEqual({ kind: 'not_read', reason: 'no credentials' });
    expect(await catchUp(own.id)).toEqual({ kind: 'own_truth' });
  });
});
