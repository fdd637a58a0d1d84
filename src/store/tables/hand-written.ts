import type { CartId, MessageId, StoreId } from '../../core/words/ids.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeHandWritten = (kit: Kit) => ({
  handWritten: kit.table(
    'hand_written',
    {
      messageId: kit.text<MessageId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      cartId: kit.text<CartId>().notNull(),
      subject: kit.text().notNull(),
      text: kit.text().notNull(),
      couponCode: kit.text(),
      confirmed: kit.boolean().notNull(),
      requestKey: kit.text(),
    },
    (t) => [
      kit.uniqueIndex('hand_written_once').on(t.storeId, t.requestKey),
      kit.index('hand_written_by_cart').on(t.storeId, t.cartId),
    ],
  ),
});
