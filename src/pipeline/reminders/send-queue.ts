import type { MessageId, StoreId } from '../../core/words/ids.ts';
import { createPace, type Pace } from './send-pace.ts';

/**
 * Messages waiting for a slot, in turn by store. A store has at most `perStore` slots; for its second and further
 * ones some must stay free for others. Stores whose server hangs have at most half of all slots together, and one is
 * kept for stores whose last message went through quickly: so however many servers hang, they do not take all. Only a
 * memory: whoever starts a message still has to claim it.
 */
export const createSendQueue = ({
  total,
  perStore,
  now,
}: {
  readonly total: number;
  readonly perStore: number;
  readonly now: () => Date;
}) => {
  const waiting = new Map<StoreId, MessageId[]>();
  const inHand = new Map<MessageId, StoreId>();
  const drained = new Set<StoreId>();
  const pace = createPace(now);
  const mayStart = createShares({ total, perStore, inHand, pace });
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
      pace.began(id, storeId);
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
      pace.ended(id);
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

type Shares = {
  readonly total: number;
  readonly perStore: number;
  readonly inHand: ReadonlyMap<MessageId, StoreId>;
  readonly pace: Pace;
};

const createShares = ({ total, perStore, inHand, pace }: Shares) => {
  const kept = Math.min(perStore, Math.floor(total / 4));
  const forProven = Math.min(1, kept);
  const forSlow = Math.max(1, Math.floor(total / 2));
  const inHandWhere = (holds: (storeId: StoreId) => boolean): number =>
    [...inHand.values()].filter(holds).length;

  return (storeId: StoreId): boolean => {
    const own = inHandWhere((id) => id === storeId);
    const free = total - inHand.size;
    if (own >= perStore || free <= (own === 0 ? 0 : kept)) return false;
    const known = pace.of(storeId);
    if (known === 'quick') return true;
    if (known === 'slow' && inHandWhere((id) => pace.of(id) === 'slow') >= forSlow) return false;
    return inHandWhere((id) => pace.of(id) !== 'quick') < total - forProven;
  };
};

export type SendQueue = ReturnType<typeof createSendQueue>;
