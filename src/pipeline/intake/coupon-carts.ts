import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import type { Coupons } from '../../ports/store/coupons.ts';
import type { Write } from '../../ports/store/write.ts';

type Parts = { readonly coupons: Pick<Coupons, 'byCodes' | 'used'> };

/** The carts that coupons of ours in an order were made for; a code that many may use tells of none. */
export const couponCarts = async (
  { coupons }: Parts,
  storeId: StoreId,
  codes: readonly string[],
): Promise<readonly CartId[]> => {
  if (codes.length === 0) return [];
  const found = await coupons.byCodes(storeId, codes);
  return found.flatMap(({ singleUse, cartId }) => (singleUse ? (cartId ?? []) : []));
};

/** That the order used coupons of ours: its own ones, and of the merchant's codes the one its shopper was given. */
export const couponsUsed = async (
  { coupons }: Parts,
  { id, storeId, shopperId, snapshot }: Pick<StoredOrder, 'id' | 'storeId' | 'shopperId' | 'snapshot'>,
): Promise<readonly Write[]> => {
  if (snapshot.coupons.length === 0) return [];
  const found = await coupons.byCodes(storeId, snapshot.coupons);
  const single = found.filter(({ singleUse }) => singleUse);
  const given = found.find(
    (one) =>
      !one.singleUse &&
      one.shopperId !== null &&
      one.shopperId === shopperId &&
      one.handedAt !== null &&
      one.handedAt <= snapshot.placedAt,
  );
  return [...single, ...(given === undefined ? [] : [given])].flatMap((coupon) =>
    coupon.orderId === null ? [coupons.used(storeId, coupon.id, id)] : [],
  );
};
