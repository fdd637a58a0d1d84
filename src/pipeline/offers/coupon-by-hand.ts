import { benefitOf } from '../../core/decide/offer.ts';
import type { Offer } from '../../core/flows/flow.ts';
import { newId, type CartId, type CouponId, type StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { StoredCoupon } from '../../ports/store/coupons.ts';
import type { Store } from '../../ports/store/store.ts';
import type { OfferShown } from './step-offer.ts';
import { makeCoupon, type MakeCouponParts } from './make-coupon.ts';

export type CouponByHandParts = MakeCouponParts & {
  readonly store: Pick<Store, 'stores' | 'carts'>;
  readonly kindsOf: (platform: Platform) => readonly string[];
};

export type CouponByHandRequest = {
  readonly storeId: StoreId;
  readonly cartId: CartId;
  readonly offer: Offer;
  /** The same wish again is the same coupon; null: every one is new. */
  readonly idempotencyKey: string | null;
};

export type CouponByHand =
  | { readonly kind: 'made'; readonly coupon: StoredCoupon }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'not_supported' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** The platform does not answer; with the same key the same coupon is asked for again. */
  | { readonly kind: 'no_answer' };

export type MakeCouponByHand = (request: CouponByHandRequest) => Promise<CouponByHand>;

/** One coupon that a person of the store gives to the shopper of a cart: for a message by hand, or told by telephone. */
export const createCouponByHand =
  (parts: CouponByHandParts): MakeCouponByHand =>
  async ({ storeId, cartId, offer, idempotencyKey }) => {
    const store = await parts.store.stores.find(storeId);
    const [cart] = await parts.store.carts.byIds(storeId, [cartId]);
    if (store === null || cart === undefined) return { kind: 'not_found' };
    const benefit = benefitOf(offer, store.settings.currency);
    if (benefit === null || !parts.kindsOf(store.platform).includes(offer.type))
      return { kind: 'not_supported' };
    const wish = idempotencyKey ?? newId(parts.clock.now(), parts.randomBytes);
    const made = await makeCoupon(parts, {
      store,
      subject: `hand/${cartId}/${wish}`,
      episodeId: null,
      flow: null,
      stepId: null,
      messageId: null,
      cartId,
      shopperId: cart.shopperId,
      offer,
      benefit,
    });
    if (made === 'conflict' || made.state === 'wanted') return { kind: 'no_answer' };
    return made.state === 'refused'
      ? { kind: 'refused', reason: made.reason ?? '' }
      : { kind: 'made', coupon: made };
  };

/** What a message by hand shows: a coupon of ours by its id, or a code of the merchant's own as it is written. */
export const couponOfHand = async (
  { coupons }: Pick<Store, 'coupons'>,
  storeId: StoreId,
  idOrCode: string | null,
): Promise<{ readonly shown: OfferShown | null; readonly coupon: StoredCoupon | null }> => {
  if (idOrCode === null) return { shown: null, coupon: null };
  const coupon = await coupons.find(storeId, idOrCode as CouponId);
  if (coupon?.state !== 'made') return { shown: fixedCode(idOrCode), coupon: null };
  const { type, value, text, code, expiresAt } = coupon;
  const offer: Offer = { type, value, text, code, minimumTotal: null, validForMs: null };
  return { shown: { offer, code, expiresAt }, coupon };
};

const fixedCode = (code: string): OfferShown => ({
  code,
  expiresAt: null,
  offer: { type: 'code', code, value: null, text: null, minimumTotal: null, validForMs: null },
});
