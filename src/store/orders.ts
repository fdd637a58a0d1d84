import { and, desc, eq, getTableColumns, gt, gte, lt, sql } from 'drizzle-orm';
import type { OrderId, StoreId } from '../core/words/ids.ts';
import type { Secrets } from '../ports/secrets.ts';
import { MOST_OF_PEOPLE } from '../ports/store/carts.ts';
import type { Orders, StoredOrder } from '../ports/store/orders.ts';
import type { Write } from '../ports/store/write.ts';
import type { Engine } from './engine.ts';
import { orderToRow, rowToOrder } from './order-rows.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createOrders = (engine: Engine, secrets: Pick<Secrets, 'seal' | 'open'>): Orders => {
  const read = { ...prepareReads(engine), ...prepareByIds(engine) };
  const write = prepareWrites(engine);
  const payUrlEnc = ({ storeId, snapshot }: StoredOrder): string | null =>
    snapshot.payUrl === null ? null : secrets.seal(snapshot.payUrl, { purpose: PURPOSE, storeId });
  const named = ({ storeId, id }: StoredOrder, refs: readonly string[]): readonly Write[] =>
    refs.length === 0 ? [] : [write.addRefs.write({ storeId, orderId: id, refs })];

  return {
    byExternalIds: async (storeId, ids) => (await read.byExternalIds.read({ storeId, ids })).map(rowToOrder),
    byIds: async (storeId, ids) => (await read.byIds.read({ storeId, ids })).map(rowToOrder),
    byRefs: async (storeId, refs) => (await read.byRefs.read({ storeId, refs })).map(rowToOrder),
    byPeople: async (storeId, { emailKeys, phoneKeys }, since) => {
      const byEmail =
        emailKeys.length === 0 ? [] : await read.byEmails.read({ storeId, keys: emailKeys, since });
      const byPhone =
        phoneKeys.length === 0 ? [] : await read.byPhones.read({ storeId, keys: phoneKeys, since });
      const known = new Set(byEmail.map(({ id }) => id));
      return [...byEmail, ...byPhone.filter(({ id }) => !known.has(id))].map(rowToOrder);
    },
    placedWithin: async (storeId, window) =>
      (await read.placedWithin.read({ storeId, ...window })).map(rowToOrder),

    idsPlacedWithin: (storeId, window, { after, limit }) =>
      read.idsPlacedWithin.read({ storeId, ...window, after: after ?? BEFORE_ALL_IDS, limit }),
    reported: (storeId, ids) => write.report.write({ storeId, ids }),

    inserted: (order, refs) => [
      write.insert.write({ ...orderToRow(order), payUrlEnc: payUrlEnc(order) }),
      ...named(order, refs),
    ],
    // The pay link of a read order is not opened, so null keeps the one that stands.
    updated: (before, order, refs) => [
      write.update.write(
        { ...orderToRow(order), payUrlEnc: payUrlEnc(order), readRevision: before.revision },
        { expect: 1 },
      ),
      ...named(order, refs),
    ],

    payUrl: async (storeId, id) => {
      const sealedUrl = (await read.payUrl.first({ storeId, id }))?.payUrlEnc ?? null;
      return sealedUrl === null ? null : secrets.open(sealedUrl, { purpose: PURPOSE, storeId });
    },
  };
};

const PURPOSE = 'orders.pay_url';
const BEFORE_ALL_IDS = '' as OrderId;

const prepareReads = ({ db, kit, prepare, tables: { orders, orderRefs } }: Engine) => {
  const { payUrlEnc, ...columns } = getTableColumns(orders);
  type Keys = Slots<{ storeId: StoreId; keys: readonly string[]; since: Date }>;
  const newestOf = (column: typeof orders.emailKey | typeof orders.phoneKey, slot: Keys) =>
    db
      .select(columns)
      .from(orders)
      .where(
        and(eq(orders.storeId, slot.storeId), kit.anyOf(column, slot.keys), gte(orders.placedAt, slot.since)),
      )
      .orderBy(desc(orders.placedAt), orders.id)
      .limit(MOST_OF_PEOPLE);

  return {
    byExternalIds: prepare(
      'orders.byExternalIds',
      (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
        db
          .select(columns)
          .from(orders)
          .where(and(eq(orders.storeId, slot.storeId), kit.anyOf(orders.externalId, slot.ids))),
    ),
    byRefs: prepare('orders.byRefs', (slot: Slots<{ storeId: StoreId; refs: readonly string[] }>) =>
      db
        .select(columns)
        .from(orders)
        .where(
          sql`${orders.id} in (${db
            .select({ id: orderRefs.orderId })
            .from(orderRefs)
            .where(and(eq(orderRefs.storeId, slot.storeId), kit.anyOf(orderRefs.ref, slot.refs)))})`,
        ),
    ),
    byEmails: prepare('orders.byEmails', (slot: Keys) => newestOf(orders.emailKey, slot)),
    byPhones: prepare('orders.byPhones', (slot: Keys) => newestOf(orders.phoneKey, slot)),
    placedWithin: prepare('orders.placedWithin', (slot: Slots<{ storeId: StoreId; from: Date; to: Date }>) =>
      db
        .select(columns)
        .from(orders)
        .where(
          and(
            eq(orders.storeId, slot.storeId),
            gte(orders.placedAt, slot.from),
            lt(orders.placedAt, slot.to),
          ),
        )
        .orderBy(orders.placedAt, orders.id),
    ),
    payUrl: prepare('orders.payUrl', (slot: Slots<{ storeId: StoreId; id: OrderId }>) =>
      db
        .select({ payUrlEnc })
        .from(orders)
        .where(and(eq(orders.storeId, slot.storeId), eq(orders.id, slot.id))),
    ),
  };
};

const prepareByIds = ({ db, kit, prepare, tables: { orders } }: Engine) => {
  const { payUrlEnc: _sealed, ...columns } = getTableColumns(orders);
  type Placed = Slots<{
    storeId: StoreId;
    from: Date;
    to: Date;
    updatedBefore: Date;
    after: OrderId;
    limit: number;
  }>;
  return {
    idsPlacedWithin: prepare('orders.idsPlacedWithin', (slot: Placed) =>
      db
        .select({ id: orders.id, externalId: orders.externalId })
        .from(orders)
        .where(
          and(
            eq(orders.storeId, slot.storeId),
            gte(orders.placedAt, slot.from),
            lt(orders.placedAt, slot.to),
            lt(orders.updatedAt, slot.updatedBefore),
            gt(orders.id, slot.after),
          ),
        )
        .orderBy(orders.id)
        .limit(slot.limit),
    ),
    byIds: prepare('orders.byIds', (slot: Slots<{ storeId: StoreId; ids: readonly OrderId[] }>) =>
      db
        .select(columns)
        .from(orders)
        .where(and(eq(orders.storeId, slot.storeId), kit.anyOf(orders.id, slot.ids))),
    ),
  };
};

const prepareWrites = ({ db, kit, prepare, tables: { orders, orderRefs } }: Engine) => ({
  insert: prepare('orders.insert', (slot: Slots<Row<'orders'>>) =>
    db.insert(orders).values(rowSlots(orders, slot)),
  ),
  update: prepare('orders.update', (slot: Slots<Row<'orders'> & { readRevision: number }>) => {
    const { id: _id, storeId: _storeId, payUrlEnc, ...changed } = rowSlots(orders, slot);
    return db
      .update(orders)
      .set({ ...changed, payUrlEnc: sql`coalesce(${payUrlEnc}, ${orders.payUrlEnc})` })
      .where(and(eq(orders.id, slot.id), eq(orders.revision, slot.readRevision)));
  }),
  report: prepare('orders.report', (slot: Slots<{ storeId: StoreId; ids: readonly string[] }>) =>
    db
      .update(orders)
      .set({ unheardSince: null })
      .where(and(eq(orders.storeId, slot.storeId), kit.anyOf(orders.externalId, slot.ids))),
  ),
  addRefs: prepare(
    'orders.addRefs',
    (slot: Slots<{ storeId: StoreId; orderId: OrderId; refs: readonly string[] }>) =>
      db
        .insert(orderRefs)
        .select(sql`select ${slot.storeId}, value, ${slot.orderId} from ${kit.each(slot.refs)}`)
        .onConflictDoNothing(),
  ),
});
