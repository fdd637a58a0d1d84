import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { StoreId } from '../core/words/ids.ts';
import type { People } from '../ports/store/carts.ts';
import type { PersonRecords } from '../ports/store/person-records.ts';
import { anyOf } from './any-of.ts';
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
    ...createOffered(engine),
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

const createOffered = ({ db, read, tables }: Engine) => {
  const { coupons, webhookCalls, outboundWebhooks } = tables;
  return {
    coupons: (storeId, about) =>
      read(
        db
          .select({
            id: coupons.id,
            shopperId: coupons.shopperId,
            type: coupons.type,
            value: coupons.value,
            text: coupons.text,
            currency: coupons.currency,
            code: coupons.code,
            handedAt: coupons.handedAt,
            expiresAt: coupons.expiresAt,
            orderId: coupons.orderId,
          })
          .from(coupons)
          .where(and(isAbout(coupons, storeId, about), eq(coupons.state, 'made')))
          .orderBy(coupons.id),
      ),
    webhookCalls: (storeId, { cartIds, messageIds }) =>
      read(
        db
          .select({
            id: sql<string>`${webhookCalls.webhookId} || ' ' || ${webhookCalls.eventId}`,
            at: webhookCalls.at,
            event: webhookCalls.event,
            state: webhookCalls.state,
            url: outboundWebhooks.url,
          })
          .from(webhookCalls)
          .innerJoin(outboundWebhooks, eq(outboundWebhooks.id, webhookCalls.webhookId))
          .where(
            and(
              eq(webhookCalls.storeId, storeId),
              anyOf([
                inArray(webhookCalls.messageId, [...messageIds]),
                inArray(webhookCalls.cartId, [...cartIds]),
              ]),
            ),
          )
          .orderBy(webhookCalls.at, webhookCalls.eventId),
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
