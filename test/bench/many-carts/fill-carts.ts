import type { StoreId } from '../../../src/core/words/ids.ts';
import type { Engine } from '../../../src/store/engine.ts';
import { manyCart } from '../../support/many-carts.ts';

/** Fills a store with many carts and their words, 100 a transaction; made for measuring only. */
export const fillCarts = async (engine: Engine, { storeId, carts, until }: Fill): Promise<void> => {
  const { db, tables, write, commit } = engine;
  for (let start = 0; start < carts; start += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, carts - start) }, (_, n) =>
      manyCart(start + n, storeId, until),
    );
    await commit([
      write(db.insert(tables.carts).values(some.map(({ row }) => row))),
      write(db.insert(tables.cartWords).values(some.flatMap(({ words }) => words))),
    ]);
  }
};

const AT_ONCE = 500;

export type Fill = { readonly storeId: StoreId; readonly carts: number; readonly until: Date };
