import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConnectedStore, Stores } from '../../ports/store/stores.ts';
import type { Lanes } from '../intake/lanes.ts';
import type { IntakeParts } from '../intake/parts.ts';
import { contextOf } from '../adapter-context.ts';
import { takeIn } from './take-in.ts';
import { readListing, type Listed, type ListParts } from './read-listing.ts';

export type CatchUpParts = Omit<ListParts, 'stores' | 'now'> & {
  readonly intake: IntakeParts;
  readonly stores: Pick<Stores, 'find' | 'credentials' | 'ordersRead' | 'ordersNotRead'>;
  readonly adapters: ReadonlyMap<Platform, Adapter>;
  readonly lanes: Lanes;
  readonly clock: Pick<Clock, 'now'>;
};

export type CaughtUp =
  /** All that the platform knew at `seenUntil` is known here. */
  | { readonly kind: 'read'; readonly seenUntil: Date }
  /** What the store sends us is all the truth there is. */
  | { readonly kind: 'own_truth' }
  /** The watermark stands where it stood; nothing may be sent for this store. */
  | { readonly kind: 'not_read'; readonly reason: string };

/** `onDemand`: somebody asks and waits for the answer, so the platform is tried even while it is left alone. */
export type CatchUp = (storeId: StoreId, asked?: { readonly onDemand: boolean }) => Promise<CaughtUp>;

/** Listings are not exact to the second, and some platforms show a change minutes after it happened. */
const OVERLAP_MS = 10 * 60_000;
/** A store just connected: as far back as an order of yesterday's buyer can still hold a message back. */
const FIRST_LOOK_MS = 3 * 86_400_000;

/**
 * Reads what changed at the platform since the store's watermark, through the same way as webhooks. At most one at a
 * time per store: who asks meanwhile gets the same answer. After a failure the platform is left alone for a while, and
 * who asks meanwhile hears the reason.
 */
export const createCatchUp = (parts: CatchUpParts): CatchUp => {
  const running = new Map<StoreId, Promise<CaughtUp>>();
  const failures = new Map<StoreId, Failure>();

  const attempt = async (storeId: StoreId, onDemand: boolean): Promise<CaughtUp> => {
    const failure = failures.get(storeId);
    if (!onDemand && failure !== undefined && parts.clock.now() < failure.until)
      return notRead(failure.reason);
    const result = await readStore(parts, storeId);
    if (result.kind !== 'broken') {
      failures.delete(storeId);
      return result;
    }
    const now = parts.clock.now();
    failures.set(storeId, nextFailure(failure, result, now));
    await parts.intake.store.commit([
      parts.stores.ordersNotRead(storeId, { at: now, reason: result.reason }),
    ]);
    return notRead(result.reason);
  };

  return (storeId, { onDemand } = { onDemand: false }) => {
    const known = running.get(storeId);
    if (known !== undefined) return known;
    const started = attempt(storeId, onDemand).finally(() => void running.delete(storeId));
    running.set(storeId, started);
    return started;
  };
};

const notRead = (reason: string): CaughtUp => ({ kind: 'not_read', reason });

type Failure = { readonly reason: string; readonly until: Date; readonly count: number };
type Broken = Extract<Listed, { readonly kind: 'broken' }>;

/** 5 s, doubling to 5 min, or what the platform asks for. */
const nextFailure = (before: Failure | undefined, { reason, retryAfterMs }: Broken, now: Date): Failure => {
  const count = (before?.count ?? 0) + 1;
  const waitMs = retryAfterMs ?? Math.min(5_000 * 2 ** (count - 1), 300_000);
  return { reason, until: new Date(now.getTime() + waitMs), count };
};

const readStore = async (parts: CatchUpParts, storeId: StoreId): Promise<CaughtUp | Broken> => {
  const store = await parts.stores.find(storeId);
  const adapter = store === null ? undefined : parts.adapters.get(store.platform);
  if (store === null || adapter === undefined) return notRead('unknown store');
  if (adapter.capabilities.orderTruth === 'store') return { kind: 'own_truth' };
  if (isUnpaid(store)) return askAgain(parts, store, adapter);
  if (store.state !== 'active') return notRead(`the store is ${store.state}`);
  if (!store.hasCredentials) return notRead('no credentials');
  if (store.lapsed !== null) return notRead('the store must be connected again');
  if (adapter.orders === null) return notRead('this platform lists no orders');
  const { orders, carts, capabilities } = adapter;
  return readAll(
    parts,
    store,
    carts === null || capabilities.cartsFillGaps === true ? [orders] : [orders, carts],
  );
};

/** Paused since its platform refused to answer for want of payment, which need not be announced when it is over. */
export const isUnpaid = ({ state, stateReason }: ConnectedStore): boolean =>
  state === 'paused' && stateReason === 'unpaid';

const askAgain = async (parts: CatchUpParts, store: ConnectedStore, { probe }: Adapter) => {
  const now = parts.clock.now();
  const listing = { ...parts, now: parts.clock.now };
  const answer = probe === null ? null : await probe(await contextOf(listing, store));
  if (answer?.ok !== true) return broken('the store is paused');
  await takeIn(parts, store, [{ kind: 'store', change: 'resumed', at: now }]);
  return notRead('the store has just been resumed');
};

const readAll = async (parts: CatchUpParts, store: ConnectedStore, lists: readonly List[]) => {
  const seenUntil = parts.clock.now();
  try {
    for (const list of lists) {
      const listed = await readOne(parts, store, list);
      if (listed.kind === 'broken') return listed;
    }
  } catch (reason) {
    return broken(reason instanceof Error ? reason.message.slice(0, 300) : 'unknown failure');
  }
  await parts.intake.store.commit([parts.stores.ordersRead(store.id, { seenUntil, watermark: seenUntil })]);
  return { kind: 'read', seenUntil } as const;
};

type List = NonNullable<Adapter['orders']>;

const broken = (reason: string): Broken => ({ kind: 'broken', reason, retryAfterMs: null });

const readOne = async (parts: CatchUpParts, store: ConnectedStore, list: List): Promise<Listed> => {
  const request = { since: sinceOf(store), until: null };
  const listing = { ...parts, now: parts.clock.now };
  const listed = await readListing(listing, { store, list, request }, (told) => takeIn(parts, store, told));
  if (listed.kind === 'complete')
    for (const { reason } of listed.unread)
      parts.log.warn({ storeId: store.id, reason }, 'item of a listing not read');
  return listed;
};

const sinceOf = ({ tail, connectedAt }: ConnectedStore): Date =>
  tail.watermark === null
    ? new Date(connectedAt.getTime() - FIRST_LOOK_MS)
    : new Date(tail.watermark.getTime() - OVERLAP_MS);
