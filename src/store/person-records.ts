import { and, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { StoreId } from '../core/words/ids.ts';
import type { People } from '../ports/store/carts.ts';
import type { PersonRecords } from '../ports/store/person-records.ts';
import type { Engine } from './engine.ts';

/** Rare work: its statements are made for each use. */
export const createPersonRecords = (engine: Engine): PersonRecords => {
  const { db, read, tables } = engine;
  const { carts, orders, shoppers } = tables;
  return {
    carts: (storeId, people) =>
      read(
        db
          .select({ id: carts.id, emailKey: carts.emailKey, phoneKey: carts.phoneKey })
          .from(carts)
          .where(isOne(carts, storeId, people))
          .orderBy(carts.id),
      ),
    orders: (storeId, people) =>
      read(
        db
          .select({ externalId: orders.externalId, emailKey: orders.emailKey, phoneKey: orders.phoneKey })
          .from(orders)
          .where(isOne(orders, storeId, people))
          .orderBy(orders.id),
      ),
    shoppers: (storeId, people) =>
      read(
        db
          .select()
          .from(shoppers)
          .where(isOne(shoppers, storeId, people))
          .orderBy(shoppers.id),
      ),
    ...createAround(engine),
  };
};

const createAround = ({ db, read, tables }: Engine) => {
  const { messages, handWritten, contactLog, clicks } = tables;
  return {
    messages: (storeId, about) =>
      read(
        db
          .select({
            id: messages.id,
            channel: messages.channel,
            to: messages.toAddress,
            subject: messages.subject,
            sentAt: messages.sentAt,
            state: messages.state,
            writtenByHand: handWritten.text,
          })
          .from(messages)
          .leftJoin(handWritten, eq(handWritten.messageId, messages.id))
          .where(and(isAbout(messages, storeId, about), isNotNull(messages.sentAt)))
          .orderBy(messages.id),
      ),
    contacts: async (storeId, about) => {
      const rows = await read(
        db
          .select()
          .from(contactLog)
          .where(isAbout(contactLog, storeId, about))
          .orderBy(contactLog.id),
      );
      return rows.map(({ taskDueAt: _due, ...contact }) => contact);
    },
    clicks: (storeId, { cartIds, messageIds }) =>
      read(
        db
          .select({ at: clicks.at, link: clicks.linkKind, by: clicks.kind })
          .from(clicks)
          .where(
            and(
              eq(clicks.storeId, storeId),
              anyOf([
                inArray(clicks.messageId, [...messageIds]),
                and(isNull(clicks.messageId), inArray(clicks.cartId, [...cartIds])),
              ]),
            ),
          )
          .orderBy(clicks.at, clicks.id),
      ),
  } satisfies Partial<PersonRecords>;
};

type KeyedTable = { readonly storeId: PgColumn; readonly emailKey: PgColumn; readonly phoneKey: PgColumn };

const isOne = (of: KeyedTable, storeId: StoreId, { emailKeys, phoneKeys }: People) =>
  and(
    eq(of.storeId, storeId),
    anyOf([inArray(of.emailKey, [...emailKeys]), inArray(of.phoneKey, [...phoneKeys])]),
  );

type AboutTable = { readonly storeId: PgColumn; readonly cartId: PgColumn; readonly shopperId: PgColumn };

const isAbout = (
  of: AboutTable,
  storeId: StoreId,
  { cartIds, shopperIds }: Parameters<PersonRecords['contacts']>[1],
) =>
  and(
    eq(of.storeId, storeId),
    anyOf([inArray(of.cartId, [...cartIds]), inArray(of.shopperId, [...shopperIds])]),
  );

/** No condition at all means nobody, never everybody. */
const anyOf = (conditions: readonly (SQL | undefined)[]): SQL => or(...conditions) ?? sql`1 = 0`;
