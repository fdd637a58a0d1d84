import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reconciliation } from '../../ports/store/reconciliations.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { Store } from '../../ports/store/store.ts';
import type { Reconciliations } from './reconciliations.ts';

export type ScheduleParts = {
  readonly store: Pick<Store, 'stores' | 'reconciliations'>;
  readonly adapters: ReadonlyMap<Platform, Adapter>;
  readonly reconciliations: Pick<Reconciliations, 'start' | 'ended'>;
  readonly clock: Pick<Clock, 'now'>;
};

const DAY_MS = 86_400_000;
const AFTER_FAILURE_MS = 3_600_000;
/** Platforms repeat webhooks for two days, and some orders change for as long. */
const LOOK_BACK_MS = 3 * DAY_MS;
/** However long we were away. */
const LONGEST_MS = 30 * DAY_MS;
const AT_ONCE = 2;

/** Starts the daily reconciliation of each store that is due, and waits for them; a few stores at a time. */
export const createScheduledReconciliation = (parts: ScheduleParts) => async (): Promise<void> => {
  const stores = (await parts.store.stores.list()).filter((store) => isListed(parts, store));
  const next = async (): Promise<void> => {
    for (let store = stores.pop(); store !== undefined; store = stores.pop())
      await reconcileDue(parts, store);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
};

const isListed = (
  { adapters }: ScheduleParts,
  { platform, state, hasCredentials }: ConnectedStore,
): boolean => {
  const adapter = adapters.get(platform);
  return (
    state === 'active' &&
    hasCredentials &&
    adapter?.capabilities.orderTruth === 'platform' &&
    adapter.orders !== null
  );
};

const reconcileDue = async (
  { store: { reconciliations: kept }, reconciliations, clock }: ScheduleParts,
  store: ConnectedStore,
): Promise<void> => {
  const window = dueWindow(store, await kept.lastScheduled(store.id), clock.now());
  if (window === null) return;
  const run = await reconciliations.start({
    storeId: store.id,
    ...window,
    repair: true,
    origin: 'schedule',
  });
  if (run !== null) await reconciliations.ended(run);
};

/**
 * The days that are to be compared now; null while it is not time. It begins where the last one that ended well did, or
 * some days back, so that a time without us is caught up with by itself.
 */
export const dueWindow = (
  { connectedAt }: Pick<ConnectedStore, 'connectedAt'>,
  last: Pick<Reconciliation, 'state' | 'from' | 'to' | 'startedAt' | 'finishedAt'> | null,
  now: Date,
): { readonly from: Date; readonly to: Date } | null => {
  if (last?.state === 'running' || now < dueAt(connectedAt, last)) return null;
  const since = sinceWhen(connectedAt, last, now);
  const from = Math.max(since, connectedAt.getTime(), now.getTime() - LONGEST_MS);
  return from < now.getTime() ? { from: new Date(from), to: now } : null;
};

type Last = Parameters<typeof dueWindow>[1];

const dueAt = (connectedAt: Date, last: Last): Date => {
  if (last === null) return new Date(connectedAt.getTime() + DAY_MS);
  return last.state === 'failed'
    ? new Date((last.finishedAt ?? last.startedAt).getTime() + AFTER_FAILURE_MS)
    : new Date(last.startedAt.getTime() + DAY_MS);
};

/** One that failed leaves its days to the next. */
const sinceWhen = (connectedAt: Date, last: Last, now: Date): number => {
  if (last === null) return connectedAt.getTime();
  if (last.state === 'failed') return last.from.getTime();
  return Math.min(last.to.getTime() - DAY_MS, now.getTime() - LOOK_BACK_MS);
};
