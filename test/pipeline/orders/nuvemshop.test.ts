import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { systemLookup } from '../../../src/outbound/lookup.ts';
import { createCatchUp } from '../../../src/pipeline/orders/catch-up.ts';
import { createLanes } from '../../../src/pipeline/intake/lanes.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { nuvemApp, nuvemCredentials, nuvemFixture } from '../../adapters/nuvemshop/store.ts';
import { databases } from '../../store/databases.ts';
import { type HonestServer, honestServer } from '../../support/honest-server.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { realClock } from '../../support/real-clock.ts';
import { silentLog } from '../../support/silent-log.ts';

type Shop = { orders: unknown[]; checkouts: unknown[]; isPaidFor: boolean };

/** The platform as one sees it from outside: an empty list is a 404. */
const answer = (shop: Shop, path: string, response: ServerResponse): void => {
  if (!shop.isPaidFor) return void response.writeHead(402).end('{"code":402}');
  if (path.endsWith('/store')) return void response.writeHead(200).end(JSON.stringify(nuvemFixture('store')));
  const list = path.endsWith('/orders') ? shop.orders : shop.checkouts;
  if (list.length > 0) return void response.writeHead(200).end(JSON.stringify(list));
  response.writeHead(404, { 'x-total-count': '0' }).end('{"description":"Last page is 0"}');
};

describe.each(databases)('a Nuvemshop store that is polled, on $name', ({ make }) => {
  let server: HonestServer;
  let shop: Shop;
  let world: IntakeOnDatabase;
  let store: ConnectedStore;
  beforeEach(async () => {
    shop = { orders: [], checkouts: [], isPaidFor: true };
    server = await honestServer(({ url }, response) => answer(shop, url.split('?')[0]!, response));
    world = await openIntakeOn(make);
    world.clock.set(new Date('2026-11-21T12:00:00Z'));
    store = await world.connect({
      platform: 'nuvemshop',
      externalKey: '1234567',
      credentials: nuvemCredentials,
      now: new Date('2026-11-20T12:00:00Z'),
    });
  });
  afterEach(async () => {
    await server.close();
    await world.close();
  });

  const open = () => {
    const outbound = createOutbound({ lookup: systemLookup, allowPrivate: true, clock: realClock });
    return createCatchUp({
      intake: world.parts,
      stores: world.store.stores,
      adapters: new Map([['nuvemshop', createNuvemshop(nuvemApp)] as const]),
      lanes: createLanes(),
      clock: world.clock,
      log: silentLog,
      outboundFor: () => (request) => {
        const { pathname, search } = new URL(request.url);
        return outbound({ ...request, url: server.origin + pathname + search });
      },
    });
  };
  const later = (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms));
  const carts = () => world.store.carts.byExternalIds(store.id, ['989339794']);

  it('tells its carts late, and they count from when they were left', async () => {
    shop.checkouts = [nuvemFixture('checkout')];
    const catchUp = open();
    expect((await catchUp(store.id)).kind).toBe('read');
    const [cart] = await carts();
    expect(cart).toMatchObject({
      state: 'open',
      email: 'ana.souza@example.com',
      startedAt: new Date('2026-11-21T06:00:00Z'),
      lastActivityAt: new Date('2026-11-21T06:04:31Z'),
      firstSeenAt: world.clock.now(),
    });

    later(600_000);
    await catchUp(store.id);
    expect(await carts()).toEqual([cart]);
  });

  it('ends the cart by the order of the same id', async () => {
    shop.checkouts = [nuvemFixture('checkout')];
    const catchUp = open();
    await catchUp(store.id);
    const stranger = { contact_email: 'x@example.com', contact_phone: null, customer: null };
    shop.orders = [{ ...nuvemFixture('order'), ...stranger, token: null, payment_status: 'paid' }];
    later(600_000);
    await catchUp(store.id);
    expect(await carts()).toMatchObject([{ state: 'purchased' }]);
  });

  it('is paused when its API is not paid for, and resumes by itself once it answers', async () => {
    const catchUp = open();
    shop.isPaidFor = false;
    expect((await catchUp(store.id)).kind).toBe('not_read');
    expect(await world.store.stores.find(store.id)).toMatchObject({
      state: 'paused',
      stateReason: 'unpaid',
      hasCredentials: true,
    });
    later(600_000);
    expect(await catchUp(store.id)).toEqual({ kind: 'not_read', reason: 'the store is paused' });

    shop.isPaidFor = true;
    later(600_000);
    await catchUp(store.id);
    const resumed = await world.store.stores.find(store.id);
    expect(resumed).toMatchObject({ state: 'active', connectedAt: world.clock.now() });
    expect((await catchUp(store.id)).kind).toBe('read');
  });

  it('that the platform suspended stays so until it says otherwise', async () => {
    await world.store.commit([world.store.stores.paused(store.id, 'paused_by_platform')]);
    expect(await open()(store.id)).toEqual({ kind: 'not_read', reason: 'the store is paused' });
    expect(server.received).toHaveLength(0);
  });
});
