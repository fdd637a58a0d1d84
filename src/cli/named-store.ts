import type { StoreId } from '../core/words/ids.ts';
import type { ConnectedStore } from '../ports/store/stores.ts';
import { failed, textOf, wrongUse, type CommandInput, type CommandResult } from './command.ts';
import type { Office } from './office.ts';

/** Runs work for the store that `--store` names, or says why it can't. */
export const withStore = async (
  input: CommandInput,
  office: Office,
  work: (store: ConnectedStore) => Promise<CommandResult>,
): Promise<CommandResult> => {
  const id = textOf(input, 'store') ?? input.positionals[0] ?? null;
  if (id === null) return wrongUse('--store is missing');
  const store = await office.store.stores.find(id as StoreId);
  return store === null ? failed(`there is no store ${id}`) : work(store);
};
