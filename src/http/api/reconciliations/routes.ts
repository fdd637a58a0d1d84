import { newId, type RandomBytes, type StoreId } from '../../../core/words/ids.ts';
import type { Language } from '../../../core/words/vocabulary.ts';
import type { DiscrepancyReason } from '../../../core/words/reason-codes.ts';
import { describeDiscrepancy } from '../../../pipeline/orders/discrepancy-words.ts';
import type { Log } from '../../../ports/log.ts';
import type { Store } from '../../../ports/store/store.ts';
import { READ_RECONCILIATION, START_RECONCILIATION } from '../../contract/reconciliations.ts';
import { NOT_FOUND } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { readerOf } from '../reader.ts';
import { storeOf } from '../store-of.ts';

export type ReconciliationRouteParts = {
  readonly store: Pick<Store, 'stores'>;
  readonly reconcile: Reconcile;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

export type Reconcile = (request: {
  readonly storeId: StoreId;
  readonly from: Date;
  readonly to: Date;
  readonly repair: boolean;
}) => Promise<Reconciled>;

export type Reconciled = {
  readonly kind: 'done' | 'failed';
  /** Why it failed. */
  readonly reason?: string;
  readonly discrepancies: readonly Found[];
};

type Found = {
  readonly orderId: string;
  readonly reason: DiscrepancyReason;
  readonly details: string | null;
  readonly repaired: boolean;
};

type Run = { readonly id: string; readonly storeId: StoreId; result: Reconciled | null };

/** Of all stores together; the oldest are forgotten. */
const MOST_KEPT = 200;

/** It takes as long as the platform's pages take, so it is started and asked for later. */
export const reconciliationRoutes = (parts: ReconciliationRouteParts): readonly Bound[] => {
  const runs = new Map<string, Run>();
  return [
    bind(START_RECONCILIATION, async ({ storeId, body }) => {
      const run: Run = { id: newId(parts.now(), parts.randomBytes), storeId, result: null };
      keep(runs, run);
      const { from, to, repair } = body;
      void finish(parts, run, { storeId, from: new Date(from), to: new Date(to), repair });
      return done({ id: run.id, state: 'running' });
    }),

    bind(READ_RECONCILIATION, async ({ storeId, params, acceptLanguage }) => {
      const run = runs.get(params.id);
      if (run?.storeId !== storeId) return refuse(NOT_FOUND);
      const { language } = readerOf(acceptLanguage, await storeOf(parts.store.stores, storeId));
      return done(present(run, language));
    }),
  ];
};

const keep = (runs: Map<string, Run>, run: Run): void => {
  runs.set(run.id, run);
  const [oldest] = runs.keys();
  if (runs.size > MOST_KEPT && oldest !== undefined) runs.delete(oldest);
};

const finish = async (
  { reconcile, log }: ReconciliationRouteParts,
  run: Run,
  request: Parameters<Reconcile>[0],
): Promise<void> => {
  try {
    run.result = await reconcile(request);
  } catch (reason) {
    log.error(
      { storeId: run.storeId, reason: reason instanceof Error ? reason.name : typeof reason },
      'reconciliation failed',
    );
    run.result = { kind: 'failed', reason: 'an error of our own', discrepancies: [] };
  }
};

const present = ({ id, result }: Run, language: Language) => ({
  id,
  state: result?.kind ?? ('running' as const),
  reason: result?.reason ?? null,
  discrepancies: (result?.discrepancies ?? []).map((found) => ({
    orderId: found.orderId,
    reason: found.reason,
    text: describeDiscrepancy(found, language),
    repaired: found.repaired,
  })),
});
