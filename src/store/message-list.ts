import { and, count, desc, eq, gte, inArray, lt, lte } from 'drizzle-orm';
import type { MessageId, StoreId } from '../core/words/ids.ts';
import type { AttemptView, MessageList, MessageListQuery, MessageView } from '../ports/store/message-list.ts';
import type { Engine } from './engine.ts';
import { isWord, type Slots } from './slots.ts';

export const createMessageList = (engine: Engine): MessageList => {
  const { db, prepare, read, tables } = engine;
  const { messages } = tables;
  const readAttempts = prepareAttempts(engine);
  const ofCarts = prepare(
    'messageList.ofCarts',
    (slot: Slots<{ storeId: StoreId; cartIds: readonly string[] }>) =>
      db
        .select(viewColumns(engine))
        .from(messages)
        .where(and(eq(messages.storeId, slot.storeId), engine.kit.anyOf(messages.cartId, slot.cartIds)))
        .orderBy(messages.plannedAt, messages.id),
  );
  const countDue = prepare('messageList.countDue', (slot: Slots<{ now: Date }>) =>
    db
      .select({ due: count() })
      .from(messages)
      .where(and(isWord(messages.state, 'planned'), lte(messages.dueAt, slot.now))),
  );
  const withAttempts = async (
    rows: readonly Omit<MessageView, 'attempts'>[],
  ): Promise<readonly MessageView[]> => {
    const attempts = await readAttempts(rows.map(({ id }) => id));
    return rows.map((row) => ({ ...row, attempts: attempts.get(row.id) ?? [] }));
  };

  return {
    page: async (query) => withAttempts(await read(pageOf(engine, query))),
    ofCarts: async (storeId, cartIds) =>
      cartIds.length === 0 ? [] : withAttempts(await ofCarts.read({ storeId, cartIds })),
    counts: () =>
      read(
        db
          .select({ channel: messages.channel, state: messages.state, count: count() })
          .from(messages)
          .groupBy(messages.channel, messages.state),
      ),
    countDue: async (now) => (await countDue.first({ now }))?.due ?? 0,
  };
};

const viewColumns = ({ tables: { messages } }: Engine) => ({
  id: messages.id,
  cartId: messages.cartId,
  flow: messages.flow,
  stepId: messages.stepId,
  channel: messages.channel,
  state: messages.state,
  reason: messages.reason,
  to: messages.toAddress,
  plannedAt: messages.dueAt,
  sentAt: messages.sentAt,
  acceptedAt: messages.acceptedAt,
});

/** Ids are made when a message is planned, so their order is that of the planning. */
const pageOf = (engine: Engine, query: MessageListQuery) => {
  const { messages } = engine.tables;
  const { states, cartId, channel, from, to, before } = query;
  return engine.db
    .select(viewColumns(engine))
    .from(messages)
    .where(
      and(
        eq(messages.storeId, query.storeId),
        states === null ? undefined : inArray(messages.state, [...states]),
        cartId === null ? undefined : eq(messages.cartId, cartId),
        channel === null ? undefined : eq(messages.channel, channel),
        from === null ? undefined : gte(messages.dueAt, from),
        to === null ? undefined : lt(messages.dueAt, to),
        before === null ? undefined : lt(messages.id, before),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(query.limit);
};

const prepareAttempts = ({ db, kit, prepare, tables: { attempts } }: Engine) => {
  const ofMessages = prepare('messageList.attempts', (slot: Slots<{ ids: readonly string[] }>) =>
    db
      .select({
        messageId: attempts.messageId,
        number: attempts.number,
        channel: attempts.channel,
        startedAt: attempts.startedAt,
        endedAt: attempts.endedAt,
        outcome: attempts.outcome,
        reason: attempts.reason,
      })
      .from(attempts)
      .where(kit.anyOf(attempts.messageId, slot.ids))
      .orderBy(attempts.startedAt, attempts.number),
  );
  return async (ids: readonly MessageId[]): Promise<ReadonlyMap<string, readonly AttemptView[]>> => {
    const rows = ids.length === 0 ? [] : await ofMessages.read({ ids });
    return Map.groupBy(rows, ({ messageId }) => messageId as string);
  };
};
