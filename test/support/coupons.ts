import type { Coupon } from '../../src/core/offers/coupon.ts';
import { createCouponByHand, type CouponByHandParts } from '../../src/pipeline/offers/coupon-by-hand.ts';
import type { CartId, CouponId, EpisodeId, ShopperId, StepId, StoreId } from '../../src/core/words/ids.ts';

/** Ten per cent for one shopper, made. */
export const aCoupon = (over: Partial<Coupon> = {}): Coupon => ({
  id: 'k1' as CouponId,
  storeId: 's1' as StoreId,
  subject: 'run/step',
  episodeId: 'run' as EpisodeId,
  flow: 'abandoned_cart',
  stepId: 'step' as StepId,
  cartId: 'c1' as CartId,
  shopperId: 'p1' as ShopperId,
  type: 'percent',
  value: '10',
  text: null,
  currency: null,
  minimumMinor: null,
  minimumCurrency: null,
  code: 'R7K3M9',
  singleUse: true,
  state: 'made',
  reason: null,
  tries: 1,
  retryAt: null,
  externalId: null,
  createdAt: new Date('2026-11-21T12:00:00Z'),
  expiresAt: null,
  handedAt: null,
  messageId: null,
  orderId: null,
  ...over,
});

/** A platform that makes percentages, and always does. */
export const percentsByHand = (parts: Omit<CouponByHandParts, 'kindsOf' | 'askForCoupon'>) =>
  createCouponByHand({
    ...parts,
    kindsOf: () => ['percent'],
    askForCoupon: async (_, { code }) => ({ kind: 'made', code, externalId: null }),
  });
