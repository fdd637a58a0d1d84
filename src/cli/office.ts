import type { PersonFile } from '../core/privacy/person-file.ts';
import type { RandomBytes, StoreId } from '../core/words/ids.ts';
import type { Platform } from '../core/words/vocabulary.ts';
import type { ConnectStore } from '../pipeline/connect/connect-store.ts';
import type { WorkErrand } from '../pipeline/errands/work-errand.ts';
import type { ReconcileRequest } from '../pipeline/orders/reconcile.ts';
import type { Reconciliation, StoredDiscrepancy } from '../ports/store/reconciliations.ts';
import type { RunReplay } from '../pipeline/reminders/replay.ts';
import type { Adapter } from '../ports/adapter.ts';
import type { Log } from '../ports/log.ts';
import type { Outbound } from '../ports/outbound.ts';
import type { Store } from '../ports/store/store.ts';

/** What commands work with: the store opened beside a running server, and the product's own functions. */
export type Office = {
  readonly appUrl: string;
  readonly store: Pick<Store, 'commit' | 'stores' | 'access' | 'deliveries' | 'dueStores'>;
  readonly adapters: readonly Adapter[];
  /** Variables that a platform lacks; none when it is on. */
  readonly missingVariables: (platform: Platform) => readonly string[];
  readonly shopifyClient: { readonly clientId: string; readonly clientSecret: string } | null;
  readonly outboundFor: (platform: Platform) => Outbound;
  readonly connectStore: ConnectStore;
  /** One thing that is to be done for a store at its platform, done now. */
  readonly workErrand: WorkErrand;
  readonly erase: Erase;
  readonly personFile: ReadFileOf;
  /** Carried through to its end, with all it found; null: too many of the store's run already. */
  readonly reconcile: (request: ReconcileRequest) => Promise<Reconciled | null>;
  readonly replay: RunReplay;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

/** Opens the office, works in it and closes it, also when the work fails. */
export type InOffice = <Result>(work: (office: Office) => Promise<Result>) => Promise<Result>;

export type Reconciled = Reconciliation & { readonly discrepancies: readonly StoredDiscrepancy[] };

/** Everything held about them; null when neither the e-mail nor the phone is one. */
export type ReadFileOf = (
  storeId: StoreId,
  person: { readonly email: string | null; readonly phone: string | null },
) => Promise<PersonFile | null>;

/** What was erased, counted by kind; null when neither the e-mail nor the phone is one. */
export type Erase = (
  storeId: StoreId,
  person: { readonly email: string | null; readonly phone: string | null },
) => Promise<Readonly<Record<string, number>> | null>;
