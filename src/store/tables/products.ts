import type { StoreId } from '../../core/words/ids.ts';
import type { Kit } from '../kits/postgres.ts';

/** What platforms tell of products where their carts carry no pictures, pages or stock. */
export const describeProducts = (kit: Kit) => ({
  products: kit.table(
    'products',
    {
      storeId: kit.text<StoreId>().notNull(),
      productId: kit.text().notNull(),
      imageUrl: kit.text(),
      url: kit.text(),
      available: kit.boolean(),
      seenAt: kit.instant().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.productId] }), kit.index('products_by_age').on(t.seenAt)],
  ),
});
