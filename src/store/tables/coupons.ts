import { sql } from 'drizzle-orm';
import type { Coupon } from '../../core/offers/coupon.ts';
import type {
  CartId,
  CouponId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StepId,
  StoreId,
} from '../../core/words/ids.ts';
import type { RunKind } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeCoupons = (kit: Kit) => ({
  coupons: kit.table(
    'coupons',
    {
      id: kit.text<CouponId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      subject: kit.text().notNull(),
      episodeId: kit.text<EpisodeId>(),
      flow: kit.text<RunKind>(),
      stepId: kit.text<StepId>(),
      cartId: kit.text<CartId>(),
      shopperId: kit.text<ShopperId>(),
      type: kit.text<Coupon['type']>().notNull(),
      value: kit.text(),
      text: kit.text(),
      currency: kit.text(),
      minimumMinor: kit.bigint(),
      minimumCurrency: kit.text(),
      code: kit.text(),
      /** As codes are compared. */
      codeKey: kit.text(),
      singleUse: kit.boolean().notNull(),
      state: kit.text<Coupon['state']>().notNull(),
      reason: kit.text(),
      tries: kit.integer().notNull(),
      retryAt: kit.instant(),
      externalId: kit.text(),
      createdAt: kit.instant().notNull(),
      expiresAt: kit.instant(),
      handedAt: kit.instant(),
      messageId: kit.text<MessageId>(),
      orderId: kit.text<OrderId>(),
      revision: kit.integer().notNull(),
    },
    (t) => [
      kit.uniqueIndex('coupons_once').on(t.storeId, t.subject),
      kit.index('coupons_by_run').on(t.episodeId),
      kit.index('coupons_by_code').on(t.storeId, t.codeKey),
      kit.index('coupons_by_shopper').on(t.storeId, t.shopperId, t.handedAt),
      kit.index('coupons_by_cart').on(t.storeId, t.cartId),
      kit
        .index('coupons_handed')
        .on(t.storeId, t.handedAt)
        .where(sql`handed_at is not null`),
    ],
  ),
});
