import type { MessageId, StoreId } from '../../core/words/ids.ts';
import type { ProductCards } from '../orders/product-cards.ts';
import type { ReminderParts } from './parts.ts';

export type PictureWaitParts = Pick<ReminderParts, 'store' | 'clock' | 'log'> & {
  readonly cards?: Pick<ProductCards, 'forMessages'>;
};

/** True while pictures for these messages are being read, which is soon over and wakes their store. */
export const createPictureWait = ({ store, cards, clock, log }: PictureWaitParts) => {
  const woken = new Set<StoreId>();

  const wake = async (storeId: StoreId, over: Promise<void>): Promise<void> => {
    await over;
    woken.delete(storeId);
    await store.commit([store.dueStores.broughtForward(storeId, clock.now())]);
  };

  return async (storeId: StoreId, ids: readonly MessageId[]): Promise<boolean> => {
    const reading = await cards?.forMessages(storeId, ids);
    if (reading === undefined || reading === null) return false;
    if (woken.has(storeId)) return true;
    woken.add(storeId);
    wake(storeId, reading.over).catch(() => {
      log.error({ storeId }, 'store not woken after its pictures were read');
    });
    return true;
  };
};
