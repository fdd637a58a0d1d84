import type { StoreId, SuppressionId } from '../../core/words/ids.ts';
import type { ConsentChannel, ConsentState } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

/** What people allowed, refused and asked to be forgotten. */
export const describeConsents = (kit: Kit) => ({
  consents: kit.table(
    'consents',
    {
      storeId: kit.text<StoreId>().notNull(),
      /** The e-mail or phone key. */
      key: kit.text().notNull(),
      channel: kit.text<ConsentChannel>().notNull(),
      state: kit.text<ConsentState>().notNull(),
      at: kit.instant().notNull(),
      source: kit.text().notNull(),
      wording: kit.text(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.key, t.channel] })],
  ),

  /** Opt-outs; they outlive the deletion of the person as a keyed hash. */
  suppressions: kit.table(
    'suppressions',
    {
      id: kit.text<SuppressionId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      keyHash: kit.text().notNull(),
      channel: kit.text<ConsentChannel | 'all'>().notNull(),
      purpose: kit.text<'marketing' | 'all'>().notNull(),
      at: kit.instant().notNull(),
      source: kit.text().notNull(),
      /** Masked, such as `a…@example.com`; null after erasure. */
      hint: kit.text(),
    },
    (t) => [
      kit.uniqueIndex('suppressions_once').on(t.storeId, t.keyHash, t.channel, t.purpose),
      kit.index('suppressions_by_store').on(t.storeId, t.id),
    ],
  ),

  /** Hashes of what was erased: older observations of it are dropped for good. */
  tombstones: kit.table(
    'tombstones',
    {
      storeId: kit.text<StoreId>().notNull(),
      keyHash: kit.text().notNull(),
      at: kit.instant().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.keyHash] })],
  ),
});
