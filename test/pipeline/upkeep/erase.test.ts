import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ContactId, MessageId } from '../../../src/core/words/ids.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { createErase, keysToErase } from '../../../src/pipeline/upkeep/erase.ts';
import { createRetention } from '../../../src/pipeline/upkeep/retention.ts';
import { createReceive } from '../../../src/pipeline/intake/receive.ts';
import { createShopify } from '../../../adapters/shopify/index.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { messageRow } from '../../support/rows.ts';
import { cartSeen, DAY_MS, minutes, orderSeen } from '../../support/observations.ts';
import { databases } from '../../store/databases.ts';

const ana = { email: 'ana@example.com', phone: '11 98765-4321', name: 'Ana Segredo' };
const eva = { email: 'eva@example.com', phone: '11 91234-5678', name: 'Eva' };

const request = (store: ConnectedStore) => ({
  storeId: store.id,
  emailKeys: ['ana@example.com'],
  phoneKeys: ['5511987654321'],
  orderIds: [],
  at: minutes(500),
});

describe.each(databases)('erasing on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  beforeAll(async () => {
    world = await openIntakeOn(make);
  });
  afterAll(() => world.close());

  const everything = async (): Promise<string> => {
    const { db, read, tables } = world.engine;
    const all = Object.values(tables) as PgTable[];
    return JSON.stringify(await Promise.all(all.map((table) => read(db.select().from(table)))));
  };
  const told = (store: ConnectedStore) =>
    world.tell(
      store,
      cartSeen({
        contact: ana,
        aliases: ['alias-a'],
        customer: { externalId: 'account-of-ana', registered: true },
        returnUrl: 'https://shop.example/secret',
        consent: [{ channel: 'email', state: 'in', at: minutes(0), source: 'test', wording: null }],
      }),
      cartSeen({ externalId: 'c2', contact: { ...ana, email: null } }),
      cartSeen({ externalId: 'c3', contact: eva }),
      orderSeen({ contact: ana, payUrl: 'https://pay.example/1', paymentState: 'awaiting_shopper' }),
    );
  /** A contact with a task, and a message, about a cart. */
  const doneByHand = async (store: ConnectedStore, externalId: string, words: string): Promise<void> => {
    const { contactLog, messages, handWritten, carts, commit } = world.store;
    const [cart] = await carts.byExternalIds(store.id, [externalId]);
    const about = { storeId: store.id, cartId: cart!.id, shopperId: cart!.shopperId! };
    const messageId = `letter-${cart!.id}` as MessageId;
    await commit([
      ...contactLog.logged({
        ...about,
        id: `contact-${cart!.id}` as ContactId,
        at: minutes(1),
        channel: 'phone',
        reached: true,
        answer: 'none',
        reason: 'price',
        notes: words,
        nextAttemptAt: minutes(2),
      }),
      messages.planned(
        messageRow({
          ...about,
          id: messageId,
          episodeId: null,
          flow: null,
          stepId: null,
          toAddress: cart!.email,
          byHand: true,
        }),
      ),
      handWritten.written({
        ...about,
        messageId,
        subject: words,
        text: words,
        couponCode: null,
        confirmed: false,
        requestKey: null,
      }),
    ]);
  };

  it('leaves nothing of the person in any table, and everybody else as they were', async () => {
    const store = await world.connect();
    await told(store);
    const receive = createReceive({ ...world.store, ...world, arriving: () => () => {} });
    const adapter = {
      ...createShopify(),
      platform: 'custom' as const,
      minimise: (_: string, body: unknown) => body,
    };
    const events = [ana, { phone: '+55 (11) 98765-4321' }, eva].map((body, at) => ({
      id: `b${at}`,
      topic: 't',
      body,
    }));
    await receive.events({ adapter, store, events, receivedAt: minutes(1) });
    const [evas] = await world.store.carts.byExternalIds(store.id, ['c3']);

    await doneByHand(store, 'c1', 'Ana Segredo was asked');
    await doneByHand(store, 'c3', 'Eva was asked');

    const erased = await createErase(world)(request(store));
    expect(erased).toMatchObject({ carts: 2, orders: 1, shoppers: 1, deliveries: 2 });
    expect(erased).toMatchObject({ contacts: 1, handWritten: 1, messages: 1 });
    expect(await world.store.tasks.count(store.id, minutes(9_999))).toBe(1);

    const left = await everything();
    for (const trace of ['ana@example.com', '987654321', 'Segredo', 'account-of-ana', 'shop.example/secret'])
      expect(left).not.toContain(trace);
    const [cart] = await world.store.carts.byExternalIds(store.id, ['c1']);
    expect(cart).toMatchObject({ state: 'closed', closedReason: 'redacted', linesCount: 1, judgeAt: null });
    expect(await world.store.carts.returnUrl(store.id, cart!.id)).toBeNull();
    const [order] = await world.store.orders.byExternalIds(store.id, ['o1']);
    expect(await world.store.orders.payUrl(store.id, order!.id)).toBeNull();
    expect(await world.store.carts.byExternalIds(store.id, ['c3'])).toEqual([evas]);
  });

  it('drops what is told of the time before, for good, and takes what is told afterwards', async () => {
    const store = await world.connect();
    await told(store);
    await createErase(world)(request(store));
    const counts = async () => {
      const people = { emailKeys: ['ana@example.com'], phoneKeys: ['5511987654321'] };
      const carts = await world.store.carts.byPeople(store.id, people);
      return [carts.length, (await world.store.orders.byPeople(store.id, people, minutes(-999))).length];
    };

    await told(store);
    await world.tell(store, cartSeen({ externalId: 'c9', contact: ana, updatedAt: minutes(500) }));
    expect(await counts()).toEqual([0, 0]);
    await world.tell(store, cartSeen({ contact: ana, updatedAt: minutes(900) }));
    expect(await counts()).toEqual([0, 0]);
    await world.tell(store, cartSeen({ externalId: 'c9', contact: ana, updatedAt: minutes(501) }));
    expect(await counts()).toEqual([1, 0]);
  });

  it('twice is as good as once', async () => {
    const store = await world.connect();
    await told(store);
    await createErase(world)(request(store));
    expect(await createErase(world)(request(store))).toMatchObject({ carts: 0, orders: 0, shoppers: 0 });
  });

  it('the platform asks for it by its own ids, for one person and for a whole store', async () => {
    const store = await world.connect();
    await told(store);
    const one = { scope: 'shopper', contact: { email: null, phone: null, name: null } } as const;
    await world.tell(store, {
      kind: 'redaction',
      ...one,
      customerId: 'account-of-ana',
      orderIds: ['o1'],
      at: minutes(500),
    });
    expect(await world.store.carts.byExternalIds(store.id, ['c1'])).toMatchObject([
      { redacted: true, emailKey: null },
    ]);
    expect(await world.store.orders.byExternalIds(store.id, ['o1'])).toMatchObject([{ emailKey: null }]);

    await world.tell(store, { kind: 'redaction', scope: 'store', at: minutes(-20_000) });
    expect(await world.store.carts.byExternalIds(store.id, ['c3'])).toHaveLength(1);
    await world.tell(store, { kind: 'redaction', scope: 'store', at: minutes(500) });
    expect(await world.store.carts.byExternalIds(store.id, ['c1', 'c2', 'c3'])).toEqual([]);
  });

  it('a cart names whose it is, where the platform names no person, and one not known yet never comes in', async () => {
    const store = await world.connect();
    await told(store);
    const nobody = { email: null, phone: null, name: null };
    const redaction = { kind: 'redaction', scope: 'shopper', contact: nobody, customerId: null } as const;
    await world.tell(store, { ...redaction, orderIds: [], cartIds: ['c1', 'unknown'], at: minutes(500) });

    const carts = await world.store.carts.byExternalIds(store.id, ['c1', 'c2', 'c3']);
    expect(carts.map(({ externalId, redacted }) => [externalId, redacted])).toEqual(
      expect.arrayContaining([
        ['c1', true],
        ['c2', true],
        ['c3', false],
      ]),
    );
    expect(await world.store.orders.byExternalIds(store.id, ['o1'])).toMatchObject([{ emailKey: null }]);
    await world.tell(store, cartSeen({ externalId: 'unknown', contact: eva, updatedAt: minutes(499) }));
    expect(await world.store.carts.byExternalIds(store.id, ['unknown'])).toEqual([]);
  });

  it('reads whom a merchant names, and nobody from what names nobody', () => {
    expect(keysToErase({ email: ' Ana@Example.com', phone: null }, 'BR')).toEqual({
      emailKeys: ['ana@example.com'],
      phoneKeys: [],
    });
    expect(keysToErase({ email: null, phone: '11 98765-4321' }, 'BR')?.phoneKeys).toEqual(['5511987654321']);
    expect(keysToErase({ email: 'nobody', phone: '000' }, 'BR')).toBeNull();
  });

  it('what is past its time is forgotten by itself, and what became of it stays', async () => {
    const store = await world.connect();
    await told(store);
    await world.tell(store, orderSeen({ externalId: 'o3', contact: eva }));
    const before = world.clock.now();
    world.clock.set(new Date(before.getTime() + 181 * DAY_MS));
    const retire = createRetention(world);
    const retired = await retire();
    expect(retired.carts).toBeGreaterThanOrEqual(3);
    expect(await retire()).toMatchObject({ carts: 0, orders: 0 });
    world.clock.set(before);

    expect(await everything()).not.toContain('eva@example.com');
    const carts = await world.store.carts.byExternalIds(store.id, ['c1', 'c3']);
    expect(carts.map(({ externalId, state }) => `${externalId} ${state}`).toSorted()).toEqual([
      'c1 closed',
      'c3 purchased',
    ]);
  });
});
