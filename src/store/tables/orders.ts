import { sql } from 'drizzle-orm';
import type { Credit, OrderMeaning, OrderSnapshot } from '../../core/order/order.ts';
import type { OrderOrigin } from '../../core/cart/observation.ts';
import type { CartId, MessageId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { FulfilmentState, PaymentMethod, PaymentState } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

/** Said literally by whoever wants the partial index. */
export const TELLS_OF_SOMEBODY = '(email_key is not null or phone_key is not null)';

export const describeOrders = (kit: Kit) => ({
  orders: kit.table(
    'orders',
    {
      id: kit.text<OrderId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      externalId: kit.text().notNull(),
      number: kit.text(),
      stampVersion: kit.bigint().notNull(),
      stampTie: kit.text().notNull(),
      /** Without the pay link, which stands sealed in `payUrlEnc`. */
      snapshot: kit.json<OrderSnapshot>().notNull(),
      payUrlEnc: kit.text(),
      paymentState: kit.text<PaymentState>().notNull(),
      paymentMethod: kit.text<PaymentMethod>().notNull(),
      fulfilmentState: kit.text<FulfilmentState>().notNull(),
      meaning: kit.text<OrderMeaning['kind']>().notNull(),
      meaningAt: kit.instant(),
      moneyAuthorized: kit.boolean().notNull(),
      placedAt: kit.instant().notNull(),
      updatedAt: kit.instant().notNull(),
      cancelledAt: kit.instant(),
      firstSeenAt: kit.instant().notNull(),
      /** A listing told of it first, and neither a webhook nor a report has since. */
      unheardSince: kit.instant(),
      emailKey: kit.text(),
      phoneKey: kit.text(),
      shopperId: kit.text<ShopperId>(),
      currency: kit.text().notNull(),
      totalMinor: kit.bigint().notNull(),
      netCurrency: kit.text().notNull(),
      netMinor: kit.bigint().notNull(),
      test: kit.boolean().notNull(),
      origin: kit.text<OrderOrigin>().notNull(),
      cartId: kit.text<CartId>(),
      creditKind: kit.text<Credit['kind']>(),
      creditMessageId: kit.text<MessageId>(),
      revision: kit.integer().notNull(),
    },
    (t) => [
      kit.uniqueIndex('orders_by_external_id').on(t.storeId, t.externalId),
      kit.index('orders_by_time').on(t.storeId, t.placedAt, t.id),
      kit.index('orders_by_email').on(t.storeId, t.emailKey, t.placedAt),
      kit.index('orders_by_phone').on(t.storeId, t.phoneKey, t.placedAt),
      kit.index('orders_by_shopper').on(t.storeId, t.shopperId, t.placedAt),
      kit.index('orders_by_cart').on(t.storeId, t.cartId),
      kit.index('orders_to_retire').on(t.storeId, t.placedAt).where(sql.raw(TELLS_OF_SOMEBODY)),
    ],
  ),

  /** Every id in an order that names a cart, since an order may arrive before its cart. */
  orderRefs: kit.table(
    'order_refs',
    {
      storeId: kit.text<StoreId>().notNull(),
      ref: kit.text().notNull(),
      orderId: kit.text<OrderId>().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.storeId, t.ref, t.orderId] }),
      kit.index('order_refs_by_order').on(t.orderId),
    ],
  ),
});
