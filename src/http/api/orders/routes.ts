import type { StoreId } from '../../../core/words/ids.ts';
import { CATCH_UP } from '../../contract/orders.ts';
import { bind, done, type Bound } from '../bind.ts';
import { writeInstantOrNull } from '../write.ts';

export type OrderRouteParts = {
  /** Reads the orders changed since the watermark. */
  readonly catchUp: (storeId: StoreId) => Promise<CaughtUp>;
};

export type CaughtUp = {
  readonly ordersSeenUntil: Date | null;
  /** Why the platform's orders could not be read; null when they were. */
  readonly failure: string | null;
};

export const orderRoutes = ({ catchUp }: OrderRouteParts): readonly Bound[] => [
  bind(CATCH_UP, async ({ storeId }) => {
    const { ordersSeenUntil, failure } = await catchUp(storeId);
    return done({
      state: failure === null ? 'done' : 'failed',
      ordersSeenUntil: writeInstantOrNull(ordersSeenUntil),
      reason: failure,
    });
  }),
];
