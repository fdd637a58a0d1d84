import { and, eq, gt, gte, ne, sql, type SQL } from 'drizzle-orm';
import type { CartId, EpisodeId, MessageId, OrderId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { RunKind } from '../core/words/vocabulary.ts';
import type { Engine } from './engine.ts';
import { isWord, type Slot, type Slots } from './slots.ts';

/** Whose situation it is, under which keys. */
export type StandingQuery = {
  readonly storeId: StoreId;
  readonly kind: RunKind;
  readonly cartId: CartId;
  /** The cart's last activity: what is newer speaks in its place. */
  readonly activeAt: Date;
  readonly shopperId: ShopperId;
  /** Empty where there is none. */
  readonly episodeId: EpisodeId;
  readonly messageId: MessageId;
  readonly orderId: OrderId | null;
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
  readonly emailHash: string | null;
  readonly phoneHash: string | null;
  readonly ordersSince: Date;
  readonly sentSince: Date;
};

export type StandingRow = NonNullable<Awaited<ReturnType<ReturnType<typeof prepareStanding>['first']>>>;

/**
 * In one statement, by the revisions and ids of its rows, all that a decision about a shopper's cart is made from.
 * Two equal answers mean that nothing of it changed in between; a null means that there is nothing to be read. Own
 * changes are told apart: the revisions of the message, the episode and the shopper stand by themselves.
 */
export const prepareStanding = (engine: Engine) => {
  const { db, prepare, tables } = engine;
  const { shoppers, messages, episodes, carts, flows, orders } = tables;
  return prepare('snapshots.standing', (slot: Slots<StandingQuery>) =>
    db
      .select({
        shopper: shoppers.revision,
        message: scalar<number>(sql`select revision from ${messages} where id = ${slot.messageId}`),
        episode: scalar<number>(sql`select revision from ${episodes} where id = ${slot.episodeId}`),
        flow: scalar<number>(
          sql`select revision from ${flows} where store_id = ${slot.storeId} and kind = ${slot.kind}`,
        ),
        cart: scalar<number>(sql`select revision from ${carts} where id = ${slot.cartId}`),
        order: scalar<number>(sql`select revision from ${orders} where id = ${slot.orderId}`),
        ...aboutCarts(engine, slot),
        ...aboutRuns(engine, slot),
        ...aboutPerson(engine, slot),
      })
      .from(shoppers)
      .where(eq(shoppers.id, slot.shopperId)),
  );
};

/** Nothing but the message, the run and the shopper differs, which their own revisions tell. */
export const isSameStanding = (one: StandingRow, other: StandingRow): boolean =>
  SHARED.every((name) => one[name] === other[name]);

const SHARED = [
  'flow',
  'cart',
  'order',
  'otherCart',
  'newerCart',
  'done',
  'runs',
  'sent',
  'ordersByEmail',
  'ordersByPhone',
  'consents',
  'optOuts',
  'contactsOfCart',
  'contactsOfShopper',
] as const satisfies readonly (keyof StandingRow)[];

const scalar = <Value>(query: SQL | { readonly getSQL: () => SQL }): SQL<Value | null> =>
  sql<Value | null>`(${query})`;

type Given = Slots<StandingQuery>;

const aboutCarts = ({ db, tables: { carts } }: Engine, slot: Given) => {
  const ofShopper = and(eq(carts.storeId, slot.storeId), eq(carts.shopperId, slot.shopperId));
  return {
    otherCart: scalar<string>(
      db
        .select({ id: carts.id })
        .from(carts)
        .where(and(ofShopper, ne(carts.id, slot.cartId)))
        .limit(1),
    ),
    newerCart: scalar<string>(
      db
        .select({ told: versionOf(carts) })
        .from(carts)
        .where(
          and(
            ofShopper,
            ne(carts.id, slot.cartId),
            isWord(carts.state, 'open'),
            gt(carts.linesCount, 0),
            gte(carts.lastActivityAt, slot.activeAt),
          ),
        )
        .limit(1),
    ),
  };
};

const versionOf = ({ id, revision }: { readonly id: unknown; readonly revision: unknown }): SQL =>
  sql`${id} || ' ' || ${revision}`;

const aboutRuns = ({ db, kit, tables: { messages, episodes } }: Engine, slot: Given) => ({
  done: scalar<string>(
    db
      .select({ told: kit.joined(versionOf(messages)) })
      .from(messages)
      .where(and(eq(messages.episodeId, slot.episodeId), ne(messages.id, slot.messageId))),
  ),
  runs: scalar<string>(
    db
      .select({ told: kit.joined(versionOf(episodes)) })
      .from(episodes)
      .where(
        and(
          eq(episodes.storeId, slot.storeId),
          eq(episodes.shopperId, slot.shopperId),
          ne(episodes.id, slot.episodeId),
        ),
      ),
  ),
  sent: scalar<string>(
    db
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.storeId, slot.storeId),
          eq(messages.shopperId, slot.shopperId),
          gt(messages.sentAt, slot.sentSince),
          ne(messages.id, slot.messageId),
        ),
      )
      .limit(1),
  ),
});

const aboutPerson = ({ db, kit, tables }: Engine, slot: Given) => {
  const { orders, consents, suppressions, contactLog } = tables;
  const ordersBy = (column: typeof orders.emailKey | typeof orders.phoneKey, key: Slot<string | null>) =>
    scalar<string>(
      db
        .select({ told: kit.joined(versionOf(orders)) })
        .from(orders)
        .where(
          and(eq(orders.storeId, slot.storeId), eq(column, key), gte(orders.placedAt, slot.ordersSince)),
        ),
    );
  const contactsOf = (column: typeof contactLog.cartId | typeof contactLog.shopperId, id: SQL) =>
    scalar<string>(
      db
        .select({ told: kit.joined(sql`${contactLog.id}`) })
        .from(contactLog)
        .where(and(eq(contactLog.storeId, slot.storeId), eq(column, id))),
    );
  return {
    ordersByEmail: ordersBy(orders.emailKey, slot.emailKey),
    ordersByPhone: ordersBy(orders.phoneKey, slot.phoneKey),
    consents: scalar<string>(
      db
        .select({
          told: kit.joined(sql`${consents.channel} || ' ' || ${consents.state} || ' ' || ${consents.at}`),
        })
        .from(consents)
        .where(
          and(
            eq(consents.storeId, slot.storeId),
            sql`${consents.key} in (${slot.emailKey}, ${slot.phoneKey})`,
          ),
        ),
    ),
    optOuts: scalar<string>(
      db
        .select({ told: kit.joined(sql`${suppressions.id}`) })
        .from(suppressions)
        .where(
          and(
            eq(suppressions.storeId, slot.storeId),
            sql`${suppressions.keyHash} in (${slot.emailHash}, ${slot.phoneHash})`,
          ),
        ),
    ),
    contactsOfCart: contactsOf(contactLog.cartId, slot.cartId),
    contactsOfShopper: contactsOf(contactLog.shopperId, slot.shopperId),
  };
};
