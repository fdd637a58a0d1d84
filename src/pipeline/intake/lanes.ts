import type { StoreId } from '../../core/words/ids.ts';

/**
 * One at a time per store: webhooks, listings and erasing work on the same carts and orders, and what an order and a
 * cart that arrive together mean for each other is seen only by whoever comes second. Other processes are kept apart by
 * the rows' revisions.
 */
export type Lanes = {
  readonly run: <Result>(storeId: StoreId, work: () => Promise<Result>) => Promise<Result>;
};

export const createLanes = (): Lanes => {
  const last = new Map<StoreId, Promise<unknown>>();
  return {
    run: (storeId, work) => {
      const before = last.get(storeId) ?? Promise.resolve();
      const result = before.then(work, work);
      last.set(storeId, result);
      const leave = () => {
        if (last.get(storeId) === result) last.delete(storeId);
      };
      void result.then(leave, leave);
      return result;
    },
  };
};
