import type { Tombstone } from '../../core/privacy/redaction.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

export type Tombstones = {
  readonly ofHashes: (storeId: StoreId, hashes: readonly string[]) => Promise<readonly Tombstone[]>;
  /** True for almost all stores: then nothing needs to be hashed. */
  readonly none: (storeId: StoreId) => Promise<boolean>;
  /** A later one takes the place of an earlier one. */
  readonly buried: (storeId: StoreId, tombstone: Tombstone) => Write;
};
