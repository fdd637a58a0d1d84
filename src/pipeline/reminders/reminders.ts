import type { MessageId, StoreId } from '../../core/words/ids.ts';
import { createJudge } from './judge.ts';
import type { ProductCards } from '../orders/product-cards.ts';
import type { ReminderParts } from './parts.ts';
import { createSend } from './send.ts';
import { createSendQueue } from './send-queue.ts';
import { createApplyStatus, createSettle, createTakeOver } from './settle.ts';
import { createSweep } from './sweep.ts';

/** Everything about reminders, put together: what a runner runs. */
export const createReminders = (
  parts: ReminderParts & {
    readonly catchUp: (storeId: StoreId) => Promise<unknown>;
    /** Left out: carts tell all of their products themselves. */
    readonly cards?: Pick<ProductCards, 'forMessages'>;
  },
) => {
  const { concurrency, concurrencyPerStore } = parts.limits;
  const queue = createSendQueue({
    total: concurrency,
    perStore: concurrencyPerStore,
    now: parts.clock.now,
  });
  const send = createSend(parts);
  return {
    /** The messages that may be sent now; each is to be given to `send` once, which frees its place. */
    sweep: createSweep({ ...parts, judge: createJudge(parts), queue }),
    send: async (id: MessageId): Promise<void> => {
      try {
        await send(id);
      } finally {
        queue.finished(id);
      }
    },
    settle: createSettle(parts),
    takeOver: createTakeOver(parts),
    applyStatus: createApplyStatus(parts),
    /** Messages that wait for a place. */
    waiting: queue.size,
  };
};
