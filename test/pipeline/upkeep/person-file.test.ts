import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ContactId,
  CouponId,
  MessageId,
  OutboundWebhookId,
  ShopperId,
} from '../../../src/core/words/ids.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { createErase } from '../../../src/pipeline/upkeep/erase.ts';
import { createPersonFile } from '../../../src/pipeline/upkeep/person-file.ts';
import { aCoupon } from '../../support/coupons.ts';
import { openIntakeOn, type IntakeOnDatabase } from '../../support/intake-world.ts';
import { cartSeen, minutes, orderSeen } from '../../support/observations.ts';
import { messageRow } from '../../support/rows.ts';
import { databases } from '../../store/databases.ts';

const ana = { email: 'ana@example.com', phone: '11 98765-4321', name: 'Ana Souza' };
/** Of the same household. */
const eva = { email: 'eva@example.com', phone: '11 98765-4321', name: 'Eva Souza' };
const ANA = { emailKeys: ['ana@example.com'], phoneKeys: ['5511987654321'] };
const EMPTY = {
  Consents: [],
  Carts: [],
  Orders: [],
  'Messages sent': [],
  Clicks: [],
  'Noted by the shop': [],
  Coupons: [],
  'Told to programs of the shop': [],
};

describe.each(databases)('a person’s file on $name', ({ make }) => {
  let world: IntakeOnDatabase;
  beforeAll(async () => {
    world = await openIntakeOn(make);
  });
  afterAll(() => world.close());

  const fileOf = async ({ id }: ConnectedStore, asked = ANA) =>
    (await createPersonFile(world)(id, asked)) as Record<string, Record<string, unknown>[]>;
  const tellOfAna = (store: ConnectedStore) =>
    world.tell(
      store,
      cartSeen({
        contact: ana,
        externalId: 'token-of-the-cart',
        aliases: ['alias-token'],
        returnUrl: 'https://shop.example/secret',
        consent: [
          { channel: 'email', state: 'in', at: minutes(0), source: 'checkout', wording: 'Send me news' },
        ],
      }),
      orderSeen({ contact: ana, payUrl: 'https://pay.example/secret', cartRefs: ['token-of-the-cart'] }),
    );
  /** A mail, a click on its link, a phone call. */
  const talkWith = async (store: ConnectedStore, externalId: string, to: string) => {
    const [cart] = await world.store.carts.byExternalIds(store.id, [externalId]);
    const about = { storeId: store.id, cartId: cart!.id, shopperId: cart!.shopperId! };
    const messageId = `letter-${cart!.id}-${to}` as MessageId;
    await world.store.commit([
      world.store.messages.planned(
        messageRow({ ...about, id: messageId, episodeId: null, toAddress: to, subject: `For ${to}` }),
      ),
      world.store.clicks.insert({
        ...about,
        id: `click-${messageId}` as never,
        subject: cart!.id as never,
        tokenHash: 'hash-of-token',
        linkKind: 'return',
        messageId,
        at: minutes(5),
        verdict: { kind: 'human' },
        countedOn: null,
      }),
      ...world.store.contactLog.logged({
        ...about,
        id: `contact-${messageId}` as ContactId,
        at: minutes(6),
        channel: 'phone',
        reached: true,
        answer: 'positive',
        reason: 'shipping',
        notes: `called ${to}`,
        nextAttemptAt: null,
      }),
    ]);
  };

  it('holds everything under headings that a person understands, and nothing that opens anything', async () => {
    const store = await world.connect();
    await tellOfAna(store);
    await talkWith(store, 'token-of-the-cart', 'ana@example.com');
    const optOut = { key: 'ana@example.com', channel: 'email', purpose: 'marketing', hint: null } as const;
    const source = 'unsubscribe_link';
    const { writes } = await world.store.suppressions.prepare(store.id, {
      ...optOut,
      source,
      at: minutes(7),
    });
    await world.store.commit(writes);

    const file = await fileOf(store);
    expect(file).toMatchObject({
      Contact: { Names: ['Ana Souza'], 'E-mail addresses': ['ana@example.com'] },
      Consents: [{ Answer: 'allowed', Source: 'checkout', Wording: 'Send me news' }],
      Carts: [{ Total: '90.00 BRL', Lines: [{ Product: 'Caneca', Quantity: 1, 'Unit price': '90.00 BRL' }] }],
      Orders: [{ Number: '1001', Total: '90.00 BRL' }],
      'Messages sent': [{ Subject: 'For ana@example.com', 'Sent at': '2026-11-21T12:00:00.000Z' }],
      Clicks: [{ At: minutes(5).toISOString(), Link: 'back to the cart' }],
      'Noted by the shop': [{ Notes: 'called ana@example.com', 'Reason for leaving': 'shipping' }],
      'Opt-outs': [{ Channel: 'email', Concerns: 'advertising', Source: 'unsubscribe_link' }],
    });
    expect(JSON.stringify(file)).not.toMatch(/secret|token|hash/i);
  });

  it('tells of no other store and of nobody who shares the phone', async () => {
    const [store, other] = [await world.connect(), await world.connect({ externalKey: 'other' })];
    await tellOfAna(store);
    await world.tell(store, cartSeen({ externalId: 'evas', contact: eva, startedAt: minutes(1) }));
    await world.tell(store, orderSeen({ externalId: 'evas-order', number: '2002', contact: eva }));
    await talkWith(store, 'evas', 'eva@example.com');
    await world.tell(
      other,
      cartSeen({ externalId: 'elsewhere', contact: { ...ana, name: 'Ana Elsewhere' } }),
    );

    const text = JSON.stringify(await fileOf(store));
    expect(text).toContain('Ana Souza');
    expect(text).not.toMatch(/eva|2002|Elsewhere/i);
    const byPhone = JSON.stringify(await fileOf(store, { emailKeys: [], phoneKeys: ANA.phoneKeys }));
    expect(byPhone).not.toMatch(/@example\.com|Souza/);
  });

  it('leaves out what went to somebody else about a cart that changed hands', async () => {
    const store = await world.connect();
    await tellOfAna(store);
    await talkWith(store, 'token-of-the-cart', 'before@example.com');
    expect((await fileOf(store))['Messages sent']).toEqual([]);
  });

  /** A coupon that went out with a mail, one that did not yet, and a program that was told of the cart. */
  const offerTo = async (store: ConnectedStore, externalId: string) => {
    const { carts, coupons, outboundWebhooks, commit } = world.store;
    const [cart] = await carts.byExternalIds(store.id, [externalId]);
    const about = { storeId: store.id, cartId: cart!.id, shopperId: cart!.shopperId };
    const coupon = (name: string, given: object) =>
      aCoupon({
        ...about,
        id: `${store.id}-${name}` as CouponId,
        subject: name,
        code: `CODE-${name}`,
        ...given,
      });
    await commit([
      coupons.wanted(coupon('given', { handedAt: minutes(8), expiresAt: minutes(90) })),
      coupons.wanted(coupon('kept', {})),
      coupons.wanted(coupon('others', { shopperId: 'somebody else' as ShopperId, handedAt: minutes(8) })),
      outboundWebhooks.added({
        id: `w-${store.id}` as OutboundWebhookId,
        storeId: store.id,
        url: 'https://app.shop.example/hook?key=secret',
        events: ['cart.abandoned'],
        secret: 'whsec_c2VjcmV0',
        createdAt: minutes(0),
      }),
    ]);
    const told = { ...about, event: 'cart.abandoned', eventId: `evt-${cart!.id}`, orderId: null } as const;
    await commit([outboundWebhooks.told({ ...told, at: minutes(9) })]);
  };

  it('holds what was offered to them, and which programs of the shop were told of them', async () => {
    const store = await world.connect({ externalKey: 'offering' });
    await tellOfAna(store);
    await offerTo(store, 'token-of-the-cart');
    const file = await fileOf(store);
    expect(file['Coupons']).toEqual([
      {
        'Given at': minutes(8).toISOString(),
        Kind: 'percent',
        Worth: '10 %',
        Code: 'CODE-given',
        'Valid until': minutes(90).toISOString(),
        Used: false,
      },
      { 'Given at': null, Kind: 'percent', Worth: '10 %', Code: null, 'Valid until': null, Used: false },
    ]);
    expect(file['Told to programs of the shop']).toEqual([
      {
        At: minutes(9).toISOString(),
        Event: 'a cart was abandoned',
        Program: 'app.shop.example',
        State: 'not told yet',
      },
    ]);
    expect(JSON.stringify(file)).not.toMatch(/secret|CODE-(kept|others)/);
  });

  it('is not cut where somebody has very many carts', async () => {
    const store = await world.connect();
    const contact = { ...ana, phone: null };
    for (let from = 0; from < 210; from += 70)
      await world.tell(
        store,
        ...Array.from({ length: 70 }, (_, place) => cartSeen({ externalId: `c${from + place}`, contact })),
      );
    expect((await fileOf(store))['Carts']).toHaveLength(210);
  });

  it('is empty for who was erased, for who is not known, and for nobody at all', async () => {
    const store = await world.connect();
    await tellOfAna(store);
    await talkWith(store, 'token-of-the-cart', 'ana@example.com');
    await offerTo(store, 'token-of-the-cart');
    await createErase(world)({ storeId: store.id, ...ANA, orderIds: [], at: minutes(500) });
    expect(await fileOf(store)).toMatchObject({ ...EMPTY, 'Opt-outs': [], Contact: { Names: [] } });
    await world.tell(
      store,
      cartSeen({ externalId: 'somebodys', contact: { email: 'x@example.com', phone: null, name: 'X' } }),
    );
    expect(await fileOf(store, { emailKeys: [], phoneKeys: [] })).toMatchObject({ ...EMPTY, 'Opt-outs': [] });
  });
});
