import type { ApiKeyId, StoreId } from '../../core/words/ids.ts';
import type { Kit } from '../kits/postgres.ts';

/** What lets somebody in: only hashes, what is handed out is never stored. */
export const describeKeys = (kit: Kit) => ({
  apiKeys: kit.table(
    'api_keys',
    {
      id: kit.text<ApiKeyId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      scope: kit.text<'events' | 'admin'>().notNull(),
      hash: kit.text().notNull(),
      createdAt: kit.instant().notNull(),
      lastUsedAt: kit.instant(),
      revokedAt: kit.instant(),
    },
    (t) => [
      kit.uniqueIndex('api_keys_by_hash').on(t.hash),
      kit.index('api_keys_by_store').on(t.storeId, t.id),
    ],
  ),

  loginLinks: kit.table('login_links', {
    hash: kit.text().primaryKey(),
    storeId: kit.text<StoreId>().notNull(),
    expiresAt: kit.instant().notNull(),
    usedAt: kit.instant(),
  }),

  sessions: kit.table(
    'sessions',
    {
      hash: kit.text().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      expiresAt: kit.instant().notNull(),
    },
    (t) => [kit.index('sessions_by_end').on(t.expiresAt)],
  ),
});
