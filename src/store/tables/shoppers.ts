import type { ShopperId, StoreId } from '../../core/words/ids.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeShoppers = (kit: Kit) => ({
  shoppers: kit.table(
    'shoppers',
    {
      id: kit.text<ShopperId>().primaryKey(),
      storeId: kit.text<StoreId>().notNull(),
      /** `e:` and the e-mail key, or `p:` and the phone key. */
      identityKey: kit.text().notNull(),
      email: kit.text(),
      emailKey: kit.text(),
      phone: kit.text(),
      phoneKey: kit.text(),
      name: kit.text(),
      registered: kit.boolean(),
      locale: kit.text(),
      country: kit.text(),
      customerId: kit.text(),
      /** When a person of the store said that this is no program, whatever it looks like. */
      trustedAt: kit.instant(),
      firstSeenAt: kit.instant().notNull(),
      lastActivityAt: kit.instant().notNull(),
      cartsCount: kit.integer().notNull(),
      ordersCount: kit.integer().notNull(),
      revision: kit.integer().notNull(),
    },
    (t) => [
      kit.uniqueIndex('shoppers_by_identity').on(t.storeId, t.identityKey),
      kit.index('shoppers_by_activity').on(t.storeId, t.lastActivityAt, t.id),
      kit.index('shoppers_by_registration').on(t.storeId, t.registered, t.lastActivityAt, t.id),
      kit.index('shoppers_by_email').on(t.storeId, t.emailKey),
      kit.index('shoppers_by_phone').on(t.storeId, t.phoneKey),
      kit.index('shoppers_by_customer').on(t.storeId, t.customerId),
    ],
  ),

  /** Which e-mails a phone was seen with, and when last: a phone joins only while it belongs to one of them. */
  phoneOwners: kit.table(
    'phone_owners',
    {
      storeId: kit.text<StoreId>().notNull(),
      phoneKey: kit.text().notNull(),
      emailKey: kit.text().notNull(),
      lastSeenAt: kit.instant().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.phoneKey, t.emailKey] })],
  ),
});
