import type { Coupon } from '../../core/offers/coupon.ts';
import type {
  CartId,
  CouponId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StoreId,
} from '../../core/words/ids.ts';
import type { GivenOffers, RedeemedOffer } from '../../core/results/offer-costs.ts';
import type { Write } from './write.ts';

/** Offers as they were given: what was made for whom, went where, and was used by which order. */
export type Coupons = {
  readonly find: (storeId: StoreId, id: CouponId) => Promise<StoredCoupon | null>;
  readonly bySubject: (storeId: StoreId, subject: string) => Promise<StoredCoupon | null>;
  readonly ofRun: (storeId: StoreId, episodeId: EpisodeId) => Promise<readonly StoredCoupon[]>;
  /** When offers of other runs were handed over to this shopper, since then; newest first, few. */
  readonly givenBefore: (
    storeId: StoreId,
    to: { readonly shopperId: ShopperId; readonly since: Date; readonly notOf: EpisodeId },
  ) => Promise<readonly Date[]>;
  /** By codes as an order names them, however they are written. */
  readonly byCodes: (storeId: StoreId, codes: readonly string[]) => Promise<readonly StoredCoupon[]>;

  /** `conflict` when there is one for the same subject already. */
  readonly wanted: (coupon: Coupon) => Write;
  /** `conflict` when it changed since it was read. */
  readonly changed: (before: StoredCoupon, change: Partial<CouponFacts>) => Write;
  /** It went out with a message; the first time counts. One for the same subject is the same coupon. */
  readonly handed: (coupon: Coupon, to: Handed) => Write;
  /** By the first order that is known to have used it. */
  readonly used: (storeId: StoreId, id: CouponId, orderId: OrderId) => Write;

  /** For the reader: how many went out in that time. `to` exclusive. */
  readonly given: (storeId: StoreId, within: Within) => Promise<readonly GivenOffers[]>;
  /** For the reader: those that went out in that time and were used, with what their orders brought. */
  readonly redeemed: (storeId: StoreId, within: Within) => Promise<readonly RedeemedOffer[]>;
};

export type StoredCoupon = Coupon & { readonly revision: number };

/** What becomes of a coupon. */
export type CouponFacts = Pick<
  Coupon,
  'code' | 'state' | 'reason' | 'tries' | 'retryAt' | 'externalId' | 'expiresAt'
>;

export type Handed = {
  readonly messageId: MessageId;
  readonly cartId: CartId;
  readonly shopperId: ShopperId;
  readonly at: Date;
};

type Within = { readonly from: Date; readonly to: Date };
