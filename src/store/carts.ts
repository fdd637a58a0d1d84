import { and, desc, eq, getTableColumns, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { CartId, OrderId, StoreId } from '../core/words/ids.ts';
import type { Secrets } from '../ports/secrets.ts';
import { MOST_OF_PEOPLE, type Carts, type StoredCart } from '../ports/store/carts.ts';
import { createCartListing, isListedRight, listedAt } from './cart-listing.ts';
import { cartToRow, currencyOf, rowToCart } from './cart-rows.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row, Tables } from './tables/tables.ts';

export const createCarts = (engine: Engine, secrets: Pick<Secrets, 'seal' | 'open'>): Carts => {
  const read = prepareReads(engine);
  const write = prepareWrites(engine);
  const listing = createCartListing(engine);
  const sealed = ({ storeId }: StoredCart, returnUrl: string | null): string | null =>
    returnUrl === null ? null : secrets.seal(returnUrl, { purpose: PURPOSE, storeId });

  return {
    byExternalIds: async (storeId, ids) => (await read.byExternalIds.read({ storeId, ids })).map(rowToCart),
    byAliases: async (storeId, aliases) => (await read.byAliases.read({ storeId, aliases })).map(rowToCart),
    byIds: async (storeId, ids) => (await read.byIds.read({ storeId, ids })).map(rowToCart),
    byOrder: async (storeId, orderId) => (await read.byOrder.read({ storeId, orderId })).map(rowToCart),
    byPeople: async (storeId, { emailKeys, phoneKeys }) => {
      const byEmail = emailKeys.length === 0 ? [] : await read.byEmails.read({ storeId, keys: emailKeys });
      const byPhone = phoneKeys.length === 0 ? [] : await read.byPhones.read({ storeId, keys: phoneKeys });
      const known = new Set(byEmail.map(({ id }) => id));
      return [...byEmail, ...byPhone.filter(({ id }) => !known.has(id))].map(rowToCart);
    },

    inserted: (cart, returnUrl) => {
      const row = cartToRow({ ...cart, searchHash: listedAt(cart) });
      return [
        write.insert.write({ ...row, returnUrlEnc: sealed(cart, returnUrl) }),
        ...listing.inserted(cart),
      ];
    },
    updated: (before, cart, returnUrl) => {
      const row = cartToRow({ ...cart, searchHash: searchHashOf(before, cart) });
      const guarded = { ...row, returnUrlEnc: sealed(cart, returnUrl), readRevision: before.revision };
      const update = isOnlyTouched(before, cart) ? write.touch : write.update;
      return [update.write(guarded, { expect: 1 }), ...listing.updated(before, cart)];
    },

    platformReminded: (storeId, id, at) => write.remind.write({ storeId, id, at }),

    returnUrl: async (storeId, id) => {
      const sealedUrl = (await read.returnUrl.first({ storeId, id }))?.returnUrlEnc ?? null;
      return sealedUrl === null ? null : secrets.open(sealedUrl, { purpose: PURPOSE, storeId });
    },
  };
};

const PURPOSE = 'carts.return_url';

/**
 * Most updates are of what is in the cart. Every index over a column that is set is written, changed or not, so these
 * set no other column: a third of the indexes.
 */
const isOnlyTouched = (before: StoredCart, cart: StoredCart): boolean =>
  STEADY.every((name) => before[name] === cart[name]) &&
  before.startedAt.getTime() === cart.startedAt.getTime() &&
  before.lapsedAt?.getTime() === cart.lapsedAt?.getTime() &&
  currencyOf(before) === currencyOf(cart);

const STEADY = [
  'externalId',
  'shopperId',
  'state',
  'closedReason',
  'redacted',
  'email',
  'emailKey',
  'phone',
  'phoneKey',
  'name',
  'registered',
  'locale',
  'country',
  'orderId',
  'credit',
  'firstSeenAt',
] as const;

const searchHashOf = (before: StoredCart, cart: StoredCart): string | null =>
  isListedRight(before, cart) ? before.searchHash : listedAt(cart);

const prepareReads = ({ db, kit, prepare, tables: { carts, cartRefs } }: Engine) => {
  const { returnUrlEnc, ...columns } = getTableColumns(carts);
  type Keys = Slots<{ storeId: StoreId; keys: readonly string[] }>;
  const newestOf = (column: typeof carts.emailKey | typeof carts.phoneKey, slot: Keys) =>
    db
      .select(columns)
      .from(carts)
      .where(and(eq(carts.storeId, slot.storeId), kit.anyOf(column, slot.keys)))
      .orderBy(desc(carts.lastActivityAt), carts.id)
      .limit(MOST_OF_PEOPLE);

  return {
    byExternalIds: prepare(
      'carts.byExternalIds',
      (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
        db
          .select(columns)
          .from(carts)
          .where(and(eq(carts.storeId, slot.storeId), kit.anyOf(carts.externalId, slot.ids))),
    ),
    byAliases: prepare('carts.byAliases', (slot: Slots<{ storeId: StoreId; aliases: readonly string[] }>) =>
      db
        .selectDistinct(columns)
        .from(cartRefs)
        .innerJoin(carts, eq(carts.id, cartRefs.cartId))
        .where(and(eq(cartRefs.storeId, slot.storeId), kit.anyOf(cartRefs.ref, slot.aliases))),
    ),
    byIds: prepare('carts.byIds', (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
      db
        .select(columns)
        .from(carts)
        .where(and(eq(carts.storeId, slot.storeId), kit.anyOf(carts.id, slot.ids))),
    ),
    byOrder: prepare('carts.byOrder', (slot: Slots<{ storeId: StoreId; orderId: OrderId }>) =>
      db
        .select(columns)
        .from(carts)
        .where(and(eq(carts.storeId, slot.storeId), eq(carts.orderId, slot.orderId))),
    ),
    byEmails: prepare('carts.byEmails', (slot: Keys) => newestOf(carts.emailKey, slot)),
    byPhones: prepare('carts.byPhones', (slot: Keys) => newestOf(carts.phoneKey, slot)),
    returnUrl: prepare('carts.returnUrl', (slot: Slots<{ storeId: StoreId; id: CartId }>) =>
      db
        .select({ returnUrlEnc })
        .from(carts)
        .where(and(eq(carts.storeId, slot.storeId), eq(carts.id, slot.id))),
    ),
  };
};

/** A new link, else the one that stands; a redacted cart has none. */
const linkAfter = (
  { returnUrlEnc }: Tables['carts'],
  slot: Slots<Pick<Row<'carts'>, 'redacted' | 'returnUrlEnc'>>,
): SQL => sql`case when ${slot.redacted} then null else coalesce(${slot.returnUrlEnc}, ${returnUrlEnc}) end`;

const prepareWrites = ({ db, prepare, tables: { carts } }: Engine) => ({
  insert: prepare('carts.insert', (slot: Slots<Row<'carts'>>) =>
    db.insert(carts).values(rowSlots(carts, slot)),
  ),
  /** Not part of what is told of the cart, so its revision stays: nobody has to decide anything again. */
  remind: prepare('carts.remind', (slot: Slots<{ storeId: StoreId; id: CartId; at: Date }>) =>
    db
      .update(carts)
      .set({ platformRemindedAt: slot.at })
      .where(
        and(
          eq(carts.storeId, slot.storeId),
          eq(carts.id, slot.id),
          or(isNull(carts.platformRemindedAt), lt(carts.platformRemindedAt, slot.at)),
        ),
      ),
  ),
  touch: prepare('carts.touch', (slot: Slots<Row<'carts'> & { readRevision: number }>) =>
    db
      .update(carts)
      .set({
        registers: slot.registers,
        returnUrlEnc: linkAfter(carts, slot),
        totalMinor: slot.totalMinor,
        linesCount: slot.linesCount,
        lastActivityAt: slot.lastActivityAt,
        judgeAt: slot.judgeAt,
        searchHash: slot.searchHash,
        revision: slot.revision,
      })
      .where(and(eq(carts.id, slot.id), eq(carts.revision, slot.readRevision))),
  ),
  update: prepare('carts.update', (slot: Slots<Row<'carts'> & { readRevision: number }>) => {
    const {
      id: _id,
      storeId: _storeId,
      returnUrlEnc: _link,
      platformRemindedAt: _reminded,
      ...changed
    } = rowSlots(carts, slot);
    return db
      .update(carts)
      .set({ ...changed, returnUrlEnc: linkAfter(carts, slot) })
      .where(and(eq(carts.id, slot.id), eq(carts.revision, slot.readRevision)));
  }),
});
