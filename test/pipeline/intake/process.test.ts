import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShopify } from '../../../adapters/shopify/index.ts';
import type { CartContents } from '../../../src/core/cart/cart.ts';
import type { Adapter } from '../../../src/ports/adapter.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { createProcessor } from '../../../src/pipeline/intake/process.ts';
import { createReceive, type ReceiveParts } from '../../../src/pipeline/intake/receive.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, minutes, orderSeen } from '../../support/observations.ts';
import { silentLog } from '../../support/silent-log.ts';
import { databases } from '../../store/databases.ts';

const fixture = async (name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(new URL(`../../fixtures/shopify/${name}`, import.meta.url), 'utf8'));

/** A platform whose bodies say what they mean, and can be made to fail. */
const plain: Adapter = {
  ...createShopify(),
  platform: 'custom',
  minimise: (_topic, body) => body,
  observe: ({ topic, body }) => {
    if (topic === 'throws') throw new Error('cannot be read today');
    if (topic === 'malformed') return { kind: 'malformed', reason: 'no id' };
    if (topic === 'nothing') return { kind: 'ignored', reason: 'not for us' };
    const { email, id } = body as { email: string; id: string };
    const told = { externalId: id, contact: { email, phone: null, name: null } };
    if (topic === 'order') return { kind: 'observed', observations: [orderSeen(told)] };
    if (topic === 'poison')
      return { kind: 'observed', observations: [cartSeen({ ...told, contents: {} as CartContents })] };
    return { kind: 'observed', observations: [cartSeen(told)] };
  },
};

describe.each(databases)('intake on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  let shop: ConnectedStore;
  let own: ConnectedStore;
  const shopify = createShopify();

  beforeAll(async () => {
    world = await openIntakeOn(make);
    shop = await world.connect({ platform: 'shopify', externalKey: 'x.myshopify.com' });
    own = await world.connect();
  });
  afterAll(() => world.close());

  const receiver = (over: Partial<ReceiveParts> = {}) =>
    createReceive({ ...world.store, ...world, arriving: () => () => {}, ...over });
  const processor = () =>
    createProcessor({
      ...world,
      intake: world.parts,
      deliveries: world.store.deliveries,
      adapters: new Map([
        ['shopify', shopify],
        ['custom', plain],
      ] as const),
      outboundFor: () => () => Promise.resolve({ kind: 'unreachable', reason: 'no network here' }),
      log: silentLog,
    });
  const webhook = (
    body: unknown,
    {
      id,
      domain = 'x.myshopify.com',
      secret = 's',
      topic = 'checkouts/update',
    }: {
      id: string;
      domain?: string;
      secret?: string;
      topic?: string;
    },
  ) => {
    const rawBody = Buffer.from(JSON.stringify(body));
    const headers = {
      'x-shopify-topic': topic,
      'x-shopify-shop-domain': domain,
      'x-shopify-webhook-id': id,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(rawBody).digest('base64'),
    };
    const request = { headers, rawBody, subpath: '', secrets: ['s'], receivedAt: world.clock.now() };
    return { adapter: shopify, store: null, request };
  };
  const event = (id: string, topic: string, body: unknown = {}) => ({
    adapter: plain,
    store: { id: own.id, externalKey: own.externalKey },
    events: [{ id, topic, body }],
    receivedAt: world.clock.now(),
  });
  const delivery = async (dedupeKey: string) => {
    const { db, read, tables } = world.engine;
    return (
      await read(db.select().from(tables.deliveries).where(eq(tables.deliveries.dedupeKey, dedupeKey)))
    )[0];
  };

  it('a signed webhook becomes a cart, and its body lies sealed', async () => {
    const body = await fixture('checkouts-update.json');
    expect(await receiver().webhook(webhook(body, { id: 'w1' }))).toEqual({ kind: 'accepted' });
    expect((await delivery('w1'))?.body).not.toContain('ana.souza');
    await processor().idle();

    expect(await delivery('w1')).toMatchObject({ state: 'processed', storeId: shop.id });
    const [cart] = await world.store.carts.byExternalIds(shop.id, [String(body['token'])]);
    expect(cart).toMatchObject({ emailKey: 'ana.souza@example.com', state: 'open', linesCount: 2 });
    expect(cart?.judgeAt?.getTime()).toBe((cart?.lastActivityAt.getTime() ?? 0) + 30 * 60_000);
    expect(await world.store.carts.returnUrl(shop.id, cart!.id)).toBe(body['abandoned_checkout_url'] ?? null);
  });

  it('a repetition is accepted and changes nothing', async () => {
    const body = await fixture('checkouts-update.json');
    const [before] = await world.store.carts.byExternalIds(shop.id, [String(body['token'])]);
    expect(await receiver().webhook(webhook(body, { id: 'w1' }))).toEqual({ kind: 'accepted' });
    expect(await receiver().webhook(webhook(body, { id: 'w1-again' }))).toEqual({ kind: 'accepted' });
    await processor().idle();
    expect(await world.store.carts.byExternalIds(shop.id, [String(body['token'])])).toEqual([before]);
  });

  it('a wrong signature is refused before anything is stored', async () => {
    const verdict = await receiver().webhook(webhook({}, { id: 'w2', secret: 'wrong' }));
    expect(verdict).toEqual({ kind: 'unauthorized', reason: 'signature_wrong' });
    expect(await delivery('w2')).toBeUndefined();
  });

  it('a rightly signed webhook of an unknown store is ignored', async () => {
    await receiver().webhook(webhook({}, { id: 'w3', domain: 'unknown.myshopify.com' }));
    await processor().idle();
    expect(await delivery('w3')).toMatchObject({ state: 'ignored', reason: 'unknown store', storeId: null });
  });

  it('what is not for us is ignored, what cannot be understood is dead, each with its reason', async () => {
    await receiver().events(event('e1', 'nothing'));
    await receiver().events(event('e2', 'malformed'));
    await processor().idle();
    expect(await delivery('e1')).toMatchObject({ state: 'ignored', reason: 'not for us' });
    expect(await delivery('e2')).toMatchObject({ state: 'dead', reason: 'no id' });
  });

  it('one that cannot be processed holds up no other, is tried five times and then dead', async () => {
    await receiver().events(event('p1', 'poison', { email: 'p@example.com', id: 'poison' }));
    await receiver().events(event('p2', 'throws'));
    await receiver().events(event('p3', 'cart', { email: 'q@example.com', id: 'fine' }));
    await processor().idle();
    expect((await delivery('p3'))?.state).toBe('processed');
    expect(await delivery('p2')).toMatchObject({
      state: 'received',
      attempts: 1,
      reason: 'cannot be read today',
    });

    for (let round = 0; round < 5; round += 1) {
      world.clock.set(new Date(world.clock.now().getTime() + 600_000));
      await processor().idle();
    }
    expect(await delivery('p1')).toMatchObject({ state: 'dead' });
    expect(await delivery('p2')).toMatchObject({ state: 'dead', reason: 'cannot be read today' });
    expect(await world.store.carts.byExternalIds(own.id, ['poison'])).toEqual([]);
  });

  it('two processors at once process each delivery once', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `both${at}`);
    for (const id of ids) await receiver().events(event(id, 'cart', { email: `${id}@example.com`, id }));
    await Promise.all([processor().idle(), processor().idle()]);
    world.clock.set(new Date(world.clock.now().getTime() + 600_000));
    await processor().idle();

    const carts = await world.store.carts.byExternalIds(own.id, ids);
    expect(carts).toHaveLength(60);
    const { db, read, tables } = world.engine;
    const waiting = await read(
      db.select().from(tables.deliveries).where(eq(tables.deliveries.state, 'received')),
    );
    expect(waiting).toEqual([]);
  });

  it('an order ends the cart of the same shopper and has what is planned looked at again', async () => {
    await receiver().events(event('o1', 'cart', { email: 'buyer@example.com', id: 'bc' }));
    await processor().idle();
    const [cart] = await world.store.carts.byExternalIds(own.id, ['bc']);
    world.asked.length = 0;
    await receiver().events(event('o2', 'order', { email: 'buyer@example.com', id: 'bo' }));
    await processor().idle();

    const [after] = await world.store.carts.byExternalIds(own.id, ['bc']);
    expect(after).toMatchObject({ state: 'purchased', judgeAt: null });
    expect(world.asked.flatMap(({ shopperIds = [] }) => shopperIds)).toContain(cart?.shopperId);
    const story = await world.store.timeline.ofCart(own.id, cart!.id, 20);
    expect(story.map(({ kind }) => kind)).toEqual([
      'cart_seen',
      'contact_known',
      'order_seen',
      'state_changed',
    ]);
  });

  it('stops while it works and leaves nothing half done', async () => {
    await receiver().events(event('s1', 'cart', { email: 's@example.com', id: 's1' }));
    const running = processor();
    running.start();
    running.nudge();
    await running.stop();
    await processor().idle();
    expect((await delivery('s1'))?.state).toBe('processed');
  });

  it('a state told again changes nothing, an older one told again neither, and what is replayed is read anew', async () => {
    const one = processor();
    const told = async (id: string, body: object) => {
      await receiver().webhook(webhook({ token: 'again', email: 'eva@example.com', ...body }, { id }));
      await one.idle();
      return (await world.store.carts.byExternalIds(shop.id, ['again']))[0];
    };
    const earlier = { updated_at: '2026-11-20T10:00:00Z', line_items: [{ title: 'Caneca', price: '1.00' }] };
    const later = { updated_at: '2026-11-20T11:00:00Z', line_items: [{ title: 'Prato', price: '2.00' }] };
    await told('again1', earlier);
    const known = await told('again2', later);
    expect(known?.registers.contents?.value.lines[0]?.title).toBe('Prato');
    expect(await told('again3', earlier)).toEqual(known);
    expect(await told('again4', later)).toEqual(known);
    expect((await delivery('again4'))?.state).toBe('processed');

    const { db, tables, write, commit } = world.engine;
    await commit([write(db.delete(tables.carts).where(eq(tables.carts.id, known!.id)))]);
    const settled = await world.store.deliveries.get((await delivery('again4'))!.id);
    world.clock.set(new Date(world.clock.now().getTime() + 1));
    await world.store.commit([world.store.deliveries.replayed(settled!, world.clock.now())!]);
    await one.idle();
    expect((await world.store.carts.byExternalIds(shop.id, ['again']))[0]).toMatchObject({
      emailKey: 'eva@example.com',
    });
  });

  it('refuses in time what cannot be made durable, and hands nothing more to a stuck disk', async () => {
    let handed = 0;
    const deliveries = {
      append: () => {
        handed += 1;
        return new Promise<readonly boolean[]>(() => {});
      },
    };
    const receive = receiver({ deliveries });
    const refused = { kind: 'refused', retryAfterMs: 5_000 };
    expect(await receive.webhook(webhook({}, { id: 'd1' }))).toEqual(refused);
    world.clock.set(new Date(world.clock.now().getTime() + 3_000));
    expect(await receive.webhook(webhook({}, { id: 'd2' }))).toEqual(refused);
    expect(handed).toBe(1);
  });

  it('what the platform tells of its store takes effect: uninstalled, and no longer after a new connection', async () => {
    const store = await world.connect({ platform: 'nuvemshop', externalKey: '77', now: minutes(0) });
    await world.tell(store, { kind: 'store', change: 'uninstalled', at: minutes(-5) });
    expect((await world.store.stores.find(store.id))?.state).toBe('active');
    await world.tell(store, { kind: 'store', change: 'paused', at: minutes(5) });
    expect((await world.store.stores.find(store.id))?.state).toBe('paused');
    const paused = await world.store.stores.find(store.id);
    await world.tell(paused!, { kind: 'store', change: 'resumed', at: minutes(6) });
    expect(await world.store.stores.find(store.id)).toMatchObject({
      state: 'active',
      connectedAt: world.clock.now(),
    });
    await world.tell(paused!, { kind: 'store', change: 'uninstalled', at: minutes(7) });
    expect((await world.store.stores.find(store.id))?.state).toBe('uninstalled');
  });
});
