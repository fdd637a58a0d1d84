import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cartState } from '../../src/core/cart/state.ts';
import { searchForPerson, searchForProduct, type SearchTerm } from '../../src/core/cart/search-query.ts';
import type { CartId, StoreId } from '../../src/core/words/ids.ts';
import { parseMoney } from '../../src/core/words/money.ts';
import {
  NO_CART_FILTERS,
  type CartFilters,
  type CartList,
  type CartListQuery,
  type CartPosition,
} from '../../src/ports/store/cart-list.ts';
import { createCartList } from '../../src/store/cart-list.ts';
import { manyCart, type ManyCart } from '../support/many-carts.ts';
import { databases, openTestEngine } from './databases.ts';

const STORE = 'store-a' as StoreId;
const OTHER = 'store-b' as StoreId;
const NOW = new Date('2026-11-21T12:00:00Z');
const CARTS = 1_500;
const HOUR_MS = 3_600_000;

const ask = (
  query: Partial<Omit<CartListQuery, 'filters'>> & { filters?: Partial<CartFilters> },
): CartListQuery => ({
  storeId: STORE,
  sort: 'activity',
  after: null,
  limit: 50,
  now: NOW,
  abandonedAfterMs: 2 * HOUR_MS,
  recoveryHorizonMs: 15 * HOUR_MS,
  ...query,
  filters: { ...NO_CART_FILTERS, ...query.filters },
});

/** What the list has to answer, cart by cart and without any index. */
const expected = (all: readonly ManyCart[], query: CartListQuery): readonly CartId[] =>
  all
    .filter(({ row }) => row.storeId === query.storeId)
    .filter((cart) => meets(cart, query))
    .toSorted(query.sort === 'activity' ? byActivity : byTotal)
    .map(({ row }) => row.id);

const meets = (cart: ManyCart, query: CartListQuery): boolean => {
  const { product, person } = query.filters;
  return (
    meetsRow(cart, query) &&
    meetsAmount(cart, query.filters) &&
    (product === null || hasTerms(cart, searchForProduct(product))) &&
    (person === null || hasTerms(cart, searchForPerson(person)))
  );
};

const meetsRow = ({ row }: ManyCart, query: CartListQuery): boolean => {
  const { states, from, to, channel, registered, country } = query.filters;
  return [
    states === null || states.includes(cartState(row, query, query.now)),
    from === null || row.lastActivityAt >= from,
    to === null || row.lastActivityAt < to,
    channel === null || (channel === 'email' ? row.emailKey : row.phoneKey) !== null,
    registered === null || row.registered === registered,
    country === null || row.country === country,
  ].every(Boolean);
};

const meetsAmount = ({ row }: ManyCart, { minTotal }: CartFilters): boolean => {
  if (minTotal === null) return true;
  const least = parseMoney(minTotal, row.currency ?? 'BRL');
  return least.valid && row.totalMinor !== null && row.totalMinor >= least.money.minor;
};

const hasTerms = ({ words }: ManyCart, terms: readonly SearchTerm[] | null): boolean =>
  terms?.every((term) =>
    term.some(({ word, as }) =>
      words.some((own) => (as === 'whole' ? own.word === word : own.word.startsWith(word))),
    ),
  ) ?? false;

const byActivity = (one: ManyCart, other: ManyCart) =>
  other.row.lastActivityAt.getTime() - one.row.lastActivityAt.getTime() ||
  (one.row.id < other.row.id ? 1 : -1);
const byTotal = (one: ManyCart, other: ManyCart) =>
  (other.row.totalMinor ?? -1) - (one.row.totalMinor ?? -1) || (one.row.id < other.row.id ? 1 : -1);

/** Every page of a list, one after the other. */
const walk = async (list: CartList, query: CartListQuery): Promise<readonly CartId[]> => {
  const ids: CartId[] = [];
  let after: CartPosition | null = null;
  do {
    const page = await list.page({ ...query, after });
    expect(page.ids.length).toBeLessThanOrEqual(query.limit);
    ids.push(...page.ids);
    after = page.next;
  } while (after !== null);
  return ids;
};

const QUERIES: readonly (readonly [string, Parameters<typeof ask>[0]])[] = [
  ['everything', {}],
  ['everything, in small pages', { limit: 7 }],
  ['active carts', { filters: { states: ['active'] } }],
  ['abandoned carts', { filters: { states: ['abandoned'] } }],
  ['anonymous carts', { filters: { states: ['anonymous'] } }],
  ['expired carts', { filters: { states: ['expired'] } }],
  ['one settled state', { filters: { states: ['purchased'] } }],
  ['a rare state', { filters: { states: ['pending_payment'] } }],
  ['a mix of states', { filters: { states: ['recovered', 'abandoned', 'expired'] } }],
  ['two settled states', { filters: { states: ['recovered', 'closed'] } }],
  ['a window', { filters: { from: new Date('2026-11-21T01:00:00Z'), to: new Date('2026-11-21T06:00:00Z') } }],
  ['a common name', { filters: { person: 'Maria' } }],
  ['a common name in small pages', { limit: 3, filters: { person: 'maria' } }],
  ['a name without its accent', { filters: { person: 'jose' } }],
  ['a beginning of many names', { limit: 20, filters: { person: 'mar' } }],
  ['a rare name', { filters: { person: 'zu7' } }],
  ['two words of a name', { filters: { person: 'maria silva' } }],
  ['a short word, which is whole', { filters: { person: 'ma' } }],
  ['an e-mail', { filters: { person: 'maria.12@example.com' } }],
  ['the beginning of an e-mail', { filters: { person: 'maria.1' } }],
  ['the last digits of a phone', { filters: { person: '7919' } }],
  ['a product id', { filters: { product: '42' } }],
  ['a SKU', { filters: { product: 'sku-42' } }],
  ['a word of a title', { filters: { product: 'Caneca' } }],
  ['words of a title', { filters: { product: 'caneca azul' } }],
  ['a name and a product', { filters: { person: 'mar', product: 'caneca' } }],
  [
    'a name, a product and a state',
    { filters: { person: 'ana', product: 'azul', states: ['purchased', 'abandoned'] } },
  ],
  ['a name in a window', { filters: { person: 'maria', to: new Date('2026-11-21T06:00:00Z') } }],
  ['a channel', { filters: { channel: 'email' } }],
  ['another channel', { filters: { channel: 'whatsapp', states: ['abandoned'] } }],
  ['a least total', { filters: { minTotal: '1000.00' } }],
  ['a high least total', { filters: { minTotal: '9900' } }],
  ['registered ones', { filters: { registered: true } }],
  ['unregistered ones by name', { filters: { registered: false, person: 'maria' } }],
  ['a country', { filters: { country: 'PL' } }],
  ['a country and a total', { filters: { country: 'BR', minTotal: '500', states: ['abandoned'] } }],
  ['the highest totals', { sort: 'total' }],
  ['the highest totals in small pages', { sort: 'total', limit: 11 }],
  ['the highest totals of a state', { sort: 'total', filters: { states: ['recovered'] } }],
  ['the highest totals of abandoned carts', { sort: 'total', filters: { states: ['abandoned'] } }],
  ['the highest totals of a window', { sort: 'total', filters: { from: new Date('2026-11-21T06:00:00Z') } }],
  ['nobody', { filters: { person: '!' } }],
  ['a word with quotes', { filters: { person: `ana' or '1'='1`, product: '%_"' } }],
];

describe.each(databases)('the list of carts on $name', ({ make }) => {
  let database: Awaited<ReturnType<typeof openTestEngine>>;
  let list: CartList;
  const all = [
    ...Array.from({ length: CARTS }, (_, n) => manyCart(n, STORE, NOW)),
    ...Array.from({ length: 50 }, (_, n) => manyCart(CARTS + n, OTHER, NOW)),
  ];

  beforeAll(async () => {
    database = await openTestEngine(make);
    const { engine } = database;
    for (let start = 0; start < all.length; start += 100) {
      const some = all.slice(start, start + 100);
      await engine.commit([
        engine.write(engine.db.insert(engine.tables.carts).values(some.map(({ row }) => row))),
        engine.write(engine.db.insert(engine.tables.cartWords).values(some.flatMap(({ words }) => words))),
      ]);
    }
    list = createCartList(engine);
  });
  afterAll(() => database.close());

  test.each(QUERIES)('%s: the same carts as counted one by one, over all pages', async (_, given) => {
    const query = ask(given);
    expect(await walk(list, query)).toEqual(expected(all, query));
  });

  test('an e-mail refusal takes a cart out of those reachable by e-mail, and out of no other', async () => {
    const { engine } = database;
    const reachable = ask({ filters: { channel: 'email' } });
    const before = await walk(list, reachable);
    const refused = all.find(({ row }) => row.id === before[0])!.row;
    await engine.commit([
      engine.write(
        engine.db.insert(engine.tables.consents).values({
          storeId: STORE,
          key: refused.emailKey!,
          channel: 'email',
          state: 'out',
          at: NOW,
          source: 'test',
          wording: null,
        }),
      ),
    ]);
    expect(await walk(list, reachable)).toEqual(before.slice(1));
  });

  test('a store never sees the carts of another one', async () => {
    const own = await walk(list, ask({ storeId: OTHER }));
    expect(own).toHaveLength(50);
    expect(await walk(list, ask({ storeId: 'nobody' as StoreId, filters: { person: 'maria' } }))).toEqual([]);
  });
});
