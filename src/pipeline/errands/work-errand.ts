import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Errand, ErrandName, SyncProgress } from '../../ports/store/errands.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';

/** What a handler made of an errand. */
export type ErrandResult =
  /** `nextAt`: when it is to be done again; null: never. */
  | { readonly kind: 'done'; readonly nextAt: Date | null }
  /** A part is done, and the rest may follow at once. */
  | { readonly kind: 'go_on'; readonly progress: SyncProgress }
  /** Again after a while, or after what the platform asks for. */
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number | null };

export type ErrandWork = {
  readonly store: ConnectedStore;
  readonly adapter: Adapter;
  readonly errand: Errand;
};

export type ErrandHandler = {
  /** Longer than the work takes: after it, somebody else may do it. */
  readonly leaseMs: number;
  readonly retry: { readonly firstMs: number; readonly mostMs: number };
  readonly work: (work: ErrandWork) => Promise<ErrandResult>;
};

export type ErrandHandlers = Partial<Readonly<Record<Errand['kind'], ErrandHandler>>>;

export type WorkErrandParts = {
  readonly store: Pick<Store, 'errands' | 'stores' | 'commit'>;
  readonly adapters: ReadonlyMap<Platform, Adapter>;
  readonly handlers: ErrandHandlers;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
};

/** `not_mine`: it is not due, or another process is at it. */
export type Worked = 'worked' | 'not_mine';
export type WorkErrand = (name: ErrandName) => Promise<Worked>;

/** Claims an errand, does it and notes what came of it. Whoever lost the claim meanwhile notes nothing. */
export const createWorkErrand =
  (parts: WorkErrandParts): WorkErrand =>
  async (name) => {
    const { store, handlers, clock } = parts;
    const handler = handlers[name.kind];
    if (handler === undefined) return 'not_mine';
    const now = clock.now();
    const until = new Date(now.getTime() + handler.leaseMs);
    if ((await store.commit([store.errands.claimed(name, { now, until })])) === 'conflict') return 'not_mine';
    const errand = await store.errands.find(name.storeId, name.kind);
    if (errand === null) return 'not_mine';
    const result = await carryOut(parts, handler, errand);
    const after = settledAs({ errand, handler, result, now: clock.now() });
    await store.commit([store.errands.settled({ ...name, claimedUntil: until }, after)]);
    return 'worked';
  };

const carryOut = async (
  { store, adapters, log }: WorkErrandParts,
  handler: ErrandHandler,
  errand: Errand,
): Promise<ErrandResult> => {
  const { storeId, kind } = errand;
  const known = await store.stores.find(storeId);
  const adapter = known === null ? undefined : adapters.get(known.platform);
  // Connecting it again wants all errands anew.
  if (known === null || adapter === undefined || known.state === 'uninstalled')
    return { kind: 'done', nextAt: null };
  const result = await attempt(handler, { store: known, adapter, errand });
  if (result.kind === 'failed') log.warn({ storeId, errand: kind, reason: result.reason }, 'errand failed');
  return result;
};

const attempt = async (handler: ErrandHandler, work: ErrandWork): Promise<ErrandResult> => {
  try {
    return await handler.work(work);
  } catch (reason) {
    // The words of a surprise may hold a secret: its name has to do.
    const name = reason instanceof Error ? reason.name : typeof reason;
    return { kind: 'failed', reason: `it broke off (${name})`, retryAfterMs: null };
  }
};

type Settling = {
  readonly errand: Errand;
  readonly handler: ErrandHandler;
  readonly result: ErrandResult;
  readonly now: Date;
};

const settledAs = ({ errand, handler: { retry }, result, now }: Settling) => {
  const { progress, doneAt, failingSince } = errand;
  const well = { failures: 0, failingSince: null, reason: null };
  switch (result.kind) {
    case 'done':
      return { ...well, progress, doneAt: now, dueAt: result.nextAt };
    case 'go_on':
      return { ...well, progress: result.progress, doneAt, dueAt: now };
    case 'failed': {
      const failures = errand.failures + 1;
      const waitMs = result.retryAfterMs ?? Math.min(retry.firstMs * 2 ** (failures - 1), retry.mostMs);
      const dueAt = new Date(now.getTime() + waitMs);
      const { reason } = result;
      return { failures, failingSince: failingSince ?? now, reason, progress, doneAt, dueAt };
    }
  }
};
