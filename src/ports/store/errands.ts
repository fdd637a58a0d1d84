import type { StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

export const ERRAND_KINDS = ['webhooks', 'first_sync'] as const;

/**
 * What is done for a store at its platform, beside looking for what is due: at a time, by one process at once, again
 * after failures, and gone on with after a crash. One of each kind per store.
 */
export type Errand = {
  readonly storeId: StoreId;
  readonly kind: (typeof ERRAND_KINDS)[number];
  /** Null: done, and nothing more to do. */
  readonly dueAt: Date | null;
  readonly claimedUntil: Date | null;
  readonly failures: number;
  readonly failingSince: Date | null;
  /** Of the last failure; null while all is well. */
  readonly reason: string | null;
  /** When it was last done. */
  readonly doneAt: Date | null;
  readonly progress: SyncProgress | null;
};

/** How far a store's history is read: both lists from `since`, the orders a few days at a time. */
export type SyncProgress = {
  readonly since: Date;
  readonly until: Date;
  readonly ordersReadUntil: Date;
  readonly cartsRead: boolean;
  readonly orders: number;
  readonly carts: number;
};

export type Errands = {
  /** Begins it anew: whoever is at it now cannot settle it any more. */
  readonly wanted: (errand: WantedErrand) => Write;
  /** Only where there is none of the kind. */
  readonly missing: (errand: WantedErrand) => Write;
  readonly find: (storeId: StoreId, kind: Errand['kind']) => Promise<Errand | null>;
  readonly ofStore: (storeId: StoreId) => Promise<readonly Errand[]>;
  /** Due and nobody's, the longest waiting first. */
  readonly due: (now: Date, limit: number) => Promise<readonly Errand[]>;
  /** Conflicts when it is no longer due, or somebody is at it. */
  readonly claimed: (errand: ErrandName, claim: { readonly now: Date; readonly until: Date }) => Write;
  /** Conflicts when the claim is no longer held. */
  readonly settled: (
    errand: ErrandName & { readonly claimedUntil: Date },
    as: Omit<Errand, keyof ErrandName | 'claimedUntil'>,
  ) => Write;
};

export type ErrandName = Pick<Errand, 'storeId' | 'kind'>;

export type WantedErrand = ErrandName & {
  readonly dueAt: Date | null;
  readonly progress: SyncProgress | null;
};
