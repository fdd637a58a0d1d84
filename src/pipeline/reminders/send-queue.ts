import type { MessageId, StoreId } from '../../core/words/ids.ts';

/**
 * Messages waiting for a slot, in turn by store. A store has at most `perStore` slots; for its second and further
 * ones some must stay free for others, so that servers that hang do not take them all. Only a memory: whoever starts
 * a message still has to claim it.
 */
export const createSendQueue = ({
  total,
  perStore,
}: {
  readonly total: number;
  readonly perStore: number;
}) => {
  const waiting = new Map<StoreId, MessageId[]>();
  const inHand = new Map<MessageId, StoreId>();
  const drained = new Set<StoreId>();
  const kept = Math.min(perStore, Math.floor(total / 4));

  const inHandOf = (storeId: StoreId): number => [...inHand.values()].filter((id) => id === storeId).length;

  const mayStart = (storeId: StoreId): boolean => {
    const own = inHandOf(storeId);
    const free = total - inHand.size;
    return own < perStore && free > (own === 0 ? 0 : kept);
  };
  const startNext = (): MessageId | null => {
    for (const [storeId, ids] of waiting) {
      if (!mayStart(storeId)) continue;
      const id = ids.shift();
      waiting.delete(storeId);
      // At the end: the other stores come first.
      if (ids.length > 0) waiting.set(storeId, ids);
      else drained.add(storeId);
      if (id === undefined) continue;
      inHand.set(id, storeId);
      return id;
    }
    return null;
  };

  return {
    add: (storeId: StoreId, ids: readonly MessageId[]): void => {
      const known = waiting.get(storeId) ?? [];
      const fresh = ids.filter((id) => !known.includes(id) && !inHand.has(id));
      if (known.length + fresh.length > 0) waiting.set(storeId, [...known, ...fresh]);
    },
    /** Those that may start now; each keeps its slot until `finished`. */
    start: (): readonly MessageId[] => {
      const started: MessageId[] = [];
      for (let id = startNext(); id !== null; id = startNext()) started.push(id);
      return started;
    },
    finished: (id: MessageId): void => {
      inHand.delete(id);
    },
    /** Stores of which the last waiting one was started since this was asked last: there may be more of them. */
    takeDrained: (): readonly StoreId[] => {
      const stores = [...drained];
      drained.clear();
      return stores;
    },
    isWaiting: (storeId: StoreId): boolean => waiting.has(storeId),
    size: (): number => [...waiting.values()].reduce((sum, ids) => sum + ids.length, 0),
  };
};

export type SendQueue = ReturnType<typeof createSendQueue>;
