import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mergeCart } from '../../src/core/cart/merge.ts';
import type { OrderId, StoreId } from '../../src/core/words/ids.ts';
import type { Carts } from '../../src/ports/store/carts.ts';
import { createCarts } from '../../src/store/carts.ts';
import { cartSeen, contents, DAY_MS, line, minutes } from '../support/observations.ts';
import { STORE, storedCart } from '../support/stored.ts';
import { testSecrets } from '../support/test-secrets.ts';
import { databases, openTestEngine } from './databases.ts';

const other = 'store-2' as StoreId;

describe.each(databases)('carts on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let carts: Carts;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    carts = createCarts(opened.engine, testSecrets());
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { engine } = opened;
    const { carts: table, cartRefs, cartWords } = engine.tables;
    await engine.commit([
      engine.write(engine.db.delete(table)),
      engine.write(engine.db.delete(cartRefs)),
      engine.write(engine.db.delete(cartWords)),
    ]);
  });

  const insert = (...all: readonly ReturnType<typeof storedCart>[]) =>
    opened.engine.commit(all.flatMap((cart) => carts.inserted(cart, null)));
  const words = async (cart: ReturnType<typeof storedCart>) => {
    const { db, read, tables } = opened.engine;
    const rows = await read(db.select().from(tables.cartWords).where(eq(tables.cartWords.cartId, cart.id)));
    return rows.map(({ word }) => word).toSorted();
  };

  it('a cart is read back as it was stored', async () => {
    const cart = storedCart({
      aliases: ['a1'],
      contact: { email: 'ana@example.com', phone: '+5511987654321', name: 'Ana' },
      customer: { externalId: '9', registered: true },
      completedAt: minutes(3),
      contents: contents({
        coupons: ['VOLTA'],
        lines: [line(), line({ productId: null, title: 'Ação “1”' })],
      }),
    });
    await insert(cart);

    const [found] = await carts.byExternalIds(STORE, ['c1', 'unknown']);
    expect(found).toEqual({ ...cart, searchHash: expect.any(String) });
    expect(await carts.byIds(STORE, [cart.id])).toEqual([found]);
  });

  it('is found by its aliases and its people, in its own store only', async () => {
    const cart = storedCart(
      { aliases: ['a1', 'a2'], contact: { email: 'ana@example.com', phone: null, name: null } },
      { phoneKey: '55119' },
    );
    await insert(cart);

    const people = { emailKeys: ['ana@example.com'], phoneKeys: ['55119'] };
    expect(await carts.byAliases(STORE, ['a2', 'a1', 'x'])).toHaveLength(1);
    expect(await carts.byPeople(STORE, people)).toHaveLength(1);
    expect(await carts.byPeople(STORE, { emailKeys: [], phoneKeys: ['55119'] })).toHaveLength(1);
    expect(await carts.byPeople(STORE, { emailKeys: ['eva@example.com'], phoneKeys: [] })).toEqual([]);
    expect(await carts.byAliases(other, ['a1'])).toEqual([]);
    expect(await carts.byPeople(other, people)).toEqual([]);
  });

  it('is found by the order that settled it', async () => {
    await insert(storedCart({}, { state: 'purchased', orderId: 'o' as OrderId }));
    expect(await carts.byOrder(STORE, 'o' as OrderId)).toHaveLength(1);
  });

  it('changes only from the revision that was read', async () => {
    const cart = storedCart();
    await insert(cart);
    const next = { ...cart, name: 'Ana', revision: 2 };

    expect(await opened.engine.commit(carts.updated(cart, next, null))).toBe('committed');
    expect(await opened.engine.commit(carts.updated(cart, { ...next, name: 'Eva' }, null))).toBe('conflict');
    expect(await carts.byIds(STORE, [cart.id])).toMatchObject([{ name: 'Ana', revision: 2 }]);
  });

  it('cannot be there twice', async () => {
    await insert(storedCart());
    expect(await insert({ ...storedCart(), id: 'another' as never })).toBe('conflict');
  });

  it('keeps the restoring link sealed and apart, until another takes its place or the cart is redacted', async () => {
    const url = 'https://shop.example/recover?key=secret';
    const cart = storedCart();
    await opened.engine.commit(carts.inserted(cart, url));
    const { db, read, tables } = opened.engine;

    expect(JSON.stringify(await read(db.select().from(tables.carts)))).not.toContain('secret');
    expect(await carts.returnUrl(STORE, cart.id)).toBe(url);
    expect(await carts.returnUrl(other, cart.id)).toBeNull();

    await opened.engine.commit(carts.updated(cart, { ...cart, revision: 2 }, null));
    expect(await carts.returnUrl(STORE, cart.id)).toBe(url);
    await opened.engine.commit(
      carts.updated({ ...cart, revision: 2 }, { ...cart, revision: 3 }, 'https://b.example'),
    );
    expect(await carts.returnUrl(STORE, cart.id)).toBe('https://b.example');
    await opened.engine.commit(
      carts.updated({ ...cart, revision: 3 }, { ...cart, redacted: true, revision: 4 }, null),
    );
    expect(await carts.returnUrl(STORE, cart.id)).toBeNull();
  });

  it('is listed under its words, again when they change, and under none once redacted', async () => {
    const cart = storedCart({ contact: { email: 'ana@example.com', phone: null, name: 'José' } });
    await insert(cart);
    expect(await words(cart)).toEqual(['@ana@example.com', 'n:jose', 'p:7', 'p:71', 't:caneca']);

    const [stored] = await carts.byIds(STORE, [cart.id]);
    const registers = mergeCart(
      cart.registers,
      cartSeen({ updatedAt: minutes(1), contents: contents({ lines: [line({ title: 'Prato' })] }) }),
      minutes(9),
    );
    const next = { ...stored!, registers, revision: 2 };
    await opened.engine.commit(carts.updated(stored!, next, null));
    expect(await words(cart)).toEqual(['@ana@example.com', 'n:jose', 'p:7', 'p:71', 't:prato']);

    await opened.engine.commit(carts.updated(next, { ...next, redacted: true, revision: 3 }, null));
    expect(await words(cart)).toEqual([]);
  });

  it('is listed by an activity that is less than a day old', async () => {
    const cart = storedCart();
    await insert(cart);
    const listed = async () => {
      const { db, read, tables } = opened.engine;
      return (await read(db.select().from(tables.cartWords)))[0]?.lastActivityAt;
    };
    const [stored] = await carts.byIds(STORE, [cart.id]);
    const soon = {
      ...stored!,
      lastActivityAt: new Date(cart.lastActivityAt.getTime() + DAY_MS - 1),
      revision: 2,
    };
    await opened.engine.commit(carts.updated(stored!, soon, null));
    expect(await listed()).toEqual(cart.lastActivityAt);

    const late = { ...soon, lastActivityAt: new Date(cart.lastActivityAt.getTime() + DAY_MS), revision: 3 };
    await opened.engine.commit(carts.updated(soon, late, null));
    expect(await listed()).toEqual(late.lastActivityAt);
  });
});
