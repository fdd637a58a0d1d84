import { and, eq, gt, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { CartId, DeliveryId, StoreId } from '../core/words/ids.ts';
import type { Erasing } from '../ports/store/erasing.ts';
import { anyOf } from './any-of.ts';
import type { Engine } from './engine.ts';
import { createAround } from './erase-around.ts';
import { createEraseStore } from './erase-store.ts';
import { NOT_REDACTED } from './tables/carts.ts';
import { TELLS_OF_SOMEBODY } from './tables/orders.ts';

/** Rare work: its statements are made for each use. */
export const createErasing = (engine: Engine): Erasing => {
  const { db, read, write, tables } = engine;
  const { shoppers, orders } = tables;
  return {
    around: createAround(engine),
    people: createPeople(engine),
    shoppersOf: async (storeId, { emailKeys, phoneKeys }) => {
      const isOne = anyOf([
        inArray(shoppers.emailKey, [...emailKeys]),
        and(isNull(shoppers.emailKey), inArray(shoppers.phoneKey, [...phoneKeys])),
      ]);
      const found = await read(
        db
          .select({ id: shoppers.id })
          .from(shoppers)
          .where(and(eq(shoppers.storeId, storeId), isOne)),
      );
      return found.map(({ id }) => id);
    },
    shopperKeys: (storeId, { after, limit }) =>
      read(
        db
          .select({
            id: shoppers.id,
            emailKey: shoppers.emailKey,
            phoneKey: shoppers.phoneKey,
            lastActivityAt: shoppers.lastActivityAt,
          })
          .from(shoppers)
          .where(and(eq(shoppers.storeId, storeId), after === null ? undefined : gt(shoppers.id, after)))
          .orderBy(shoppers.id)
          .limit(limit),
      ),
    payUrlForgotten: (storeId, id) =>
      write(
        db
          .update(orders)
          .set({ payUrlEnc: null })
          .where(and(eq(orders.storeId, storeId), eq(orders.id, id))),
      ),
    ...createBodies(engine),
    ...createIdle(engine),
    ...createEnds(engine),
  };
};

const createBodies = (engine: Engine): Pick<Erasing, 'bodies' | 'bodiesForgotten' | 'bodyEmptied'> => {
  const { db, read, write, tables } = engine;
  const { deliveries } = tables;
  return {
    bodies: (storeId, { after, limit }) =>
      read(
        db
          .select({ id: deliveries.id, storeKey: deliveries.storeKey, body: sql<string>`${deliveries.body}` })
          .from(deliveries)
          .where(
            and(
              eq(deliveries.storeId, storeId),
              isNotNull(deliveries.body),
              after === null ? undefined : gt(deliveries.id, after),
            ),
          )
          .orderBy(deliveries.id)
          .limit(limit),
      ),
    bodiesForgotten: (ids, at) => write(forgetBodies(engine, ids, at)),
    bodyEmptied: (id) => write(db.update(deliveries).set({ body: null }).where(eq(deliveries.id, id))),
  };
};

const createEnds = (engine: Engine): Pick<Erasing, 'wholeStore' | 'finish'> => ({
  wholeStore: createEraseStore(engine),
  finish: engine.forgetOldPages,
});

const forgetBodies = ({ db, tables: { deliveries } }: Engine, ids: readonly DeliveryId[], at: Date) => {
  const waiting = sql`${deliveries.state} = 'received'`;
  return db
    .update(deliveries)
    .set({
      body: null,
      reason: sql`case when ${waiting} then 'erased' else ${deliveries.reason} end`,
      processedAt: sql`case when ${waiting} then ${sql.param(at, deliveries.processedAt)} else ${deliveries.processedAt} end`,
      state: sql`case when ${waiting} then 'ignored' else ${deliveries.state} end`,
    })
    .where(inArray(deliveries.id, [...ids]));
};

const createPeople = ({ db, apply, write, tables }: Engine): Erasing['people'] => {
  const { shoppers, phoneOwners, consents, mailbox } = tables;
  return async (storeId, { emailKeys, phoneKeys }) => {
    const applied = await apply([
      write(
        db
          .delete(shoppers)
          .where(
            and(
              eq(shoppers.storeId, storeId),
              anyOf([
                inArray(shoppers.emailKey, [...emailKeys]),
                and(isNull(shoppers.emailKey), inArray(shoppers.phoneKey, [...phoneKeys])),
              ]),
            ),
          ),
      ),
      write(
        db
          .update(shoppers)
          .set({ phone: null, phoneKey: null })
          .where(and(eq(shoppers.storeId, storeId), inArray(shoppers.phoneKey, [...phoneKeys]))),
      ),
      write(
        db
          .delete(phoneOwners)
          .where(
            and(
              eq(phoneOwners.storeId, storeId),
              anyOf([
                inArray(phoneOwners.emailKey, [...emailKeys]),
                inArray(phoneOwners.phoneKey, [...phoneKeys]),
              ]),
            ),
          ),
      ),
      write(
        db
          .delete(consents)
          .where(and(eq(consents.storeId, storeId), inArray(consents.key, [...emailKeys, ...phoneKeys]))),
      ),
      write(db.delete(mailbox).where(inArray(sql`lower(${mailbox.to})`, [...emailKeys]))),
    ]);
    return { shoppers: applied.kind === 'committed' ? (applied.results[0]?.touched ?? 0) : 0 };
  };
};

const createIdle = ({ db, read, tables: { carts, orders, shoppers } }: Engine) => ({
  idleCarts: async (storeId: StoreId, before: Date, limit: number): Promise<readonly CartId[]> => {
    const found = await read(
      db
        .select({ id: carts.id })
        .from(carts)
        .where(
          and(
            eq(carts.storeId, storeId),
            lt(carts.startedAt, before),
            lt(carts.lastActivityAt, before),
            sql.raw(NOT_REDACTED),
          ),
        )
        .orderBy(carts.startedAt)
        .limit(limit),
    );
    return found.map(({ id }) => id);
  },
  idleOrders: async (storeId: StoreId, before: Date, limit: number): Promise<readonly string[]> => {
    const found = await read(
      db
        .select({ externalId: orders.externalId })
        .from(orders)
        .where(and(eq(orders.storeId, storeId), lt(orders.placedAt, before), sql.raw(TELLS_OF_SOMEBODY)))
        .orderBy(orders.placedAt)
        .limit(limit),
    );
    return found.map(({ externalId }) => externalId);
  },
  idlePeople: async (storeId: StoreId, before: Date, limit: number) => {
    const found = await read(
      db
        .select({ emailKey: shoppers.emailKey, phoneKey: shoppers.phoneKey })
        .from(shoppers)
        .where(and(eq(shoppers.storeId, storeId), lt(shoppers.lastActivityAt, before)))
        .orderBy(shoppers.lastActivityAt)
        .limit(limit),
    );
    return {
      emailKeys: found.flatMap(({ emailKey }) => emailKey ?? []),
      phoneKeys: found.flatMap(({ emailKey, phoneKey }) => (emailKey === null ? (phoneKey ?? []) : [])),
    };
  },
});
