import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreId } from '../../src/core/words/ids.ts';
import { databases } from './databases.ts';
import { openTestStore } from './open-test-store.ts';

const one = 's1' as StoreId;
const other = 's2' as StoreId;
const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));
const cup = {
  productId: '7',
  imageUrl: 'https://cdn.example/cup.jpg',
  url: 'https://shop.example/cup',
  available: true,
  seenAt: at(1),
};

describe.each(databases)('products on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    world = await openTestStore(make);
  });
  afterAll(() => world.close());

  it('a product comes back as it was seen, to its own store only', async () => {
    const { products, commit } = world.store;
    const unknown = { productId: '8', imageUrl: null, url: null, available: null, seenAt: at(1) };
    await commit([products.seen(one, cup), products.seen(one, unknown)]);
    const found = await products.byIds(one, ['7', '8', '9']);
    expect(found.toSorted((a, b) => a.productId.localeCompare(b.productId))).toEqual([cup, unknown]);
    expect(await products.byIds(other, ['7'])).toEqual([]);
    expect(await products.byIds(one, [])).toEqual([]);
  });

  it('the newest word on a product stands, in whichever order the words come', async () => {
    const { products, commit } = world.store;
    const soldOut = { ...cup, imageUrl: null, available: false, seenAt: at(3) };
    await commit([products.seen(one, soldOut)]);
    await commit([products.seen(one, { ...cup, seenAt: at(2) })]);
    expect(await products.byIds(one, ['7'])).toEqual([soldOut]);
  });

  it('what was not seen for long is forgotten, a step at a time', async () => {
    const { products, commit } = world.store;
    const ids = ['a', 'b', 'c'];
    await commit(ids.map((productId) => products.seen(other, { ...cup, productId, seenAt: at(0) })));
    await commit([products.seen(other, { ...cup, productId: 'd', seenAt: at(9) })]);
    expect(await products.forget(at(0), 2)).toBe(2);
    expect(await products.forget(at(0), 2)).toBe(1);
    expect((await products.byIds(other, [...ids, 'd'])).map(({ productId }) => productId)).toEqual(['d']);
  });
});
