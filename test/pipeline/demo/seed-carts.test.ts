import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSeedCarts } from '../../../src/pipeline/demo/seed-carts.ts';
import { NO_CART_FILTERS } from '../../../src/ports/store/cart-list.ts';
import type { StoreId } from '../../../src/core/words/ids.ts';
import { countingBytes } from '../../support/test-secrets.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const list = (storeId: StoreId, person: string | null) =>
  world.store.reader.cartList.page({
    storeId,
    filters: { ...NO_CART_FILTERS, person },
    sort: 'activity',
    after: null,
    limit: 200,
    now: world.clock.now(),
    abandonedAfterMs: 1_800_000,
    recoveryHorizonMs: 2_592_000_000,
  });

test('a sandbox is filled once, with carts that are found like real ones and never messaged', async () => {
  const seed = createSeedCarts({ store: world.store, now: world.clock.now, randomBytes: countingBytes() });
  const first = await seed(120);
  expect(first.added).toBe(120);
  const again = await seed(150);
  expect(again).toEqual({ storeId: first.storeId, added: 30, alreadyThere: 120 });

  expect((await list(first.storeId, null)).ids).toHaveLength(150);
  const marias = await list(first.storeId, 'maria');
  expect(marias.ids.length).toBeGreaterThan(5);
  const views = await world.store.reader.cartViews.byIds(first.storeId, marias.ids);
  for (const view of views) expect(view.email).toMatch(/^maria\..*@example\.com$/);
  expect(await world.store.dueStores.due(new Date('2030-01-01'), 10)).toEqual([]);
});
