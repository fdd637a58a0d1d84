import { shortHash } from '../../core/cart/canonical-hash.ts';
import type { Delivery } from '../../ports/store/deliveries.ts';

/** At about 150 bytes each, 3 MB. */
const MOST_KEPT = 20_000;
/** Platforms tell the same state again within seconds to minutes. */
const KEPT_FOR_MS = 3_600_000;

/**
 * What was processed lately, by its content. A snapshot of a cart that says again what has taken effect changes
 * nothing, so it need not be read; a delivery replayed by hand always is.
 */
export const createRecentBodies = () => {
  const times = new Map<string, number>();
  return {
    keyOf: ({ platform, storeKey, topic }: Delivery, text: string): string =>
      `${platform} ${storeKey} ${topic} ${shortHash(text)}`,
    isRepeated: ({ receivedAt, nextAttemptAt }: Delivery, key: string): boolean => {
      const at = times.get(key);
      if (at === undefined || receivedAt.getTime() !== nextAttemptAt.getTime()) return false;
      return Math.abs(receivedAt.getTime() - at) < KEPT_FOR_MS;
    },
    tookEffect: (key: string, at: Date): void => {
      times.delete(key);
      times.set(key, at.getTime());
      if (times.size <= MOST_KEPT) return;
      const oldest = times.keys().next().value;
      if (oldest !== undefined) times.delete(oldest);
    },
  };
};
