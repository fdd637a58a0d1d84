import { done, failed, type Command } from './command.ts';
import { withStore } from './named-store.ts';
import type { InOffice } from './office.ts';

export const storeRemove = (inOffice: InOffice): Command => ({
  words: ['store', 'remove'],
  usage: 'ID',
  summary: 'disconnects a store: nothing is sent any more, its credentials are forgotten',
  options: { store: { type: 'string' } },
  run: (input) =>
    inOffice((office) =>
      withStore(input, office, async ({ id }) => {
        const { stores, dueStores, commit } = office.store;
        const outcome = await commit([stores.removed(id, 'removed_by_operator'), dueStores.removed(id)]);
        return outcome === 'committed'
          ? done({ id, removed: true }, `removed ${id}`)
          : failed('the store changed meanwhile: try again');
      }),
    ),
});
