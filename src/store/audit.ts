import { and, count, eq, gte, sql, type SQL } from 'drizzle-orm';
import type { MessageId } from '../core/words/ids.ts';
import type { Audit, AuditPage, OrderOfRecipient, SentMessage } from '../ports/store/audit.ts';
import type { Engine } from './engine.ts';
import { isWord, type Slots } from './slots.ts';

export const createAudit = (engine: Engine): Audit => {
  const sent = prepareSent(engine);
  const uncertain = prepareUncertain(engine);
  const orders = prepareOrders(engine);
  const attempts = prepareAttempts(engine);

  return {
    page: async ({ sentAt, after }, limit): Promise<AuditPage> => {
      const messages = (await sent.read({ sentAt, after, limit })).flatMap(wasSent);
      if (messages.length === 0) return { messages, orders: [], attempts: [] };
      const ids = messages.map(({ id }) => id);
      const found = await Promise.all(orders.map((statement) => statement.read({ ids })));
      return { messages, orders: withoutRepetitions(found.flat()), attempts: await attempts.read({ ids }) };
    },
    uncertainSince: async (since) => (await uncertain.first({ since }))?.found ?? 0,
  };
};

const wasSent = (
  row: Omit<SentMessage, 'sentAt'> & { readonly sentAt: Date | null },
): readonly SentMessage[] => (row.sentAt === null ? [] : [{ ...row, sentAt: row.sentAt }]);

/** One order may be found by e-mail, phone and cart. */
const withoutRepetitions = (orders: readonly OrderOfRecipient[]): readonly OrderOfRecipient[] => [
  ...new Map(orders.map((order) => [`${order.messageId} ${order.orderId}`, order])).values(),
];

const prepareSent = ({ db, prepare, tables: { messages } }: Engine) =>
  prepare('audit.sent', (slot: Slots<{ sentAt: Date; after: string; limit: number }>) =>
    db
      .select({
        id: messages.id,
        storeId: messages.storeId,
        flow: messages.flow,
        byHand: messages.byHand,
        sentAt: messages.sentAt,
      })
      .from(messages)
      .where(
        and(
          gte(messages.sentAt, slot.sentAt),
          sql`(${messages.sentAt} > ${slot.sentAt} or ${messages.id} > ${slot.after})`,
        ),
      )
      .orderBy(messages.sentAt, messages.id)
      .limit(slot.limit),
  );

const prepareUncertain = ({ db, prepare, tables: { messages } }: Engine) =>
  prepare('audit.uncertainSince', (slot: Slots<{ since: Date }>) =>
    db
      .select({ found: count() })
      .from(messages)
      .where(and(isWord(messages.state, 'uncertain'), gte(messages.sentAt, slot.since))),
  );

/** One statement for each way in which an order can be the recipient's, so that each has its index. */
const prepareOrders = (engine: Engine) => {
  const { carts, orders, shoppers } = engine.tables;
  // Who is written to about no cart is found by the shopper alone.
  const ways: readonly (readonly [string, SQL])[] = [
    ['cartsEmail', eq(orders.emailKey, carts.emailKey)],
    ['cartsPhone', eq(orders.phoneKey, carts.phoneKey)],
    ['shoppersEmail', eq(orders.emailKey, shoppers.emailKey)],
    ['shoppersPhone', eq(orders.phoneKey, shoppers.phoneKey)],
    ['cart', eq(orders.cartId, carts.id)],
    ['cartsOrder', eq(orders.id, carts.orderId)],
  ];
  return ways.map(([name, isTheirs]) => prepareOrdersBy(engine, name, isTheirs));
};

const prepareOrdersBy = ({ db, kit, prepare, tables }: Engine, name: string, isTheirs: SQL) => {
  const { messages, carts, episodes, orders, shoppers } = tables;
  return prepare(`audit.orders.${name}`, (slot: Slots<{ ids: readonly MessageId[] }>) =>
    db
      .select({
        messageId: messages.id,
        orderId: orders.id,
        meaning: orders.meaning,
        meaningAt: orders.meaningAt,
        moneyAuthorized: orders.moneyAuthorized,
        placedAt: orders.placedAt,
        firstSeenAt: orders.firstSeenAt,
        origin: orders.origin,
        // A run about a shopper's silence asks what was bought since then, not since the cart's start.
        cartStartedAt:
          sql<Date>`coalesce(${episodes.sinceAt}, ${carts.startedAt}, ${messages.plannedAt})`.mapWith(
            carts.startedAt,
          ),
        cartId: messages.cartId,
        cartOrderId: carts.orderId,
        orderCartId: orders.cartId,
      })
      .from(messages)
      .leftJoin(carts, eq(carts.id, messages.cartId))
      .leftJoin(episodes, eq(episodes.id, messages.episodeId))
      .innerJoin(shoppers, eq(shoppers.id, messages.shopperId))
      .innerJoin(orders, and(eq(orders.storeId, messages.storeId), isTheirs))
      .where(and(kit.anyOf(messages.id, slot.ids), eq(orders.test, false))),
  );
};

const prepareAttempts = ({ db, kit, prepare, tables: { attempts } }: Engine) =>
  prepare('audit.attempts', (slot: Slots<{ ids: readonly MessageId[] }>) =>
    db
      .select({
        messageId: attempts.messageId,
        startedAt: attempts.startedAt,
        quietHours: attempts.quietHours,
      })
      .from(attempts)
      .where(
        and(kit.anyOf(attempts.messageId, slot.ids), sql`${attempts.outcome} in ('accepted', 'uncertain')`),
      ),
  );
