import { expect, it, describe } from 'vitest';
import type { StoreId } from '../../src/core/words/ids.ts';
import { createForged } from '../../src/store/forged.ts';
import { minutes } from '../support/observations.ts';
import { databases, openTestEngine } from './databases.ts';

const [one, other] = ['store-1', 'store-2'] as StoreId[] as [StoreId, StoreId];
const delivery = (storeId: StoreId, place: number) => ({
  id: `id-${String(place).padStart(6, '0')}`,
  storeId,
  topic: 'orders/create',
  orderId: String(place),
  at: minutes(place),
});

describe.each(databases)('forged deliveries on $name', ({ make }) => {
  it('are counted by day, and only the newest of each store are remembered', async () => {
    const { engine, close } = await openTestEngine(make);
    const forged = createForged(engine);
    const many = Array.from({ length: 30 }, (_, place) => delivery(one, place));
    await engine.commit([...forged.remembered([...many, delivery(other, 100)], 10)]);
    await engine.commit([...forged.remembered([delivery(one, 50)], 10)]);
    const ids = [...many.map(({ orderId }) => orderId), '50', '100'];
    const kept = await forged.ofOrders(one, ids);
    expect(new Set(kept.map(({ orderId }) => orderId))).toEqual(
      new Set(['21', '22', '23', '24', '25', '26', '27', '28', '29', '50']),
    );
    expect(await forged.ofOrders(other, ids)).toHaveLength(1);

    const count = (storeId: StoreId | null, by: number, at: Date) =>
      forged.counted({ platform: 'shopify', storeId, count: by, at });
    const day = 24 * 60;
    await engine.commit([count(one, 2, minutes(0)), count(one, 3, minutes(1)), count(null, 9, minutes(0))]);
    await engine.commit([count(one, 4, minutes(-9 * day))]);
    expect(await forged.countSince(one, minutes(-7 * day))).toBe(5);
    expect(await forged.counts()).toEqual([{ platform: 'shopify', count: 18 }]);
    await engine.commit([...forged.forgottenBefore(minutes(-day))]);
    expect(await forged.counts()).toEqual([{ platform: 'shopify', count: 14 }]);
    expect(await forged.ofOrders(one, ['50'])).toHaveLength(1);
    await close();
  });
});
