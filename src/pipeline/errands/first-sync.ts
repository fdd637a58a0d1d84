import type { Observation } from '../../core/cart/observation.ts';
import type { ListRequest } from '../../ports/adapter.ts';
import type { SyncProgress } from '../../ports/store/errands.ts';
import type { CatchUpParts } from '../orders/catch-up.ts';
import { readListing, type Listed } from '../orders/read-listing.ts';
import { takeIn } from '../orders/take-in.ts';
import type { ErrandHandler, ErrandResult, ErrandWork } from './work-errand.ts';

/** Of the orders at a time: a busy shop's fit into a claim, and a quiet one is read in few calls. */
const PART_MS = 3 * 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * The history of a store that was connected, through the ordinary intake: its orders a few days at a time, then its carts. What
 * is read already is noted after each part, so a crash costs at most one part. Nothing is ever sent of it: whatever
 * was abandoned or ordered before the store was connected opens no run.
 */
export const createFirstSync = (parts: CatchUpParts): ErrandHandler => ({
  leaseMs: 15 * 60_000,
  retry: { firstMs: 60_000, mostMs: HOUR_MS },
  work: async (work) => {
    const { progress } = work.errand;
    if (progress === null) return { kind: 'done', nextAt: null };
    if (work.store.state !== 'active')
      return { kind: 'failed', reason: `the store is ${work.store.state}`, retryAfterMs: HOUR_MS };
    return (await readOrders(parts, work, progress)) ?? (await readCarts(parts, work, progress)) ?? OVER;
  },
});

const OVER: ErrandResult = { kind: 'done', nextAt: null };

const readOrders = async (
  parts: CatchUpParts,
  work: ErrandWork,
  progress: SyncProgress,
): Promise<ErrandResult | null> => {
  const { ordersReadUntil: since, until } = progress;
  const list = work.adapter.orders;
  if (list === null || since >= until) return null;
  const end = new Date(Math.min(since.getTime() + PART_MS, until.getTime()));
  const { listed, count } = await readPart(parts, { ...work, list, request: { since, until: end } });
  if (listed.kind === 'broken') return failed(listed);
  return { kind: 'go_on', progress: { ...progress, ordersReadUntil: end, orders: progress.orders + count } };
};

/** In one go: some platforms list their carts only whole. */
const readCarts = async (
  parts: CatchUpParts,
  work: ErrandWork,
  progress: SyncProgress,
): Promise<ErrandResult | null> => {
  const list = work.adapter.carts;
  if (list === null || progress.cartsRead) return null;
  const request = { since: progress.since, until: null };
  const { listed, count } = await readPart(parts, { ...work, list, request });
  if (listed.kind === 'broken') return failed(listed);
  return { kind: 'go_on', progress: { ...progress, cartsRead: true, carts: count } };
};

type Part = Pick<ErrandWork, 'store'> & {
  readonly list: NonNullable<ErrandWork['adapter']['orders']>;
  readonly request: ListRequest;
};

const readPart = async (parts: CatchUpParts, { store, list, request }: Part) => {
  let count = 0;
  const listing = { ...parts, now: parts.clock.now };
  const listed = await readListing(listing, { store, list, request }, async (told) => {
    count += told.filter(isOfShopper).length;
    await takeIn(parts, store, told);
  });
  return { listed, count };
};

const isOfShopper = ({ kind }: Observation): boolean => kind === 'order' || kind === 'cart';

const failed = ({ reason, retryAfterMs }: Extract<Listed, { kind: 'broken' }>): ErrandResult => ({
  kind: 'failed',
  reason,
  retryAfterMs,
});
