import { newId, type RandomBytes, type ReconciliationId, type StoreId } from '../../core/words/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Reconciliation } from '../../ports/store/reconciliations.ts';
import type { Store } from '../../ports/store/store.ts';
import type { FindingBook } from './findings.ts';
import { createFindingBook, RunLost, RunStopped } from './finding-book.ts';
import type { Reconciled, ReconcileRequest } from './reconcile.ts';

export type ReconciliationParts = {
  readonly store: Pick<Store, 'reconciliations' | 'commit'>;
  readonly reconcile: (request: ReconcileRequest, book: FindingBook) => Promise<Reconciled>;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

export type Reconciliations = {
  /** Writes it down and begins, one at a time for each store. Null: too many of the store's run already. */
  readonly start: (request: StartRequest) => Promise<Reconciliation | null>;
  /** Resolves when the run is over or nobody here works on it any more, with how it then stands. */
  readonly ended: (run: Pick<Reconciliation, 'id' | 'storeId'>) => Promise<Reconciliation | null>;
  /** Goes on with what others left behind, such as a process that is gone. Resolves when that is over. */
  readonly resume: () => Promise<void>;
  /** Stops between two pages; whoever starts next goes on. */
  readonly stop: () => Promise<void>;
};

export type StartRequest = ReconcileRequest & Pick<Reconciliation, 'origin'>;

/** More than these of one store wait for nobody: they are the same question again and again. */
const MOST_RUNNING = 5;
const MOST_RESUMED = 20;
/** What was begun as often as this and never ended breaks whoever works on it. */
const MOST_ATTEMPTS = 5;
/** A page takes a minute at most, by the limiter; who is silent for longer is gone. */
export const HELD_MS = 5 * 60_000;

/** Reconciliations as they are kept: each ends `done` or `failed`, whoever dies meanwhile. */
export const createReconciliations = (parts: ReconciliationParts): Reconciliations => {
  const { store, clock, log } = parts;
  const kept = store.reconciliations;
  const last = new Map<StoreId, Promise<void>>();
  const inHand = new Map<ReconciliationId, Promise<void>>();
  let isStopped = false;

  const work = async (given: Reconciliation): Promise<void> => {
    const now = clock.now();
    if (isStopped) return;
    if (given.attempts >= MOST_ATTEMPTS) return fail(parts, given, 'interrupted too often');
    const claim = kept.claimed(given, { now, until: new Date(now.getTime() + HELD_MS) });
    if ((await store.commit([claim])) === 'conflict') return;
    const run = { ...given, attempts: given.attempts + 1 };
    const book = createFindingBook({ ...parts, heldMs: HELD_MS, isStopped: () => isStopped }, run);
    await carryThrough(parts, run, book);
  };
  const begin = (run: Reconciliation): Promise<void> => {
    const known = inHand.get(run.id);
    if (known !== undefined) return known;
    const done = (last.get(run.storeId) ?? Promise.resolve())
      .then(() => work(run))
      .catch((reason: unknown) => {
        log.error({ storeId: run.storeId, reason: nameOf(reason) }, 'reconciliation not written down');
      })
      .finally(() => {
        inHand.delete(run.id);
        if (last.get(run.storeId) === done) last.delete(run.storeId);
      });
    last.set(run.storeId, done);
    inHand.set(run.id, done);
    return done;
  };

  return {
    start: async (request) => {
      if (isStopped || (await kept.countRunning(request.storeId)) >= MOST_RUNNING) return null;
      const run = fresh(parts, request);
      await store.commit([kept.started(run)]);
      void begin(run);
      return run;
    },
    ended: async ({ id, storeId }) => {
      await inHand.get(id);
      return kept.find(storeId, id);
    },
    resume: async () => {
      const left = await kept.adrift(clock.now(), MOST_RESUMED);
      await Promise.all(left.map(begin));
    },
    stop: async () => {
      isStopped = true;
      await Promise.all(inHand.values());
    },
  };
};

const fresh = ({ clock, randomBytes }: ReconciliationParts, request: StartRequest): Reconciliation => {
  const now = clock.now();
  return {
    ...request,
    id: newId<ReconciliationId>(now, randomBytes),
    state: 'running',
    reason: null,
    startedAt: now,
    finishedAt: null,
    // In nobody's hand until somebody begins.
    heldUntil: now,
    attempts: 0,
    orders: 0,
    carts: 0,
    found: 0,
    repaired: 0,
  };
};

const carryThrough = async (
  parts: ReconciliationParts,
  run: Reconciliation,
  book: FindingBook,
): Promise<void> => {
  const { store, reconcile, clock, log } = parts;
  try {
    const outcome = await reconcile(run, book);
    if (outcome.kind === 'failed') await fail(parts, run, outcome.reason);
    else await finish(parts, run, { state: 'done', reason: null });
  } catch (reason) {
    if (reason instanceof RunLost) return;
    if (reason instanceof RunStopped)
      return void (await store.commit([store.reconciliations.released(run, clock.now())]));
    log.error({ storeId: run.storeId, reason: nameOf(reason) }, 'reconciliation failed');
    await fail(parts, run, 'an error of our own');
  }
};

const fail = (parts: ReconciliationParts, run: Reconciliation, reason: string) =>
  finish(parts, run, { state: 'failed', reason: reason.slice(0, 300) });

const finish = async (
  { store, clock }: ReconciliationParts,
  run: Reconciliation,
  end: { readonly state: 'done' | 'failed'; readonly reason: string | null },
): Promise<void> => {
  const counts = await store.reconciliations.countByReason(run.storeId, run.id);
  const sum = (name: 'found' | 'repaired') => counts.reduce((total, one) => total + one[name], 0);
  const told = { ...end, found: sum('found'), repaired: sum('repaired'), at: clock.now() };
  await store.commit([store.reconciliations.finished(run, told)]);
};

const nameOf = (reason: unknown): string => (reason instanceof Error ? reason.name : typeof reason);
