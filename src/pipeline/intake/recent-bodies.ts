import { shortHash } from '../../core/cart/canonical-hash.ts';
import type { Delivery } from '../../ports/store/deliveries.ts';

/** Of the newest at least so many, at most twice as many: at about 100 bytes each, 2 MB. */
const KEPT = 10_000;
/** Platforms tell the same state again within seconds to minutes. */
const KEPT_FOR_MS = 3_600_000;

/**
 * What was processed lately, by its content. A snapshot of a cart that says again what has taken effect changes
 * nothing, so it need not be read; a delivery replayed by hand always is.
 */
export const createRecentBodies = () => {
  // Two halves, the older one dropped whole: taking the oldest entry out of a map walks past all taken out before.
  let newer = new Map<string, number>();
  let older = new Map<string, number>();
  return {
    keyOf: ({ platform, storeKey, topic }: Delivery, text: string): string =>
      shortHash(`${platform} ${storeKey} ${topic} ${text}`),
    isRepeated: ({ receivedAt, nextAttemptAt }: Delivery, key: string): boolean => {
      const at = newer.get(key) ?? older.get(key);
      if (at === undefined || receivedAt.getTime() !== nextAttemptAt.getTime()) return false;
      return Math.abs(receivedAt.getTime() - at) < KEPT_FOR_MS;
    },
    tookEffect: (key: string, at: Date): void => {
      newer.set(key, at.getTime());
      if (newer.size < KEPT) return;
      older = newer;
      newer = new Map();
    },
  };
};
