import type { Adapter } from '../ports/adapter.ts';
import type { RandomBytes, StoreId } from '../core/words/ids.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store/store.ts';

/** What commands work with: the store opened beside a running server, and the product's own functions. */
export type Office = {
  readonly appUrl: string;
  readonly store: Pick<Store, 'commit' | 'stores' | 'access' | 'deliveries' | 'dueStores'>;
  readonly adapters: readonly Adapter[];
  /** Variables that a platform lacks; none when it is on. */
  readonly missingVariables: (platform: Platform) => readonly string[];
  readonly shopifyClient: { readonly clientId: string; readonly clientSecret: string } | null;
  readonly outbound: Outbound;
  readonly erase: Erase;
  readonly reconcile: Reconcile;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

/** Opens the office, works in it and closes it, also when the work fails. */
export type InOffice = <Result>(work: (office: Office) => Promise<Result>) => Promise<Result>;

export type Erase = (
  storeId: StoreId,
  person: { readonly email: string | null; readonly phone: string | null },
) => Promise<Readonly<Record<string, number>>>;

export type Reconcile = (request: {
  readonly storeId: StoreId;
  readonly from: Date;
  readonly to: Date;
  readonly repair: boolean;
}) => Promise<{
  readonly id: string;
  readonly state: 'done' | 'failed';
  readonly discrepancies: readonly Discrepancy[];
}>;

export type Discrepancy = {
  readonly orderId: string | null;
  readonly reason: string;
  readonly text: string;
  readonly repaired: boolean;
};
