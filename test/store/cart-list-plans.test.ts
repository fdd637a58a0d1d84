import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CartId, StoreId } from '../../src/core/words/ids.ts';
import { NO_CART_FILTERS, type CartFilters, type CartListQuery } from '../../src/ports/store/cart-list.ts';
import { createCartList } from '../../src/store/cart-list.ts';
import type { Engine, Preparable } from '../../src/store/engine.ts';
import { databases, openTestEngine } from './databases.ts';

/** How SQLite would find what the list asks for: never by looking at all carts, never by sorting a store. */
let database: Awaited<ReturnType<typeof openTestEngine>>;
let connection: Database.Database;

beforeAll(async () => {
  database = await openTestEngine(databases[0]!.make);
  connection = new Database(database.url.replace('sqlite:', ''), { readonly: true });
});
afterAll(async () => {
  connection.close();
  await database.close();
});

type Asked = { readonly sql: string; readonly params: readonly unknown[] };

/** The statements that a page asks, with a count that makes every term and state look as given. */
const statementsOf = async (query: CartListQuery, entries: number): Promise<readonly Asked[]> => {
  const asked: Asked[] = [];
  const engine: Engine = {
    ...database.engine,
    read: async (built: Preparable) => {
      const { sql, params } = (built as unknown as { toSQL: () => Asked }).toSQL();
      asked.push({ sql, params });
      return (sql.includes('count(') ? [{ entries }] : []) as never;
    },
  };
  await createCartList(engine).page(query);
  return asked;
};

const planOf = ({ sql, params }: Asked): readonly string[] =>
  (connection.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[]).map(
    ({ detail }) => detail,
  );

const ask = (filters: Partial<CartFilters>, over: Partial<CartListQuery> = {}): CartListQuery => ({
  storeId: 's' as StoreId,
  sort: 'activity',
  after: { key: 1_800_000_000_000, id: 'c' as CartId },
  limit: 50,
  now: new Date('2026-11-21T12:00:00Z'),
  abandonedAfterMs: 1_800_000,
  recoveryHorizonMs: 2_592_000_000,
  ...over,
  filters: { ...NO_CART_FILTERS, ...filters },
});

const QUERIES: readonly (readonly [string, CartListQuery])[] = [
  ['everything', ask({})],
  ['abandoned carts', ask({ states: ['abandoned'] })],
  ['active carts', ask({ states: ['active'] })],
  ['one settled state', ask({ states: ['purchased'] })],
  ['mixed states', ask({ states: ['recovered', 'abandoned'] })],
  ['a window', ask({ from: new Date('2026-11-01'), to: new Date('2026-11-02') })],
  ['a whole name and a beginning', ask({ person: 'ma souza' })],
  ['a beginning', ask({ person: 'mar' })],
  ['a product', ask({ product: 'caneca azul' })],
  ['a name and a product', ask({ person: 'mar', product: 'caneca' })],
  ['a phone', ask({ person: '4321' })],
  ['reachable by e-mail', ask({ channel: 'email' })],
  ['a least total', ask({ minTotal: '100.00' })],
  ['registered in a country', ask({ registered: true, country: 'BR' })],
];

describe.each([
  ['few entries', 3],
  ['very many entries', 10_000_000],
])('with %s', (_, entries) => {
  test.each(QUERIES)('%s: every statement walks an index that begins with the store', async (_, query) => {
    for (const asked of await statementsOf(query, entries)) {
      const plan = planOf(asked);
      expect(plan.filter((line) => line.startsWith('SCAN') && !line.startsWith('SCAN CONSTANT'))).toEqual(
        asked.sql.includes('count(') ? plan.filter((line) => line === 'SCAN some') : [],
      );
    }
  });

  test.each(QUERIES.filter(([name]) => !name.includes('beginning') && !name.includes('phone')))(
    '%s: what is walked is in order already',
    async (_, query) => {
      const sorted = (await statementsOf(query, entries)).filter((asked) =>
        planOf(asked).some((line) => line.includes('USE TEMP B-TREE FOR ORDER BY')),
      );
      // A few entries may be sorted: those of a rare state or country, of high totals, of the beginning of a word.
      expect(
        sorted.filter(({ sql }) => !/carts_by_state|carts_by_total|carts_by_country|"word" >=/.test(sql)),
      ).toEqual([]);
      expect(entries > 1_000_000 ? sorted.filter(({ sql }) => !sql.includes('"word" >=')) : []).toEqual([]);
    },
  );
});

test('the highest totals are read in their order', async () => {
  const [walk] = (await statementsOf(ask({ states: ['abandoned'] }, { sort: 'total' }), 10_000_000)).filter(
    ({ sql }) => sql.includes('order by'),
  );
  expect(planOf(walk!).join()).toMatch(/USING (COVERING )?INDEX carts_by_total \(store_id=\? AND/);
  expect(planOf(walk!).join()).not.toContain('TEMP B-TREE');
});
