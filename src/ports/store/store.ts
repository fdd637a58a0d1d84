import type { DueStores } from './due-stores.ts';
import type { Commit } from './write.ts';

/** All that is kept, by concept. Reads are promises; changes are writes, executed together by `commit`. */
export type Store = {
  readonly commit: Commit;
  readonly dueStores: DueStores;
};
