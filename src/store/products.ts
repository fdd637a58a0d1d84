import { and, eq, getTableColumns, lt, lte, sql } from 'drizzle-orm';
import type { StoreId } from '../core/words/ids.ts';
import type { Products } from '../ports/store/products.ts';
import type { Engine } from './engine.ts';
import { excluded, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createProducts = (engine: Engine): Products => {
  const statements = prepareProducts(engine);
  return {
    byIds: async (storeId, ids) => (ids.length === 0 ? [] : await statements.find.read({ storeId, ids })),
    seen: (storeId, card) => statements.seen.write({ storeId, ...card }),
    forget: async (before, limit) => {
      const applied = await engine.apply([statements.forget.write({ before, limit })]);
      return applied.kind === 'committed' ? (applied.results[0]?.touched ?? 0) : 0;
    },
  };
};

const prepareProducts = ({ db, prepare, kit, tables: { products } }: Engine) => {
  const { storeId: _storeId, ...card } = getTableColumns(products);
  return {
    find: prepare('products.find', (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
      db
        .select(card)
        .from(products)
        .where(and(eq(products.storeId, slot.storeId), kit.anyOf(products.productId, slot.ids))),
    ),
    seen: prepare('products.seen', (slot: Slots<Row<'products'>>) =>
      db
        .insert(products)
        .values(rowSlots(products, slot))
        .onConflictDoUpdate({
          target: [products.storeId, products.productId],
          set: excluded(products, ['imageUrl', 'url', 'available', 'seenAt']),
          setWhere: lt(products.seenAt, sql.raw('excluded.seen_at')),
        }),
    ),
    forget: prepare('products.forget', (slot: Slots<{ before: Date; limit: number }>) =>
      db
        .delete(products)
        .where(
          sql`(${products.storeId}, ${products.productId}) in ${db
            .select({ storeId: products.storeId, productId: products.productId })
            .from(products)
            .where(lte(products.seenAt, slot.before))
            .limit(slot.limit)}`,
        ),
    ),
  };
};
