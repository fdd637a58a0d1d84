import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { CartState, Channel } from '../../core/words/vocabulary.ts';

/** Which carts, in which order: ids only, so that the cost of a page grows with the page and not with the store. */
export type CartList = {
  readonly page: (query: CartListQuery) => Promise<CartListPage>;
};

export type CartListQuery = {
  readonly storeId: StoreId;
  readonly filters: CartFilters;
  /** Both descending. `total` by minor units, carts without a total last; takes state, from and to only. */
  readonly sort: 'activity' | 'total';
  /** The last cart of the page before; null for the first page. */
  readonly after: CartPosition | null;
  readonly limit: number;
  /** For the states that are ranges of the last activity. */
  readonly now: Date;
  readonly abandonedAfterMs: number;
  readonly recoveryHorizonMs: number;
};

/** All that are not null have to hold. */
export type CartFilters = {
  readonly states: readonly CartState[] | null;
  /** Of the last activity; `from` inclusive, `to` exclusive. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly product: string | null;
  readonly person: string | null;
  /** There is an address for this channel and it did not refuse. */
  readonly channel: Channel | null;
  /** A decimal in each cart's own currency. */
  readonly minTotal: string | null;
  readonly registered: boolean | null;
  readonly country: string | null;
};

export const NO_CART_FILTERS: CartFilters = {
  states: null,
  from: null,
  to: null,
  product: null,
  person: null,
  channel: null,
  minTotal: null,
  registered: null,
  country: null,
};

/** Where a page ended: milliseconds of the last activity, or the total (null: the cart has none). */
export type CartPosition = { readonly key: number | null; readonly id: CartId };

export type CartListPage = {
  readonly ids: readonly CartId[];
  /** Null when there is nothing more. */
  readonly next: CartPosition | null;
};
