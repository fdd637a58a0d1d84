import type { Errand } from '../../ports/store/errands.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

/** Connections under way, and what is to be done for a store at its platform. */
export const describeConnecting = (kit: Kit) => ({
  connectStates: kit.table(
    'connect_states',
    {
      hash: kit.text().primaryKey(),
      platform: kit.text<Platform>().notNull(),
      /** Of the cookie of the browser that began. */
      browserHash: kit.text().notNull(),
      begun: kit.json<Readonly<Record<string, string>>>().notNull(),
      expiresAt: kit.instant().notNull(),
      usedAt: kit.instant(),
      storeId: kit.text<StoreId>(),
      refusal: kit.text(),
      signedInAt: kit.instant(),
    },
    (t) => [
      kit.uniqueIndex('connect_states_by_browser').on(t.browserHash),
      kit.index('connect_states_by_end').on(t.expiresAt),
    ],
  ),

  errands: kit.table(
    'errands',
    {
      storeId: kit.text<StoreId>().notNull(),
      kind: kit.text<Errand['kind']>().notNull(),
      /** Null: done, and nothing more to do. */
      dueAt: kit.instant(),
      claimedUntil: kit.instant(),
      failures: kit.integer().notNull(),
      failingSince: kit.instant(),
      reason: kit.text(),
      doneAt: kit.instant(),
      progress: kit.json<Errand['progress']>(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.kind] }), kit.index('errands_by_time').on(t.dueAt)],
  ),
});
