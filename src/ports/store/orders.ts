import type { Order, OrderMeaning } from '../../core/order/order.ts';
import type { OrderId, StoreId } from '../../core/words/ids.ts';
import type { People } from './carts.ts';
import type { Write } from './write.ts';

/** An order with what it means, settled when it was stored. `snapshot.payUrl` is opened only by `payUrl`, else null. */
export type StoredOrder = Order & {
  readonly meaning: OrderMeaning;
  /** When a listing of the platform told of it first, until a webhook or a report does; left out: null. */
  readonly unheardSince?: Date | null;
};

export type Orders = {
  readonly byExternalIds: (storeId: StoreId, ids: readonly string[]) => Promise<readonly StoredOrder[]>;
  readonly byIds: (storeId: StoreId, ids: readonly OrderId[]) => Promise<readonly StoredOrder[]>;
  /** Those that name a cart by one of these ids. */
  readonly byRefs: (storeId: StoreId, refs: readonly string[]) => Promise<readonly StoredOrder[]>;
  /** Those of one of these people, placed since then, the newest first. */
  readonly byPeople: (storeId: StoreId, people: People, placedSince: Date) => Promise<readonly StoredOrder[]>;
  /** Placed within `from` (inclusive) and `to` (exclusive). */
  readonly placedWithin: (
    storeId: StoreId,
    window: { readonly from: Date; readonly to: Date },
  ) => Promise<readonly StoredOrder[]>;
  /** The same as ids alone, in their order. `after`: the last one already seen. */
  readonly idsPlacedWithin: (
    storeId: StoreId,
    window: { readonly from: Date; readonly to: Date; readonly updatedBefore: Date },
    page: { readonly after: OrderId | null; readonly limit: number },
  ) => Promise<readonly { readonly id: OrderId; readonly externalId: string }[]>;
  /** A report told that no webhook came for these. */
  readonly reported: (storeId: StoreId, externalIds: readonly string[]) => Write;

  /** `refs`: every id by which the order names carts. Conflicts when its external id is already there. */
  readonly inserted: (order: StoredOrder, refs: readonly string[]) => readonly Write[];
  /** Conflicts when the order is no longer at `before.revision`; `order.revision` is the next one. */
  readonly updated: (before: StoredOrder, order: StoredOrder, refs: readonly string[]) => readonly Write[];

  /** Where the shopper can pay, opened; null where the platform told none. */
  readonly payUrl: (storeId: StoreId, id: OrderId) => Promise<string | null>;
};
