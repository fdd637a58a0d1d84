import type { SettingsChange } from '../../core/flows/default-settings.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Platform, StoreState } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

/** The tenants, and when each of them has something to do next. */
export const describeStores = (kit: Kit) => ({
  stores: kit.table(
    'stores',
    {
      id: kit.text<StoreId>().primaryKey(),
      platform: kit.text<Platform>().notNull(),
      /** How the platform names the store: its myshopify domain, its address, its number. */
      externalKey: kit.text().notNull(),
      name: kit.text().notNull(),
      url: kit.text(),
      state: kit.text<StoreState>().notNull(),
      stateReason: kit.text(),
      currency: kit.text().notNull(),
      locale: kit.text().notNull(),
      timeZone: kit.text().notNull(),
      country: kit.text(),
      /** What differs from the default settings. */
      settings: kit.json<SettingsChange>().notNull(),
      credentialsEnc: kit.text(),
      webhookSecretEnc: kit.text(),
      ownSecretEnc: kit.text().notNull(),
      smtpUrlEnc: kit.text(),
      /** Somebody renews the credentials until then, and nobody else does meanwhile. */
      renewingUntil: kit.instant(),
      lapsedAt: kit.instant(),
      lapsedReason: kit.text(),
      grantedScopes: kit.json<readonly string[]>(),
      grantedAt: kit.instant(),
      connectedAt: kit.instant().notNull(),
      createdAt: kit.instant().notNull(),
      ordersSeenUntil: kit.instant(),
      tailWatermark: kit.instant(),
      tailFailingSince: kit.instant(),
      tailReason: kit.text(),
      lastWebhookAt: kit.instant(),
      revision: kit.integer().notNull(),
    },
    (t) => [kit.uniqueIndex('stores_by_key').on(t.platform, t.externalKey)],
  ),

  storeDue: kit.table(
    'store_due',
    {
      storeId: kit.text<StoreId>().primaryKey(),
      dueAt: kit.instant().notNull(),
    },
    (t) => [kit.index('store_due_by_time').on(t.dueAt)],
  ),
});
