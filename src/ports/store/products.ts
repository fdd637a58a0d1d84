import type { KnownCard } from '../../core/cart/product-card.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** Pictures, pages and stock of a store's products, where its carts carry none. */
export type Products = {
  /** Those that are known, in any order. */
  readonly byIds: (storeId: StoreId, productIds: readonly string[]) => Promise<readonly KnownCard[]>;
  /** Changes nothing where something newer is kept of the product. */
  readonly seen: (storeId: StoreId, card: KnownCard) => Write;
  /** Forgets up to so many that were last seen before; resolves to how many. */
  readonly forget: (before: Date, limit: number) => Promise<number>;
};
