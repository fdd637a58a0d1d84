import type { StoreId } from '../../core/words/ids.ts';
import type { ConnectedStore, Stores } from '../../ports/store/stores.ts';

/** The store of a session. Stores are never deleted, so a session's is always there. */
export const storeOf = async (stores: Pick<Stores, 'find'>, storeId: StoreId): Promise<ConnectedStore> => {
  const found = await stores.find(storeId);
  if (found === null) throw new Error('a session names a store that is gone');
  return found;
};
