import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAdapters } from '../../../adapters/index.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { systemLookup } from '../../../src/outbound/lookup.ts';
import { createLanes } from '../../../src/pipeline/intake/lanes.ts';
import { createProcessor } from '../../../src/pipeline/intake/process.ts';
import { createReceive } from '../../../src/pipeline/intake/receive.ts';
import type { Outbound } from '../../../src/ports/outbound.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { nuvemCredentials, nuvemFixture } from '../../adapters/nuvemshop/store.ts';
import { databases, openTestEngine } from '../../store/databases.ts';
import { type HonestServer, honestServer, type Received } from '../../support/honest-server.ts';
import { openIntakeWorld } from '../../support/intake-world.ts';
import { realClock } from '../../support/real-clock.ts';

type Answer = (request: Received, response: ServerResponse) => void;

const NOTHING = () => undefined;
const log = { debug: NOTHING, info: NOTHING, warn: NOTHING, error: NOTHING };
const SECRET = 'app-secret';

const tell =
  (order: Record<string, unknown>): Answer =>
  (_, response) => {
    response.writeHead(200).end(JSON.stringify({ ...nuvemFixture('order'), ...order }));
  };

describe.each(databases)('webhooks that only name an order, on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let server: HonestServer;
  let answer: Answer;
  beforeEach(async () => {
    opened = await openTestEngine(make);
    server = await honestServer((request, response) => answer(request, response));
  });
  afterEach(async () => {
    await server.close();
    await opened.close();
  });

  const open = async () => {
    const world = openIntakeWorld(opened.engine);
    world.clock.set(new Date('2026-11-21T12:00:00Z'));
    const { deliveries } = world.store;
    const adapters = new Map(
      createAdapters({ nuvemshop: { NUVEMSHOP_CONTACT: 'dev@retorno.example' } }).map((one) => [
        one.platform,
        one,
      ]),
    );
    const outbound = createOutbound({ lookup: systemLookup, allowPrivate: true, clock: realClock });
    const outboundFor = (): Outbound => (request) => {
      const { pathname, search } = new URL(request.url);
      return outbound({ ...request, url: server.origin + pathname + search });
    };
    const processor = () =>
      createProcessor({
        adapters,
        secrets: world.secrets,
        intake: world.parts,
        deliveries,
        outboundFor,
        lanes: createLanes(),
        clock: world.clock,
        log,
      });
    const receive = createReceive({
      deliveries,
      stores: world.store.stores,
      secrets: world.secrets,
      clock: { now: world.clock.now, sleep: realClock.sleep },
      randomBytes: world.randomBytes,
      arriving: () => NOTHING,
    });
    const connect = (externalKey: string): Promise<ConnectedStore> =>
      world.connect({ platform: 'nuvemshop', externalKey, credentials: nuvemCredentials });
    const send = async (body: Record<string, unknown>) => {
      const rawBody = Buffer.from(JSON.stringify(body));
      const signature = createHmac('sha256', SECRET).update(rawBody).digest('hex');
      const received = await receive.webhook({
        adapter: adapters.get('nuvemshop')!,
        request: {
          headers: { 'x-linkedstore-hmac-sha256': signature },
          rawBody,
          subpath: '',
          secrets: [SECRET],
          receivedAt: world.clock.now(),
        },
        store: null,
      });
      expect(received.kind).toBe('accepted');
    };
    const later = (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms));
    const list = async () => (await deliveries.list({ limit: 50 })).toReversed();
    return { world, processor, connect, send, later, list };
  };

  const updated = { store_id: 1234567, event: 'order/updated', id: 989339794 };
  it('are answered by the order as it is now', async () => {
    answer = tell({ payment_status: 'paid' });
    const { world, processor, connect, send, list } = await open();
    const store = await connect('1234567');
    await send({ ...updated, event: 'order/created' });
    await processor().idle();
    expect(server.received.map(({ url }) => url)).toEqual(['/2025-03/1234567/orders/989339794']);
    const [order] = await world.store.orders.byExternalIds(store.id, ['989339794']);
    expect([order?.snapshot.paymentState, order?.snapshot.number]).toEqual(['paid', '1042']);
    expect(await list()).toMatchObject([{ state: 'processed' }]);
  });

  it('are all looked at, though a second update of an order looks like the first', async () => {
    answer = tell({});
    const { world, processor, connect, send, later, list } = await open();
    const store = await connect('1234567');
    await send(updated);
    const running = processor();
    await running.idle();
    answer = tell({ payment_status: 'paid', updated_at: '2026-11-21T06:30:00+0000' });
    later(1);
    await send(updated);
    await running.idle();
    const [order] = await world.store.orders.byExternalIds(store.id, ['989339794']);
    expect(order?.snapshot.paymentState).toBe('paid');
    expect((await list()).map(({ state }) => state)).toEqual(['processed', 'processed']);
  });

  it('are asked for once when several about one order wait together', async () => {
    answer = tell({});
    const { processor, connect, send, later, list } = await open();
    await connect('1234567');
    for (const event of ['order/created', 'order/pending', 'order/updated']) {
      await send({ ...updated, event });
      later(1);
    }
    await processor().idle();
    expect(server.received).toHaveLength(1);
    expect((await list()).map(({ state }) => state)).toEqual(['processed', 'processed', 'processed']);
  });

  it('change nothing when the platform has no such order', async () => {
    answer = (_, response) => void response.writeHead(404).end('{"code":404}');
    const { processor, connect, send, list } = await open();
    await connect('1234567');
    await send(updated);
    await processor().idle();
    expect(await list()).toMatchObject([{ state: 'ignored', reason: 'the platform has no such order' }]);
  });

  it('are tried again a bounded number of times, then are dead with a reason', async () => {
    answer = (_, response) => void response.writeHead(500).end('boom');
    const { processor, connect, send, later, list } = await open();
    await connect('1234567');
    await send(updated);
    const running = processor();
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await running.idle();
      later(600_000);
    }
    expect(server.received).toHaveLength(5);
    expect(await list()).toMatchObject([{ state: 'dead', reason: 'Nuvemshop answered 500' }]);
  });

  it('wait as long as the platform asks', async () => {
    answer = (_, response) => void response.writeHead(429, { 'x-rate-limit-reset': '90000' }).end();
    const { world, processor, connect, send, list } = await open();
    await connect('1234567');
    await send(updated);
    await processor().idle();
    const [delivery] = await list();
    expect(delivery).toMatchObject({ state: 'received', attempts: 1 });
    expect(delivery!.nextAttemptAt.getTime() - world.clock.now().getTime()).toBe(90_000);
  });

  it('pause the store when the platform says that it is not paid for', async () => {
    answer = (_, response) => void response.writeHead(402).end('{}');
    const { world, processor, connect, send } = await open();
    const store = await connect('1234567');
    await send(updated);
    await processor().idle();
    expect(await world.store.stores.find(store.id)).toMatchObject({ state: 'paused' });
  });

  it('of a store whose platform hangs hold up no other store', async () => {
    const hanging: ServerResponse[] = [];
    answer = (request, response) => {
      if (request.url.includes('/666/')) hanging.push(response);
      else tell({})(request, response);
    };
    const { processor, connect, send, list, later } = await open();
    await connect('666');
    await connect('1234567');
    for (let id = 1; id <= 60; id += 1) {
      await send({ store_id: 666, event: 'order/updated', id });
      later(1);
    }
    await send(updated);
    const running = processor();
    const done = running.idle();
    await vi.waitFor(async () => expect((await list()).at(-1)?.state).toBe('processed'), 5_000);
    expect(hanging).toHaveLength(2);
    answer = (_, response) => void response.writeHead(404).end('{}');
    for (const response of hanging) response.writeHead(404).end('{}');
    await done;
    expect(new Set((await list()).map(({ state }) => state))).toEqual(new Set(['ignored', 'processed']));
  });

  it('come back when the process that asked is gone', async () => {
    let hanging: ServerResponse | null = null;
    answer = (_, response) => {
      hanging = response;
    };
    const { processor, connect, send, later, list } = await open();
    await connect('1234567');
    await send(updated);
    const gone = processor().idle();
    await vi.waitFor(() => expect(hanging).not.toBeNull());

    answer = tell({});
    const next = processor();
    await next.idle();
    expect(server.received).toHaveLength(1);
    later(120_000);
    await next.idle();
    expect(server.received).toHaveLength(2);
    expect(await list()).toMatchObject([{ state: 'processed' }]);
    hanging!.destroy();
    await gone;
    expect(await list()).toMatchObject([{ state: 'processed', attempts: 0 }]);
  });

  it('are not asked about after the store is gone', async () => {
    answer = tell({});
    const { processor, connect, send, later, list } = await open();
    await connect('1234567');
    await send({ store_id: 1234567, event: 'app/uninstalled' });
    const running = processor();
    await running.idle();
    later(1);
    await send(updated);
    await running.idle();
    expect(server.received).toHaveLength(0);
    expect((await list()).map(({ state }) => state)).toEqual(['processed', 'ignored']);
  });
});
