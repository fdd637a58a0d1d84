import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { IdentityKey, PhoneOwner } from '../core/cart/shopper.ts';
import type { ShopperId, StoreId } from '../core/words/ids.ts';
import type { Shopper, Shoppers, ShopperSeen } from '../ports/store/shoppers.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createShoppers = (engine: Engine): Shoppers => {
  const read = prepareReads(engine);
  const write = prepareWrites(engine);
  return {
    byIdentities: async (storeId, keys) => (await read.byIdentities.read({ storeId, keys })).map(shopperOf),
    byCustomerIds: async (storeId, ids) => (await read.byCustomerIds.read({ storeId, ids })).map(shopperOf),
    inserted: (shopper) => write.insert.write({ ...NOTHING_TOLD, ...shopper }),
    seen: (seen) => write.see.write(seen),

    phoneOwners: async (storeId, phoneKeys) => {
      const owners = new Map<string, PhoneOwner[]>();
      for (const { phoneKey, ...owner } of await read.owners.read({ storeId, phoneKeys }))
        owners.set(phoneKey, [...(owners.get(phoneKey) ?? []), owner]);
      return owners;
    },
    trusted: (storeId, id, at) => write.trust.write({ storeId, id, at }, { expect: 1 }),
    phoneSeen: (storeId, phoneKey, owner) => write.seePhone.write({ storeId, phoneKey, ...owner }),
  };
};

const NOTHING_TOLD = {
  email: null,
  phone: null,
  name: null,
  registered: null,
  locale: null,
  country: null,
  trustedAt: null,
  cartsCount: 0,
  ordersCount: 0,
  revision: 1,
};

const shopperOf = (row: Row<'shoppers'>): Shopper => ({
  id: row.id,
  storeId: row.storeId,
  identityKey: row.identityKey as IdentityKey,
  emailKey: row.emailKey,
  phoneKey: row.phoneKey,
  customerId: row.customerId,
  firstSeenAt: row.firstSeenAt,
  lastActivityAt: row.lastActivityAt,
});

const prepareReads = ({ db, kit, prepare, tables: { shoppers, phoneOwners } }: Engine) => ({
  byIdentities: prepare(
    'shoppers.byIdentities',
    (slot: Slots<{ storeId: StoreId; keys: readonly string[] }>) =>
      db
        .select()
        .from(shoppers)
        .where(and(eq(shoppers.storeId, slot.storeId), kit.anyOf(shoppers.identityKey, slot.keys))),
  ),
  byCustomerIds: prepare(
    'shoppers.byCustomerIds',
    (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
      db
        .select()
        .from(shoppers)
        .where(and(eq(shoppers.storeId, slot.storeId), kit.anyOf(shoppers.customerId, slot.ids))),
  ),
  owners: prepare('shoppers.owners', (slot: Slots<{ storeId: StoreId; phoneKeys: readonly string[] }>) =>
    db
      .select({
        phoneKey: phoneOwners.phoneKey,
        emailKey: phoneOwners.emailKey,
        lastSeenAt: phoneOwners.lastSeenAt,
      })
      .from(phoneOwners)
      .where(and(eq(phoneOwners.storeId, slot.storeId), kit.anyOf(phoneOwners.phoneKey, slot.phoneKeys))),
  ),
});

const prepareWrites = ({ db, kit, prepare, tables: { shoppers, phoneOwners } }: Engine) => ({
  insert: prepare('shoppers.insert', (slot: Slots<Row<'shoppers'>>) =>
    db.insert(shoppers).values(rowSlots(shoppers, slot)),
  ),
  see: prepare('shoppers.see', (slot: Slots<ShopperSeen>) => {
    // What is told later wins; what is told of an earlier time only fills gaps. Nothing told never erases.
    const told = (known: PgColumn, value: SQL) =>
      sql`case when ${slot.at} >= ${shoppers.lastActivityAt} then coalesce(${value}, ${known}) else coalesce(${known}, ${value}) end`;
    return db
      .update(shoppers)
      .set({
        email: told(shoppers.email, slot.email),
        emailKey: told(shoppers.emailKey, slot.emailKey),
        phone: told(shoppers.phone, slot.phone),
        phoneKey: told(shoppers.phoneKey, slot.phoneKey),
        name: told(shoppers.name, slot.name),
        registered: told(shoppers.registered, slot.registered),
        locale: told(shoppers.locale, slot.locale),
        country: told(shoppers.country, slot.country),
        customerId: told(shoppers.customerId, slot.customerId),
        lastActivityAt: kit.greatest(shoppers.lastActivityAt, slot.at),
        cartsCount: sql`${shoppers.cartsCount} + ${slot.carts}`,
        ordersCount: sql`${shoppers.ordersCount} + ${slot.orders}`,
        revision: sql`${shoppers.revision} + 1`,
      })
      .where(eq(shoppers.id, slot.id));
  }),
  trust: prepare('shoppers.trust', (slot: Slots<{ storeId: StoreId; id: ShopperId; at: Date | null }>) =>
    db
      .update(shoppers)
      .set({ trustedAt: slot.at, revision: sql`${shoppers.revision} + 1` })
      .where(and(eq(shoppers.storeId, slot.storeId), eq(shoppers.id, slot.id))),
  ),
  seePhone: prepare('shoppers.seePhone', (slot: Slots<Row<'phoneOwners'>>) =>
    db
      .insert(phoneOwners)
      .values(rowSlots(phoneOwners, slot))
      .onConflictDoUpdate({
        target: [phoneOwners.storeId, phoneOwners.phoneKey, phoneOwners.emailKey],
        set: { lastSeenAt: kit.greatest(phoneOwners.lastSeenAt, sql`excluded.last_seen_at`) },
      }),
  ),
});
