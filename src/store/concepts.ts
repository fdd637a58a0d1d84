import type { Store } from '../ports/store/store.ts';
import { createDueStores } from './due-stores.ts';
import type { Engine } from './engine.ts';

/** Every concept of the store on one engine: the main connection's and, for reading, the reader's. */
export const createConcepts = (engine: Engine): Omit<Store, 'commit'> => ({
  dueStores: createDueStores(engine),
});
