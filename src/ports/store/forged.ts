import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** Webhooks whose signature was missing or wrong: all are counted, the newest few of each store are remembered. */
export type Forged = {
  readonly counted: (count: ForgedCount & { readonly at: Date }) => Write;
  /** The newest `kept` of each store named stay. */
  readonly remembered: (forged: readonly ForgedDelivery[], kept: number) => readonly Write[];
  /** Those of the remembered ones that named one of these orders. */
  readonly ofOrders: (storeId: StoreId, orderIds: readonly string[]) => Promise<readonly ForgedDelivery[]>;
  readonly countSince: (storeId: StoreId, since: Date) => Promise<number>;
  readonly counts: () => Promise<readonly { readonly platform: Platform; readonly count: number }[]>;
  readonly forgottenBefore: (before: Date) => readonly Write[];
};

export type ForgedCount = {
  readonly platform: Platform;
  /** Null for a store that we do not know. */
  readonly storeId: StoreId | null;
  readonly count: number;
};

/** What it said of itself; nothing of it is proven. */
export type ForgedDelivery = {
  readonly id: string;
  readonly storeId: StoreId;
  readonly topic: string;
  readonly orderId: string | null;
  readonly at: Date;
};
