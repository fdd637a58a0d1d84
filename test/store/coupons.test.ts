import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offerCosts, totalOfOffers } from '../../src/core/results/offer-costs.ts';
import type {
  CartId,
  CouponId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StoreId,
} from '../../src/core/words/ids.ts';
import { aCoupon } from '../support/coupons.ts';
import { storedOrder } from '../support/stored.ts';
import { databases } from './databases.ts';
import { openTestStore } from './open-test-store.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));
const handed = {
  messageId: 'm1' as MessageId,
  cartId: 'c1' as CartId,
  shopperId: 'p1' as ShopperId,
  at: at(13),
};

describe.each(databases)('coupons on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    world = await openTestStore(make);
  });
  afterAll(() => world.close());

  it('there is one for each subject, of its own store', async () => {
    const { coupons, commit } = world.store;
    const storeId = 's1' as StoreId;
    expect(await commit([coupons.wanted(aCoupon({ storeId }))])).toBe('committed');
    const again = aCoupon({ storeId, id: 'k2' as CouponId });
    expect(await commit([coupons.wanted(again)])).toBe('conflict');
    const [known] = await coupons.ofRun(storeId, 'run' as EpisodeId);
    expect(known).toEqual({ ...aCoupon({ storeId }), revision: 1 });
    expect(await coupons.find('other' as StoreId, 'k1' as CouponId)).toBeNull();
    expect(await coupons.byCodes('other' as StoreId, ['R7K3M9'])).toEqual([]);
    expect(await commit([coupons.changed(known!, { state: 'refused' })])).toBe('committed');
    expect(await commit([coupons.changed(known!, { state: 'made' })])).toBe('conflict');
  });

  it('the first hand-over counts, and others of its shopper know of it', async () => {
    const { coupons, commit } = world.store;
    const storeId = 's2' as StoreId;
    const coupon = aCoupon({ storeId, id: 'k20' as CouponId, subject: 'two' });
    await commit([coupons.handed(coupon, handed)]);
    await commit([coupons.handed(coupon, { ...handed, at: at(15) })]);
    const before = { shopperId: 'p1' as ShopperId, since: at(0), notOf: 'other run' as EpisodeId };
    expect(await coupons.givenBefore(storeId, before)).toEqual([at(13)]);
    expect(await coupons.givenBefore(storeId, { ...before, notOf: 'run' as EpisodeId })).toEqual([]);
    expect(await coupons.givenBefore(storeId, { ...before, since: at(14) })).toEqual([]);
  });

  it('what offers cost is what used ones took off, of orders that were bought', async () => {
    const { coupons, orders, commit } = world.store;
    const storeId = 's3' as StoreId;
    const paid = { total: { minor: 9_000, currency: 'BRL' }, netPaid: { minor: 9_000, currency: 'BRL' } };
    const one = (place: number, over: Parameters<typeof aCoupon>[0] = {}) => {
      const id = `k3${place}` as CouponId;
      return aCoupon({ storeId, id, subject: `three ${place}`, ...over });
    };
    const gift = { type: 'free_shipping', value: null } as const;
    await commit([
      ...[one(0), one(1), one(2), one(3, gift)].map((coupon) => coupons.handed(coupon, handed)),
      ...orders.inserted(
        storedOrder(
          { externalId: 'o1', ...paid },
          { storeId, id: 'o1' as OrderId, meaning: { kind: 'bought' } },
        ),
        [],
      ),
      ...orders.inserted(
        storedOrder(
          { externalId: 'o2', ...paid },
          { storeId, id: 'o2' as OrderId, meaning: { kind: 'cancelled', at: at(14) } },
        ),
        [],
      ),
      coupons.used(storeId, 'k30' as CouponId, 'o1' as OrderId),
      coupons.used(storeId, 'k30' as CouponId, 'o2' as OrderId),
      coupons.used(storeId, 'k31' as CouponId, 'o2' as OrderId),
      coupons.used(storeId, 'k33' as CouponId, 'o1' as OrderId),
    ]);
    const within = { from: at(0), to: at(14) };
    const { reader } = world.store;
    const items = offerCosts(
      await reader.coupons.given(storeId, within),
      await reader.coupons.redeemed(storeId, within),
    );
    expect(items.toSorted((a, b) => (a.type < b.type ? 1 : -1))).toMatchObject([
      { type: 'percent', given: 3, used: 1, cost: [{ minor: 1_000, currency: 'BRL' }], costUnknown: 0 },
      { type: 'free_shipping', given: 1, used: 1, cost: [], costUnknown: 1 },
    ]);
    expect(totalOfOffers(items)).toMatchObject({
      given: 4,
      used: 2,
      revenue: [{ minor: 18_000, currency: 'BRL' }],
    });
    expect(await reader.coupons.given(storeId, { from: at(14), to: at(20) })).toEqual([]);
  });
});
