import { and, eq, lte, sql, type SQL } from 'drizzle-orm';
import type { AttemptId, EpisodeId, MessageId, StoreId } from '../core/words/ids.ts';
import type { RunKind } from '../core/words/vocabulary.ts';
import type { DueStores } from '../ports/store/due-stores.ts';
import type { MessageFacts, Messages, StoredMessage } from '../ports/store/messages.ts';
import type { Engine, Prepared } from './engine.ts';
import { isWord, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createMessages = (engine: Engine, dueStores: Pick<DueStores, 'broughtForward'>): Messages => {
  const read = prepareReads(engine);
  const write = { ...prepareWrites(engine), ...prepareReconsider(engine) };
  const attempt = prepareAttempts(engine);
  const changing = createChanging(engine);

  return {
    due: async (storeId, now, limit) => (await read.due.read({ storeId, now, limit })).map(({ id }) => id),
    cartsOf: async (storeId, ids) => (await read.cartsOf.read({ storeId, ids })).map(({ cartId }) => cartId),
    nextDueAt: async (storeId) => (await read.nextDueAt.first({ storeId }))?.dueAt ?? null,
    find: async (id) => toMessage(await read.find.first({ id })),
    ofEpisode: async (episodeId) => (await read.ofEpisode.read({ episodeId })).map(toMessage),
    byProviderId: async (providerId) => toMessage(await read.byProviderId.first({ providerId })),

    planned: (message) => write.plan.write({ ...message, content: null }),
    claimed: (id, now, claimedUntil) => write.claim.write({ id, now, claimedUntil }, { expect: 1 }),
    changed: (before, change) =>
      changing(change).write(
        { ...change, id: before.id, readRevision: before.revision, readState: before.state },
        { expect: 1 },
      ),
    unplanned: ({ id, revision }) => write.unplan.write({ id, revision }, { expect: 1 }),

    attempted: (given) => attempt.begin.write({ ...given, quietHours: given.quietHours ?? null }),
    attemptEnded: (id, end) => attempt.end.write({ id, ...end }),
    openAttempts: async (messageId) => (await attempt.open.read({ messageId })).map(({ id }) => id),

    leasesOver: async (now, limit) => (await read.leasesOver.read({ now, limit })).map(toMessage),
    uncertain: async (sentBefore, limit) => (await read.uncertain.read({ sentBefore, limit })).map(toMessage),
    reconsider: ({ storeId, shopperIds = [], cartIds = [], waiting = false, flow, at }) => [
      ...(shopperIds.length > 0 ? [write.reconsiderShoppers.write({ storeId, ids: shopperIds, at })] : []),
      ...(cartIds.length > 0 ? [write.reconsiderCarts.write({ storeId, ids: cartIds, at })] : []),
      ...(waiting ? [write.reconsiderWaiting.write({ storeId, at })] : []),
      ...(flow === undefined ? [] : [write.reconsiderFlow.write({ storeId, flow, at })]),
      dueStores.broughtForward(storeId, at),
    ],
  };
};

const toMessage = <Found extends Row<'messages'> | null>(
  row: Found,
): StoredMessage | Extract<Found, null> => {
  if (row === null) return null as Extract<Found, null>;
  const { content: _content, ...message } = row;
  return message;
};

const prepareReads = ({ db, kit, prepare, tables: { messages } }: Engine) => ({
  due: prepare('messages.due', (slot: Slots<{ storeId: StoreId; now: Date; limit: number }>) =>
    db
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.storeId, slot.storeId),
          isWord(messages.state, 'planned'),
          lte(messages.dueAt, slot.now),
        ),
      )
      .orderBy(messages.dueAt)
      .limit(slot.limit),
  ),
  cartsOf: prepare('messages.cartsOf', (slot: Slots<{ storeId: StoreId; ids: readonly MessageId[] }>) =>
    db
      .selectDistinct({ cartId: messages.cartId })
      .from(messages)
      .where(and(eq(messages.storeId, slot.storeId), kit.anyOf(messages.id, slot.ids))),
  ),
  nextDueAt: prepare('messages.nextDueAt', (slot: Slots<{ storeId: StoreId }>) =>
    db
      .select({ dueAt: messages.dueAt })
      .from(messages)
      .where(and(eq(messages.storeId, slot.storeId), isWord(messages.state, 'planned')))
      .orderBy(messages.dueAt)
      .limit(1),
  ),
  find: prepare('messages.find', (slot: Slots<{ id: MessageId }>) =>
    db.select().from(messages).where(eq(messages.id, slot.id)),
  ),
  ofEpisode: prepare('messages.ofEpisode', (slot: Slots<{ episodeId: EpisodeId }>) =>
    db.select().from(messages).where(eq(messages.episodeId, slot.episodeId)),
  ),
  byProviderId: prepare('messages.byProviderId', (slot: Slots<{ providerId: string }>) =>
    db.select().from(messages).where(eq(messages.providerId, slot.providerId)).limit(1),
  ),
  leasesOver: prepare('messages.leasesOver', (slot: Slots<{ now: Date; limit: number }>) =>
    db
      .select()
      .from(messages)
      .where(and(sql`${messages.state} in ('claimed', 'sending')`, lte(messages.claimedUntil, slot.now)))
      .orderBy(messages.claimedUntil)
      .limit(slot.limit),
  ),
  uncertain: prepare('messages.uncertain', (slot: Slots<{ sentBefore: Date; limit: number }>) =>
    db
      .select()
      .from(messages)
      .where(
        and(
          isWord(messages.state, 'uncertain'),
          sql`${messages.settledAt} is null`,
          lte(messages.sentAt, slot.sentBefore),
        ),
      )
      .limit(slot.limit),
  ),
});

type Named = { storeId: StoreId; ids: readonly string[]; at: Date };
type OfStore = Omit<Named, 'ids'>;

const prepareReconsider = ({ db, kit, prepare, tables: { messages } }: Engine) => {
  const reconsider = (slot: Slots<OfStore>, ...which: readonly SQL[]) =>
    db
      .update(messages)
      .set({ dueAt: slot.at })
      .where(
        and(
          eq(messages.storeId, slot.storeId),
          isWord(messages.state, 'planned'),
          sql`${messages.dueAt} > ${slot.at}`,
          ...which,
        ),
      );
  return {
    reconsiderShoppers: prepare('messages.reconsiderShoppers', (slot: Slots<Named>) =>
      reconsider(slot, kit.anyOf(messages.shopperId, slot.ids)),
    ),
    reconsiderCarts: prepare('messages.reconsiderCarts', (slot: Slots<Named>) =>
      reconsider(slot, kit.anyOf(messages.cartId, slot.ids)),
    ),
    reconsiderWaiting: prepare('messages.reconsiderWaiting', (slot: Slots<OfStore>) =>
      reconsider(slot, sql`${messages.waits} > 0`),
    ),
    reconsiderFlow: prepare('messages.reconsiderFlow', (slot: Slots<OfStore & { flow: RunKind }>) =>
      reconsider(slot, eq(messages.flow, slot.flow), eq(messages.byHand, false)),
    ),
  };
};

type Change = MessageFacts & { id: MessageId; readRevision: number; readState: StoredMessage['state'] };

/**
 * One statement for each set of facts that change together, made when first needed: every index over a column that is
 * set is written, changed or not, and most of this table's indexes are over what stays.
 */
const createChanging = ({ db, prepare, tables: { messages } }: Engine) => {
  const made = new Map<string, Prepared<Partial<Change>, unknown>>();
  const make = (facts: readonly (keyof MessageFacts)[]) =>
    prepare(`messages.changed${made.size}`, (slot: Slots<Partial<Change>>) =>
      db
        .update(messages)
        .set({
          ...Object.fromEntries(facts.map((fact) => [fact, slot[fact]])),
          revision: sql`${messages.revision} + 1`,
        })
        .where(
          and(
            eq(messages.id, slot.id),
            eq(messages.state, slot.readState),
            eq(messages.revision, slot.readRevision),
          ),
        ),
    );
  return (change: Partial<MessageFacts>): Prepared<Partial<Change>, unknown> => {
    const facts = (Object.keys(change) as (keyof MessageFacts)[]).toSorted();
    const key = facts.join(' ');
    const statement = made.get(key) ?? make(facts);
    made.set(key, statement);
    return statement;
  };
};

const prepareWrites = ({ db, prepare, tables: { messages } }: Engine) => ({
  plan: prepare('messages.planned', (slot: Slots<Row<'messages'>>) =>
    db.insert(messages).values(rowSlots(messages, slot)),
  ),
  claim: prepare('messages.claim', (slot: Slots<{ id: MessageId; now: Date; claimedUntil: Date }>) =>
    db
      .update(messages)
      .set({
        state: sql`'claimed'`,
        claimedUntil: slot.claimedUntil,
        revision: sql`${messages.revision} + 1`,
      })
      .where(and(eq(messages.id, slot.id), isWord(messages.state, 'planned'), lte(messages.dueAt, slot.now))),
  ),
  unplan: prepare('messages.unplanned', (slot: Slots<{ id: MessageId; revision: number }>) =>
    db
      .delete(messages)
      .where(
        and(
          eq(messages.id, slot.id),
          isWord(messages.state, 'planned'),
          eq(messages.revision, slot.revision),
        ),
      ),
  ),
});

type AttemptEnd = {
  id: AttemptId;
  at: Date;
  outcome: string;
  reason: string | null;
  providerId: string | null;
};

const prepareAttempts = ({ db, prepare, tables: { attempts } }: Engine) => ({
  begin: prepare('messages.attempted', (slot: Slots<Row<'attempts'>>) =>
    db.insert(attempts).values(rowSlots(attempts, slot)),
  ),
  end: prepare('messages.attemptEnded', (slot: Slots<AttemptEnd>) =>
    db
      .update(attempts)
      .set({ endedAt: slot.at, outcome: slot.outcome, reason: slot.reason, providerId: slot.providerId })
      .where(and(eq(attempts.id, slot.id), sql`${attempts.endedAt} is null`)),
  ),
  open: prepare('messages.openAttempts', (slot: Slots<{ messageId: MessageId }>) =>
    db
      .select({ id: attempts.id })
      .from(attempts)
      .where(and(eq(attempts.messageId, slot.messageId), sql`${attempts.endedAt} is null`)),
  ),
});
