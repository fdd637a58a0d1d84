import type { MessageId, StoreId } from '../../core/words/ids.ts';

/** A mail server that answers takes well under a second; one that scans before it answers a few. */
const SLOW_MS = 5_000;
/** Stores that are forgotten first are those heard of first: they count as unknown again. */
const MOST_KNOWN = 10_000;

/** How long each store's messages take, as seen here: `slow` also while one of them is in hand for too long. */
export const createPace = (now: () => Date) => {
  const inHand = new Map<MessageId, { readonly storeId: StoreId; readonly since: number }>();
  const last = new Map<StoreId, 'quick' | 'slow'>();
  const isOver = (since: number): boolean => now().getTime() - since > SLOW_MS;

  return {
    began: (id: MessageId, storeId: StoreId): void => {
      inHand.set(id, { storeId, since: now().getTime() });
    },
    ended: (id: MessageId): void => {
      const known = inHand.get(id);
      if (known === undefined) return;
      inHand.delete(id);
      last.delete(known.storeId);
      last.set(known.storeId, isOver(known.since) ? 'slow' : 'quick');
      const [oldest] = last.keys();
      if (last.size > MOST_KNOWN && oldest !== undefined) last.delete(oldest);
    },
    of: (storeId: StoreId): 'quick' | 'slow' | 'unknown' => {
      for (const { storeId: own, since } of inHand.values())
        if (own === storeId && isOver(since)) return 'slow';
      return last.get(storeId) ?? 'unknown';
    },
  };
};

export type Pace = ReturnType<typeof createPace>;
