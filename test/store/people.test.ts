import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentEvidence } from '../../src/core/cart/observation.ts';
import type { CartId, ShopperId, StoreId } from '../../src/core/words/ids.ts';
import { createConsents } from '../../src/store/consents.ts';
import { createShoppers } from '../../src/store/shoppers.ts';
import { createTimeline } from '../../src/store/timeline.ts';
import { createTombstones } from '../../src/store/tombstones.ts';
import { minutes } from '../support/observations.ts';
import { STORE } from '../support/stored.ts';
import { databases, openTestEngine } from './databases.ts';

const other = 'store-2' as StoreId;

const evidence = (over: Partial<ConsentEvidence>): ConsentEvidence => ({
  channel: 'email',
  state: 'in',
  at: minutes(0),
  source: 'test',
  wording: null,
  ...over,
});

const entry = (id: string) => ({
  id,
  storeId: STORE,
  cartId: 'c' as CartId,
  at: minutes(1),
  kind: 'seen',
  reason: null,
  facts: { lines: 2, at: minutes(1) },
});

describe.each(databases)('what is kept of people on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let kept: ReturnType<typeof createAll>;
  const createAll = ({ engine }: typeof opened) => ({
    shoppers: createShoppers(engine),
    consents: createConsents(engine),
    timeline: createTimeline(engine),
    tombstones: createTombstones(engine),
  });

  beforeAll(async () => {
    opened = await openTestEngine(make);
    kept = createAll(opened);
  });
  afterAll(() => opened.close());

  it.each([
    ['the newest', [evidence({ state: 'out', at: minutes(1) }), evidence({ at: minutes(2) })], 'in'],
    ['at the same time the refusal', [evidence({ state: 'out' }), evidence({ state: 'in' })], 'out'],
  ])('%s evidence wins, in whichever order it comes', async (name, told, state) => {
    for (const [place, order] of [told, told.toReversed()].entries()) {
      const key = `${name}${place}`;
      for (const one of order) await opened.engine.commit([kept.consents.told(STORE, key, one)]);
      expect(await kept.consents.ofKeys(STORE, [key])).toMatchObject([{ state }]);
      expect(await kept.consents.ofKeys(other, [key])).toEqual([]);
    }
  });

  it('what is told of a shopper later wins, what is told of before only fills gaps', async () => {
    const id = 'shopper-1' as ShopperId;
    const nothing = {
      email: null,
      emailKey: null,
      phone: null,
      phoneKey: null,
      name: null,
      registered: null,
      locale: null,
      country: null,
      customerId: null,
      carts: 0,
      orders: 0,
    };
    await opened.engine.commit([
      kept.shoppers.inserted({
        id,
        storeId: STORE,
        identityKey: 'e:ana@example.com',
        emailKey: 'ana@example.com',
        phoneKey: null,
        customerId: null,
        firstSeenAt: minutes(0),
        lastActivityAt: minutes(0),
      }),
      kept.shoppers.seen({ ...nothing, id, at: minutes(5), name: 'Ana', customerId: '9', carts: 1 }),
      kept.shoppers.seen({
        ...nothing,
        id,
        at: minutes(3),
        name: 'Old',
        country: 'BR',
        orders: 1,
        registered: false,
      }),
    ]);
    const { db, read, tables } = opened.engine;

    expect(await read(db.select().from(tables.shoppers))).toMatchObject([
      {
        name: 'Ana',
        country: 'BR',
        registered: false,
        lastActivityAt: minutes(5),
        cartsCount: 1,
        ordersCount: 1,
      },
    ]);
    expect(await kept.shoppers.byIdentities(STORE, ['e:ana@example.com', 'p:1'])).toMatchObject([
      { id, customerId: '9' },
    ]);
    expect(await kept.shoppers.byCustomerIds(STORE, ['9'])).toHaveLength(1);
    expect(await kept.shoppers.byIdentities(other, ['e:ana@example.com'])).toEqual([]);
  });

  it('a shopper cannot be there twice', async () => {
    const shopper = {
      id: 'a' as ShopperId,
      storeId: STORE,
      identityKey: 'p:1' as const,
      emailKey: null,
      phoneKey: '1',
      customerId: null,
      firstSeenAt: minutes(0),
      lastActivityAt: minutes(0),
    };
    expect(await opened.engine.commit([kept.shoppers.inserted(shopper)])).toBe('committed');
    expect(await opened.engine.commit([kept.shoppers.inserted({ ...shopper, id: 'b' as ShopperId })])).toBe(
      'conflict',
    );
  });

  it('a phone is remembered with each of its e-mails and when it was last seen with it', async () => {
    const seen = (emailKey: string, at: number) =>
      kept.shoppers.phoneSeen(STORE, '55', { emailKey, lastSeenAt: minutes(at) });
    await opened.engine.commit([seen('a', 5), seen('b', 1), seen('a', 3)]);

    const owners = await kept.shoppers.phoneOwners(STORE, ['55', '66']);
    expect(owners.get('55')?.toSorted((one, two) => (one.emailKey < two.emailKey ? -1 : 1))).toEqual([
      { emailKey: 'a', lastSeenAt: minutes(5) },
      { emailKey: 'b', lastSeenAt: minutes(1) },
    ]);
    expect(owners.has('66')).toBe(false);
  });

  it('a story is told in its order', async () => {
    await opened.engine.commit([kept.timeline.appended(entry('2')), kept.timeline.appended(entry('1'))]);
    expect(await kept.timeline.ofCart(STORE, 'c' as CartId, 9)).toEqual([entry('1'), entry('2')]);
    expect(await kept.timeline.ofCart(other, 'c' as CartId, 9)).toEqual([]);
  });

  it('a later tombstone takes the place of an earlier one, never the other way round', async () => {
    expect(await kept.tombstones.none(STORE)).toBe(true);
    const bury = (at: number) =>
      opened.engine.commit([kept.tombstones.buried(STORE, { keyHash: 'h', at: minutes(at) })]);
    await bury(5);
    await bury(3);
    expect(await kept.tombstones.ofHashes(STORE, ['h', 'i'])).toEqual([{ keyHash: 'h', at: minutes(5) }]);
    expect([await kept.tombstones.none(STORE), await kept.tombstones.none(other)]).toEqual([false, true]);
  });
});
