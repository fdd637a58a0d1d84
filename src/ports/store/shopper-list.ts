import type { CartId, ShopperId, StoreId } from '../../core/words/ids.ts';

/** Shoppers as people look at them. */
export type ShopperList = {
  /** Latest activity first. */
  readonly page: (query: ShopperListQuery) => Promise<readonly ShopperView[]>;
};

export type ShopperListQuery = {
  readonly storeId: StoreId;
  readonly hasAbandonedCart: boolean | null;
  readonly registered: boolean | null;
  /** As the list of carts searches for people: among the latest thousand carts that fit, and by the e-mail. */
  readonly person: string | null;
  /** The last one of the page before. */
  readonly after: ShopperPosition | null;
  readonly limit: number;
  /** For what is abandoned. */
  readonly now: Date;
  readonly abandonedAfterMs: number;
  readonly recoveryHorizonMs: number;
};

export type ShopperPosition = { readonly at: Date; readonly id: ShopperId };

export type ShopperView = {
  readonly id: ShopperId;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly registered: boolean | null;
  readonly carts: number;
  readonly orders: number;
  readonly lastActivityAt: Date;
  /** The latest one. */
  readonly abandonedCartId: CartId | null;
};
