import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchWords } from '../../src/core/cart/search-words.ts';
import type { CartId, ShopperId, StoreId } from '../../src/core/words/ids.ts';
import type { ShopperList, ShopperListQuery } from '../../src/ports/store/shopper-list.ts';
import { createCartList } from '../../src/store/cart-list.ts';
import { createShopperList } from '../../src/store/shopper-list.ts';
import type { Row } from '../../src/store/tables/tables.ts';
import { cartRow } from '../support/rows.ts';
import { databases, openTestEngine } from './databases.ts';

const now = new Date('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
const ago = (hours: number): Date => new Date(now.getTime() - hours * HOUR);

const shopperRow = (id: string, given: Partial<Row<'shoppers'>>): Row<'shoppers'> => ({
  id: id as ShopperId,
  storeId: 's1' as StoreId,
  identityKey: `e:${id}`,
  email: `${id}@example.com`,
  emailKey: `${id}@example.com`,
  phone: null,
  phoneKey: null,
  name: id,
  registered: null,
  locale: null,
  country: null,
  trustedAt: null,
  customerId: null,
  firstSeenAt: ago(500),
  lastActivityAt: ago(1),
  cartsCount: 1,
  ordersCount: 0,
  revision: 1,
  ...given,
});

describe.each(databases)('the list of shoppers on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let list: ShopperList;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    list = createShopperList(opened.engine, createCartList(opened.engine));
    await shopper('ana', { registered: true, lastActivityAt: ago(1), cartsCount: 2, ordersCount: 3 });
    await cart('ana-old', 'ana', { lastActivityAt: ago(30) });
    await cart('ana-new', 'ana', { lastActivityAt: ago(2) });
    await shopper('bia', { registered: false, lastActivityAt: ago(2) });
    await cart('bia-bought', 'bia', { state: 'purchased', lastActivityAt: ago(2) });
    await shopper('caio', { registered: true, lastActivityAt: ago(0.1) });
    await cart('caio-active', 'caio', { lastActivityAt: ago(0.1) });
    await shopper('davi', { lastActivityAt: ago(24 * 40) });
    await cart('davi-expired', 'davi', { lastActivityAt: ago(24 * 40) });
    await shopper('eva', { lastActivityAt: ago(5) });
    await cart('eva-lapsed', 'eva', { lastActivityAt: ago(0.2), lapsedAt: ago(0.1) });
    await shopper('orders-only', { lastActivityAt: ago(6), cartsCount: 0, ordersCount: 1 });
    await shopper('stranger', { storeId: 's2' as StoreId });
    await cart('stranger-cart', 'stranger', { storeId: 's2' as StoreId });
  });
  afterAll(() => opened.close());

  const shopper = async (id: string, given: Partial<Row<'shoppers'>>) => {
    const { engine } = opened;
    await engine.commit([
      engine.write(engine.db.insert(engine.tables.shoppers).values(shopperRow(id, given))),
    ]);
  };
  const cart = async (id: string, of: string, given: Parameters<typeof cartRow>[0]) => {
    const { db, tables, write, commit } = opened.engine;
    const email = `${of}@example.com`;
    const row = cartRow({
      id: id as CartId,
      shopperId: of as ShopperId,
      email,
      emailKey: email,
      name: of,
      lastActivityAt: ago(3),
      ...given,
    });
    const words = searchWords({
      name: `${of} Souza`,
      emailKey: email,
      phone: null,
      titles: [],
      products: [],
    });
    await commit([
      write(db.insert(tables.carts).values(row)),
      ...words.map((word) =>
        write(
          db.insert(tables.cartWords).values({
            storeId: row.storeId,
            word,
            lastActivityAt: row.lastActivityAt,
            cartId: row.id,
          }),
        ),
      ),
    ]);
  };
  const asked = (over: Partial<ShopperListQuery> = {}) =>
    list.page({
      storeId: 's1' as StoreId,
      hasAbandonedCart: null,
      registered: null,
      person: null,
      after: null,
      limit: 50,
      now,
      abandonedAfterMs: HOUR / 2,
      recoveryHorizonMs: 30 * 24 * HOUR,
      ...over,
    });
  const names = async (over: Partial<ShopperListQuery> = {}) => (await asked(over)).map(({ id }) => id);

  it('tells of each what they did, the latest activity first, and nothing of another store', async () => {
    expect(await names()).toEqual(['caio', 'ana', 'bia', 'eva', 'orders-only', 'davi']);
    expect((await asked())[1]).toEqual({
      id: 'ana',
      name: 'ana',
      email: 'ana@example.com',
      phone: null,
      registered: true,
      carts: 2,
      orders: 3,
      lastActivityAt: ago(1),
      abandonedCartId: 'ana-new',
    });
  });

  it('pages without losing or repeating anybody', async () => {
    const seen: string[] = [];
    let after: ShopperListQuery['after'] = null;
    for (;;) {
      const page = await asked({ after, limit: 2 });
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (last === undefined) break;
      after = { at: last.lastActivityAt, id: last.id };
    }
    expect(seen).toEqual(['caio', 'ana', 'bia', 'eva', 'orders-only', 'davi']);
  });

  it.each([
    [{ hasAbandonedCart: true }, ['ana', 'eva']],
    [{ hasAbandonedCart: false }, ['caio', 'bia', 'orders-only', 'davi']],
    [{ registered: true }, ['caio', 'ana']],
    [{ registered: false }, ['bia']],
    [{ registered: true, hasAbandonedCart: true }, ['ana']],
    [{ person: 'ana' }, ['ana']],
    [{ person: 'souza' }, ['caio', 'ana', 'bia', 'eva', 'davi']],
    [{ person: 'souza', hasAbandonedCart: true }, ['ana', 'eva']],
    [{ person: 'orders-o' }, ['orders-only']],
    [{ person: 'stranger' }, []],
    [{ person: '%' }, []],
    [{ person: "'; drop table shoppers; --" }, []],
  ])('%j finds %j', async (over, expected) => {
    expect(await names(over)).toEqual(expected);
  });
});
