import type { StoreId, SuppressionId } from '../../core/words/ids.ts';
import type { ConsentChannel } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/**
 * Opt-outs. Whose they are is kept as a hash keyed with the store's own secret only, so that they outlive the deletion
 * of the person. `key` is the canonical e-mail or phone key.
 */
export type Suppressions = {
  /** The one to be added, or the one that is there already: adding twice is adding once. */
  readonly prepare: (
    storeId: StoreId,
    optOut: NewSuppression,
  ) => Promise<{ readonly suppression: Suppression; readonly writes: readonly Write[] }>;
  /** Those of any of these keys. */
  readonly findByKeys: (storeId: StoreId, keys: readonly string[]) => Promise<readonly KeyedSuppression[]>;
  /** Newest first; `before` is the id of the last one seen. */
  readonly list: (
    storeId: StoreId,
    page: { readonly limit: number; readonly before: SuppressionId | null },
  ) => Promise<readonly Suppression[]>;
  /** A `conflict` when there is none of this id. */
  readonly removed: (storeId: StoreId, id: SuppressionId) => Write;
};

export type NewSuppression = {
  readonly key: string;
  readonly channel: ConsentChannel | 'all';
  readonly purpose: 'marketing' | 'all';
  readonly at: Date;
  /** Such as `unsubscribe_link`, `admin`, `hard_bounce`. */
  readonly source: string;
  /** Masked, for people to recognise it by. */
  readonly hint: string | null;
};

export type Suppression = Omit<NewSuppression, 'key'> & { readonly id: SuppressionId };

export type KeyedSuppression = Suppression & { readonly key: string };
