import type { CartId, DeliveryId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** Taking personal data out of rows that stay, and rows away that are nothing else. Each call is one short step. */
export type Erasing = {
  /** To be called when all is erased: what the rows held before goes from the database's own log as well. */
  readonly finish: () => Promise<void>;
  /** Takes the person out of all that was done about these carts and for these shoppers; how many rows it were. */
  readonly around: (
    storeId: StoreId,
    whom: {
      readonly cartIds: readonly CartId[];
      readonly shopperIds: readonly ShopperId[];
      readonly at: Date;
    },
  ) => Promise<ErasedAround>;
  /** Forgets these people themselves: shoppers, owners of phones, consents, mails in the built-in mailbox. */
  readonly people: (
    storeId: StoreId,
    who: { readonly emailKeys: readonly string[]; readonly phoneKeys: readonly string[] },
  ) => Promise<{ readonly shoppers: number }>;
  readonly shoppersOf: (
    storeId: StoreId,
    who: { readonly emailKeys: readonly string[]; readonly phoneKeys: readonly string[] },
  ) => Promise<readonly ShopperId[]>;
  /** Shoppers in the order of their ids. `after`: the last one already seen. */
  readonly shopperKeys: (
    storeId: StoreId,
    page: { readonly after: ShopperId | null; readonly limit: number },
  ) => Promise<readonly ShopperKeys[]>;
  readonly payUrlForgotten: (storeId: StoreId, id: OrderId) => Write;

  /** Deliveries that still have a body, in their order. `after`: the last one already seen. */
  readonly bodies: (
    storeId: StoreId,
    page: { readonly after: DeliveryId | null; readonly limit: number },
  ) => Promise<readonly StoredBody[]>;
  /** What still waited to be processed is ignored. */
  readonly bodiesForgotten: (ids: readonly DeliveryId[], at: Date) => Write;
  /** Of one that is being processed, and stays to be. */
  readonly bodyEmptied: (id: DeliveryId) => Write;

  /** Carts and orders without activity since then that still tell of somebody. */
  readonly idleCarts: (storeId: StoreId, before: Date, limit: number) => Promise<readonly CartId[]>;
  readonly idleOrders: (storeId: StoreId, before: Date, limit: number) => Promise<readonly string[]>;
  readonly idlePeople: (
    storeId: StoreId,
    before: Date,
    limit: number,
  ) => Promise<{ readonly emailKeys: readonly string[]; readonly phoneKeys: readonly string[] }>;

  /** Deletes up to `limit` rows of a store that hold people's data; how many it were, zero when none are left. */
  readonly wholeStore: (storeId: StoreId, limit: number) => Promise<number>;
};

export type ErasedAround = {
  readonly episodes: number;
  readonly messages: number;
  /** Texts of messages by hand. */
  readonly handWritten: number;
  readonly attempts: number;
  readonly clicks: number;
  readonly links: number;
  readonly timeline: number;
  /** Of the contact log, tasks among them. */
  readonly contacts: number;
  readonly coupons: number;
  /** That programs of the shop were told. */
  readonly webhookCalls: number;
};

export type StoredBody = {
  readonly id: DeliveryId;
  readonly storeKey: string;
  readonly body: string;
};

export type ShopperKeys = {
  readonly id: ShopperId;
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
  readonly lastActivityAt: Date;
};
