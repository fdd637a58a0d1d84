import { and, eq, inArray, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CartId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { ErasedAround, Erasing } from '../ports/store/erasing.ts';
import { anyOf } from './any-of.ts';
import type { Engine } from './engine.ts';

type About = { readonly storeId: PgColumn; readonly cartId: PgColumn; readonly shopperId: PgColumn };

/** Counts stay right: messages stay as rows without address and content, and links lead nowhere any more. */
export const createAround = (engine: Engine): Erasing['around'] => {
  const { db, apply, write, tables } = engine;
  const { messages, attempts, episodes, links, clicks, timeline, contactLog, handWritten } = tables;
  return async (storeId, { cartIds, shopperIds, at }) => {
    const isTheirs = (of: About) =>
      anyOf([inArray(of.cartId, [...cartIds]), inArray(of.shopperId, [...shopperIds])]);
    const about = (of: About) => and(eq(of.storeId, storeId), isTheirs(of));
    const messageIds = db.select({ id: messages.id }).from(messages).where(about(messages));
    const applied = await apply([
      write(db.delete(handWritten).where(inArray(handWritten.messageId, messageIds))),
      write(db.delete(contactLog).where(about(contactLog))),
      write(
        db
          .update(attempts)
          .set({ providerId: null, reason: null })
          .where(inArray(attempts.messageId, messageIds)),
      ),
      write(db.delete(links).where(about(links))),
      write(db.update(clicks).set({ shopperId: null }).where(inArray(clicks.messageId, messageIds))),
      write(
        db
          .update(messages)
          .set({ toAddress: null, subject: null, content: null, messageIdHeader: null, providerId: null })
          .where(about(messages)),
      ),
      write(
        db
          .update(messages)
          .set({ state: 'skipped', reason: 'redacted', settledAt: at, revision: oneMore(messages) })
          .where(and(about(messages), eq(messages.state, 'planned'))),
      ),
      write(
        db
          .update(episodes)
          .set({ endedAt: at, endReason: 'redacted', revision: oneMore(episodes) })
          .where(and(about(episodes), isNull(episodes.endedAt))),
      ),
      write(couponsOfNobody(engine).where(about(tables.coupons))),
      write(
        db.delete(timeline).where(and(eq(timeline.storeId, storeId), inArray(timeline.cartId, [...cartIds]))),
      ),
      write(noLongerMeant(engine, storeId, shopperIds)),
      write(callsForgotten(engine, storeId, { cartIds, messageIds })),
    ]);
    return applied.kind === 'conflict' ? NONE : counted(applied.results);
  };
};

/** In the order of the writes. */
const counted = (results: readonly { readonly touched: number }[]): ErasedAround => {
  const [written, contacted, attempted, linked, clicked, sent, , opened, offered, told, , called] =
    results.map(({ touched }) => touched);
  return {
    handWritten: written ?? 0,
    contacts: contacted ?? 0,
    attempts: attempted ?? 0,
    links: linked ?? 0,
    clicks: clicked ?? 0,
    messages: sent ?? 0,
    episodes: opened ?? 0,
    timeline: told ?? 0,
    coupons: offered ?? 0,
    webhookCalls: called ?? 0,
  };
};

/** What they cost stays; what a person of the store wrote about one, and whatever leads to somebody, goes. */
const couponsOfNobody = ({ db, tables: { coupons } }: Engine) =>
  db.update(coupons).set({
    subject: sql`'erased/' || ${coupons.id}`,
    text: sql`case when ${coupons.episodeId} is null then null else ${coupons.text} end`,
    episodeId: null,
    cartId: null,
    shopperId: null,
    messageId: null,
  });

/** What the shop's programs were told is not kept, but that they were told of this cart is. What waits is not told. */
const callsForgotten = (
  { db, tables: { webhookCalls } }: Engine,
  storeId: StoreId,
  { cartIds, messageIds }: { readonly cartIds: readonly CartId[]; readonly messageIds: SQLWrapper },
) =>
  db
    .delete(webhookCalls)
    .where(
      and(
        eq(webhookCalls.storeId, storeId),
        anyOf([inArray(webhookCalls.cartId, [...cartIds]), inArray(webhookCalls.messageId, messageIds)]),
      ),
    );

/** Nobody who is erased stays a recipient of a campaign, past or to come. */
const noLongerMeant = (
  { db, tables: { campaignRecipients } }: Engine,
  storeId: StoreId,
  shopperIds: readonly ShopperId[],
) =>
  db
    .delete(campaignRecipients)
    .where(
      and(eq(campaignRecipients.storeId, storeId), inArray(campaignRecipients.shopperId, [...shopperIds])),
    );

const oneMore = ({ revision }: { readonly revision: PgColumn }): SQL => sql`${revision} + 1`;

const NONE: ErasedAround = {
  episodes: 0,
  messages: 0,
  handWritten: 0,
  attempts: 0,
  clicks: 0,
  links: 0,
  timeline: 0,
  contacts: 0,
  coupons: 0,
  webhookCalls: 0,
};
