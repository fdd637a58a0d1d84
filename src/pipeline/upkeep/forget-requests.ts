import type { DataRequestId, StoreId } from '../../core/words/ids.ts';
import type { Store } from '../../ports/store/store.ts';
import type { EraseRequest } from '../intake/parts.ts';
import { keysOfAsking } from './asking-person.ts';

type Parts = { readonly store: Pick<Store, 'dataRequests' | 'shoppers' | 'commit'> };

type Whom = Pick<EraseRequest, 'emailKeys' | 'phoneKeys' | 'customerIds'>;

const STEP = 100;

/** Removes somebody's data requests; they lie sealed, so each of the store's is opened. */
export const createForgetRequests =
  ({ store: { dataRequests, shoppers, commit } }: Parts) =>
  async (storeId: StoreId, { emailKeys, phoneKeys, customerIds = [] }: Whom): Promise<number> => {
    const erased = new Set([...emailKeys, ...phoneKeys]);
    let forgotten = 0;
    let before: DataRequestId | null = null;
    for (;;) {
      const page = await dataRequests.listPersonal(storeId, { limit: STEP, before });
      const ids: DataRequestId[] = [];
      for (const { id, person } of page) {
        const keys = await keysOfAsking(shoppers, storeId, person);
        const isTheirs =
          [...keys.emailKeys, ...keys.phoneKeys].some((key) => erased.has(key)) ||
          (person.customerId !== null && customerIds.includes(person.customerId));
        if (isTheirs) ids.push(id);
      }
      if (ids.length > 0) await commit([dataRequests.forgotten(storeId, ids)]);
      forgotten += ids.length;
      before = page.at(-1)?.id ?? null;
      if (page.length < STEP) return forgotten;
    }
  };
