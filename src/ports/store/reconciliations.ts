import type { DiscrepancyId, ReconciliationId, StoreId } from '../../core/words/ids.ts';
import type { DiscrepancyReason } from '../../core/words/reason-codes.ts';
import type { Write } from './write.ts';

/** The platform's orders and carts of a period held against ours: once started, its end is written down. */
export type Reconciliation = {
  /** Made by `newId`, so that ids sort by time. */
  readonly id: ReconciliationId;
  readonly storeId: StoreId;
  readonly from: Date;
  readonly to: Date;
  /** What the platform says takes effect, the same way as a webhook. */
  readonly repair: boolean;
  readonly origin: 'schedule' | 'by_hand';
  readonly state: 'running' | 'done' | 'failed';
  /** Why it failed. */
  readonly reason: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** While it runs: whoever works on it has it until then; afterwards anybody may go on with it. */
  readonly heldUntil: Date;
  /** How often somebody began to work on it. */
  readonly attempts: number;
  /** What the platform told, so far. */
  readonly orders: number;
  readonly carts: number;
  readonly found: number;
  readonly repaired: number;
};

/** An order or a cart that the platform has and we do not, or differ on; or one that only we have. */
export type StoredDiscrepancy = {
  readonly id: DiscrepancyId;
  readonly storeId: StoreId;
  readonly reconciliationId: ReconciliationId;
  readonly subject: 'order' | 'cart';
  /** As the platform names it; empty where it told no id. */
  readonly externalId: string;
  readonly reason: DiscrepancyReason;
  /** What exactly, where there is more to say; never a person's data. */
  readonly details: string | null;
  readonly repaired: boolean;
  /** Of whom it tells, as keyed hashes; null where it tells of nobody. */
  readonly emailHash: string | null;
  readonly phoneHash: string | null;
};

export type ReasonCount = {
  readonly reason: DiscrepancyReason;
  readonly found: number;
  readonly repaired: number;
};

export type Reconciliations = {
  readonly started: (run: Reconciliation) => Write;
  /** Taken in hand until then, from the beginning. Conflicts when somebody else has it, or it is over. */
  readonly claimed: (run: Reconciliation, times: { readonly now: Date; readonly until: Date }) => Write;
  /** These three conflict when somebody else took it in hand since. */
  readonly progressed: (
    run: Reconciliation,
    told: { readonly orders: number; readonly carts: number; readonly until: Date },
  ) => Write;
  /** Left to whoever looks next. */
  readonly released: (run: Reconciliation, now: Date) => Write;
  readonly finished: (
    run: Reconciliation,
    end: Pick<Reconciliation, 'reason' | 'found' | 'repaired'> & {
      readonly state: 'done' | 'failed';
      readonly at: Date;
    },
  ) => Write;

  readonly find: (storeId: StoreId, id: ReconciliationId) => Promise<Reconciliation | null>;
  /** Newest first; `before` is the id of the last one seen. */
  readonly list: (
    storeId: StoreId,
    page: { readonly limit: number; readonly before: ReconciliationId | null },
  ) => Promise<readonly Reconciliation[]>;
  readonly lastScheduled: (storeId: StoreId) => Promise<Reconciliation | null>;
  /** Of all stores: running, and in nobody's hand. */
  readonly adrift: (now: Date, limit: number) => Promise<readonly Reconciliation[]>;
  readonly countRunning: (storeId: StoreId) => Promise<number>;

  /** Noted once for each reconciliation, thing and reason. */
  readonly noted: (discrepancies: readonly StoredDiscrepancy[]) => readonly Write[];
  /** These of its orders or carts are now as the platform says. */
  readonly mended: (id: ReconciliationId, subject: 'order' | 'cart', externalIds: readonly string[]) => Write;
  /** In the order in which they were found; `after` is the id of the last one seen. */
  readonly discrepancies: (
    storeId: StoreId,
    id: ReconciliationId,
    page: { readonly limit: number; readonly after: DiscrepancyId | null },
  ) => Promise<readonly StoredDiscrepancy[]>;
  readonly countByReason: (storeId: StoreId, id: ReconciliationId) => Promise<readonly ReasonCount[]>;

  /** Forgets what tells of these orders, carts or people; how many it were. */
  readonly erase: (
    storeId: StoreId,
    whom: { readonly externalIds: readonly string[]; readonly hashes: readonly string[] },
  ) => Promise<number>;
  /** Forgets reconciliations begun before then with all they found, at most `limit`; how many it were. */
  readonly forget: (storeId: StoreId, before: Date, limit: number) => Promise<number>;
};
