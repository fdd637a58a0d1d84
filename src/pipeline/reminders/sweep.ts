import type { MessageId, StoreId } from '../../core/words/ids.ts';
import type { DueStore } from '../../ports/store/due-stores.ts';
import type { ProductCards } from '../orders/product-cards.ts';
import type { ReminderParts } from './parts.ts';
import type { SendQueue } from './send-queue.ts';
import { createPictureWait } from './picture-wait.ts';

export type SweepParts = Pick<ReminderParts, 'store' | 'clock' | 'log' | 'limits'> & {
  readonly judge: (
    storeId: StoreId,
    cartId: Parameters<ReminderParts['store']['episodes']['judgeAgain']>[0]['id'],
  ) => Promise<unknown>;
  /** Reads the platform's newest orders; whether it could is told by the store's `ordersSeenUntil`. */
  readonly catchUp: (storeId: StoreId) => Promise<unknown>;
  /** Reads what the store's carts do not tell of their products. */
  readonly cards?: Pick<ProductCards, 'forMessages'>;
  readonly queue: SendQueue;
};

/** Stores looked at in one sweep, and how much of each. */
const MOST_STORES = 200;
const MOST_CARTS = 50;
const MOST_ROUNDS = 5;
const MOST_MESSAGES = 20;
/** A store that is being looked at is looked at again after this, should the process be gone by then. */
const LOOK_AGAIN_MS = 60_000;
/** While messages of it wait for a slot. */
const WHILE_WAITING_MS = 2_000;
const BETWEEN_FAILURES_MS = 30_000;
/** Orders this close to being too old are read again before messages go. */
const LONGEST_HEADROOM_MS = 5_000;

/**
 * Finds what is due: judges carts, and answers the messages that may be sent now. An idle sweep is one look-up in an
 * index, whatever is stored. Stores take turns, and one whose orders are being read holds up no other.
 */
export const createSweep = (parts: SweepParts) => {
  const { store, clock, queue } = parts;
  const catchingUp = createCatchUps(parts);
  const lacksPictures = createPictureWait(parts);

  return async (): Promise<readonly MessageId[]> => {
    const now = clock.now();
    const visiting = { ...parts, ...catchingUp, lacksPictures };
    const due = await store.dueStores.due(now, MOST_STORES);
    await Promise.all([
      ...due.map((one) => visit(visiting, one, now)),
      ...queue.takeDrained().map((storeId) => offer(visiting, storeId, now)),
    ]);
    return queue.start();
  };
};

type Visiting = SweepParts &
  ReturnType<typeof createCatchUps> & { readonly lacksPictures: ReturnType<typeof createPictureWait> };

/**
 * The store's time is moved ahead before anything of it is read: what is planned meanwhile brings it forward again,
 * so nothing is overlooked, whoever else sweeps or plans.
 */
const visit = async (parts: Visiting, due: DueStore, now: Date): Promise<void> => {
  const { store, queue } = parts;
  const again = new Date(now.getTime() + LOOK_AGAIN_MS);
  if ((await store.commit([store.dueStores.settled(due, again)])) === 'conflict') return;
  const { storeId } = due;
  await judgeDue(parts, storeId, now);
  const isReady = queue.isWaiting(storeId) || (await offer(parts, storeId, now));
  const next = await nextTime(parts, storeId, { isReady, now });
  if (next !== null) await store.commit([store.dueStores.broughtForward(storeId, next)]);
};

/** A flash sale's carts fall silent together: several rounds, so that other work comes in between. */
const judgeDue = async ({ store, judge }: Visiting, storeId: StoreId, now: Date): Promise<void> => {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const carts = await store.episodes.cartsToJudge(storeId, now, MOST_CARTS);
    await Promise.all(carts.map((cartId) => judge(storeId, cartId)));
    if (carts.length < MOST_CARTS) return;
  }
};

/** False while the store's orders or pictures are being read: the end of that wakes it. */
const offer = async (parts: Visiting, storeId: StoreId, now: Date): Promise<boolean> => {
  const ids = await parts.store.messages.due(storeId, now, MOST_MESSAGES);
  if (ids.length === 0) return true;
  const waits = await Promise.all([parts.mustWait(storeId, now), parts.lacksPictures(storeId, ids)]);
  if (waits.includes(true)) return false;
  parts.queue.add(storeId, ids);
  return true;
};

const nextTime = async (
  { store, queue }: Visiting,
  storeId: StoreId,
  { isReady, now }: { readonly isReady: boolean; readonly now: Date },
): Promise<Date | null> => {
  const judgeAt = await store.episodes.nextJudgeAt(storeId);
  if (!isReady) return judgeAt;
  const messageAt = queue.isWaiting(storeId)
    ? new Date(now.getTime() + WHILE_WAITING_MS)
    : await store.messages.nextDueAt(storeId);
  const times = [judgeAt, messageAt].flatMap((at) => (at === null ? [] : [at.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
};

/** One reading per store at a time; for a while after one that did not help its messages are left to wait by themselves. */
const createCatchUps = ({ store, catchUp, clock, log, limits }: SweepParts) => {
  const running = new Set<StoreId>();
  const failedAt = new Map<StoreId, number>();

  // A message is decided a little later than it is found. Orders read exactly one period ago would be too old by then,
  // time after time where the period divides the waits.
  const freshForMs = limits.ordersFreshForMs - Math.min(limits.ordersFreshForMs / 4, LONGEST_HEADROOM_MS);
  /** In milliseconds; always for a store that is its own truth. */
  const seenUntil = async (storeId: StoreId): Promise<number> => {
    const known = await store.stores.find(storeId);
    if (known === null || known.platform === 'custom') return Number.POSITIVE_INFINITY;
    return known.ordersSeenUntil?.getTime() ?? Number.NEGATIVE_INFINITY;
  };
  const isFresh = (seen: number, now: Date): boolean => now.getTime() - seen <= freshForMs;
  const run = async (storeId: StoreId): Promise<void> => {
    try {
      await catchUp(storeId);
    } catch (reason) {
      log.warn({ storeId, reason: reason instanceof Error ? reason.message : 'unknown' }, 'orders not read');
    }
    const now = clock.now();
    if (isFresh(await seenUntil(storeId), now)) failedAt.delete(storeId);
    else failedAt.set(storeId, now.getTime());
    running.delete(storeId);
    await store.commit([store.dueStores.broughtForward(storeId, now)]);
  };
  /** And nobody else has read them since. */
  const hasJustFailed = (storeId: StoreId, seen: number, now: Date): boolean => {
    const at = failedAt.get(storeId);
    return at !== undefined && seen < at && Math.abs(now.getTime() - at) < BETWEEN_FAILURES_MS;
  };
  /** True when the store's orders must be read first, and are. */
  const mustWait = async (storeId: StoreId, now: Date): Promise<boolean> => {
    if (running.has(storeId)) return true;
    const seen = await seenUntil(storeId);
    if (isFresh(seen, now) || hasJustFailed(storeId, seen, now)) return false;
    running.add(storeId);
    run(storeId).catch(() => {
      running.delete(storeId);
      log.error({ storeId }, 'store not woken after its orders were read');
    });
    return true;
  };
  return { mustWait };
};
