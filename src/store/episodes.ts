import { and, desc, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Episode } from '../core/decide/snapshot.ts';
import type { CartId, EpisodeId, OrderId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { EpisodeEnd } from '../core/words/reason-codes.ts';
import type { RunKind } from '../core/words/vocabulary.ts';
import type { Episodes } from '../ports/store/episodes.ts';
import type { Engine } from './engine.ts';
import { isWord, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

/** More carts or episodes of one shopper than these are not looked at. */
const MOST_CARTS = 20;
const MOST_EPISODES = 10;

export const createEpisodes = (engine: Engine): Episodes => {
  const carts = { ...prepareCarts(engine), ...prepareGuards(engine) };
  const { find, ofShopper, ofCart, ofOrder } = prepareReads(engine);
  const { open, change, end, reopen } = prepareWrites(engine);
  const { absorb, readdress } = prepareMessages(engine);

  return {
    cartsToJudge: async (storeId, now, limit) =>
      (await carts.toJudge.read({ storeId, now, limit })).map(({ id }) => id),
    nextJudgeAt: async (storeId) => (await carts.nextJudgeAt.first({ storeId }))?.judgeAt ?? null,
    judged: ({ id, judgeAt }, next) => carts.judge.write({ id, judgeAt, next }, { expect: 1 }),
    judgeAgain: ({ id }, at) => carts.judgeAgain.write({ id, at }),
    judgeAllAgain: (storeId, at) => carts.judgeAllAgain.write({ storeId, at }),
    speakingCarts: (storeId, shopperId) => carts.speaking.read({ storeId, shopperId }),
    cartSuperseded: (cart) => carts.supersede.write(cart, { expect: 1 }),
    cartUnchanged: (cart) => carts.unchanged.write(cart, { expect: 1 }),
    shopperAddressed: (shopper) => carts.address.write(shopper, { expect: 1 }),

    find: (id) => find.first({ id }),
    ofShopper: (storeId, shopperId, flow) => ofShopper.read({ storeId, shopperId, flow }),
    ofCart: (storeId, cartId, flow) => ofCart.read({ storeId, cartId, flow }),
    ofOrder: (storeId, orderId) => ofOrder.first({ storeId, orderId }),
    opened: (episode) => open.write({ ...ABOUT_NEITHER, ...episode }),
    changed: ({ id, revision }, { shopperId, cartId, anchorAt, lateMs, holdout }) =>
      change.write({ id, revision, shopperId, cartId, anchorAt, lateMs, holdout }, { expect: 1 }),
    ended: ({ id, revision }, { at, reason }) => end.write({ id, revision, at, reason }, { expect: 1 }),
    reopened: ({ id, revision }) => reopen.write({ id, revision }, { expect: 1 }),
    absorbed: (merge) => absorb.write(merge),
    readdressed: (id, shopperId) => readdress.write({ id, shopperId }),
  };
};

const ABOUT_NEITHER = { trigger: null, campaignId: null, sinceAt: null };

const prepareCarts = ({ db, prepare, tables: { carts } }: Engine) => ({
  toJudge: prepare('episodes.cartsToJudge', (slot: Slots<{ storeId: StoreId; now: Date; limit: number }>) =>
    db
      .select({ id: carts.id })
      .from(carts)
      .where(and(eq(carts.storeId, slot.storeId), isNotNull(carts.judgeAt), lte(carts.judgeAt, slot.now)))
      .orderBy(carts.judgeAt)
      .limit(slot.limit),
  ),
  nextJudgeAt: prepare('episodes.nextJudgeAt', (slot: Slots<{ storeId: StoreId }>) =>
    db
      .select({ judgeAt: carts.judgeAt })
      .from(carts)
      .where(and(eq(carts.storeId, slot.storeId), isNotNull(carts.judgeAt)))
      .orderBy(carts.judgeAt)
      .limit(1),
  ),
  judge: prepare('episodes.judged', (slot: Slots<{ id: CartId; judgeAt: Date; next: Date | null }>) =>
    db
      .update(carts)
      .set({ judgeAt: slot.next })
      .where(and(eq(carts.id, slot.id), eq(carts.judgeAt, slot.judgeAt))),
  ),
  judgeAgain: prepare('episodes.judgeAgain', (slot: Slots<{ id: CartId; at: Date }>) =>
    db.update(carts).set({ judgeAt: slot.at }).where(eq(carts.id, slot.id)),
  ),
  judgeAllAgain: prepare('episodes.judgeAllAgain', (slot: Slots<{ storeId: StoreId; at: Date }>) =>
    db
      .update(carts)
      .set({ judgeAt: slot.at })
      .where(
        and(
          eq(carts.storeId, slot.storeId),
          isNotNull(carts.judgeAt),
          sql`${carts.judgeAt} > ${slot.at}`,
          isWord(carts.state, 'open'),
        ),
      ),
  ),
  speaking: prepare('episodes.speakingCarts', (slot: Slots<{ storeId: StoreId; shopperId: ShopperId }>) =>
    db
      .select({
        id: carts.id,
        lastActivityAt: carts.lastActivityAt,
        startedAt: carts.startedAt,
        revision: carts.revision,
      })
      .from(carts)
      .where(
        and(
          eq(carts.storeId, slot.storeId),
          eq(carts.shopperId, slot.shopperId),
          isWord(carts.state, 'open'),
          gt(carts.linesCount, 0),
        ),
      )
      .orderBy(desc(carts.lastActivityAt), desc(carts.id))
      .limit(MOST_CARTS),
  ),
});

const prepareGuards = ({ db, prepare, tables: { carts, shoppers } }: Engine) => ({
  supersede: prepare('episodes.cartSuperseded', (slot: Slots<{ id: CartId; revision: number }>) =>
    db
      .update(carts)
      .set({
        state: sql`'closed'`,
        closedReason: sql`'superseded'`,
        judgeAt: sql`null`,
        revision: sql`${carts.revision} + 1`,
      })
      .where(and(eq(carts.id, slot.id), eq(carts.revision, slot.revision), isWord(carts.state, 'open'))),
  ),
  unchanged: prepare('episodes.cartUnchanged', (slot: Slots<{ id: CartId; revision: number }>) =>
    db
      .update(carts)
      .set({ revision: sql`${carts.revision}` })
      .where(and(eq(carts.id, slot.id), eq(carts.revision, slot.revision))),
  ),
  address: prepare('episodes.shopperAddressed', (slot: Slots<{ id: ShopperId; revision: number }>) =>
    db
      .update(shoppers)
      .set({ revision: sql`${shoppers.revision} + 1` })
      .where(and(eq(shoppers.id, slot.id), eq(shoppers.revision, slot.revision))),
  ),
});

const prepareReads = ({ db, prepare, tables: { episodes } }: Engine) => ({
  find: prepare('episodes.find', (slot: Slots<{ id: EpisodeId }>) =>
    db.select().from(episodes).where(eq(episodes.id, slot.id)),
  ),
  ofShopper: prepare(
    'episodes.ofShopper',
    (slot: Slots<{ storeId: StoreId; shopperId: ShopperId; flow: RunKind }>) =>
      db
        .select()
        .from(episodes)
        .where(
          and(
            eq(episodes.storeId, slot.storeId),
            eq(episodes.shopperId, slot.shopperId),
            eq(episodes.flow, slot.flow),
          ),
        )
        .orderBy(desc(episodes.openedAt), desc(episodes.id))
        .limit(MOST_EPISODES),
  ),
  ofCart: prepare('episodes.ofCart', (slot: Slots<{ storeId: StoreId; cartId: CartId; flow: RunKind }>) =>
    db
      .select()
      .from(episodes)
      .where(
        and(
          eq(episodes.storeId, slot.storeId),
          eq(episodes.cartId, slot.cartId),
          eq(episodes.flow, slot.flow),
        ),
      )
      .orderBy(desc(episodes.openedAt), desc(episodes.id))
      .limit(MOST_EPISODES),
  ),
  ofOrder: prepare('episodes.ofOrder', (slot: Slots<{ storeId: StoreId; orderId: OrderId }>) =>
    db
      .select()
      .from(episodes)
      .where(
        and(
          eq(episodes.storeId, slot.storeId),
          isNotNull(episodes.orderId),
          eq(episodes.orderId, slot.orderId),
        ),
      ),
  ),
});

type Changed = Pick<Episode, 'id' | 'revision' | 'shopperId' | 'cartId' | 'anchorAt' | 'lateMs' | 'holdout'>;
type Merge = { olderId: EpisodeId; youngerId: EpisodeId };

const prepareWrites = ({ db, prepare, tables: { episodes } }: Engine) => ({
  open: prepare('episodes.opened', (slot: Slots<Row<'episodes'>>) =>
    db.insert(episodes).values(rowSlots(episodes, slot)),
  ),
  change: prepare('episodes.changed', (slot: Slots<Changed>) =>
    db
      .update(episodes)
      .set({
        shopperId: slot.shopperId,
        cartId: slot.cartId,
        anchorAt: slot.anchorAt,
        lateMs: slot.lateMs,
        holdout: slot.holdout,
        revision: sql`${episodes.revision} + 1`,
      })
      .where(and(eq(episodes.id, slot.id), eq(episodes.revision, slot.revision), sql`ended_at is null`)),
  ),
  end: prepare(
    'episodes.ended',
    (slot: Slots<{ id: EpisodeId; revision: number; at: Date; reason: EpisodeEnd }>) =>
      db
        .update(episodes)
        .set({ endedAt: slot.at, endReason: slot.reason, revision: sql`${episodes.revision} + 1` })
        .where(and(eq(episodes.id, slot.id), eq(episodes.revision, slot.revision), sql`ended_at is null`)),
  ),
  reopen: prepare('episodes.reopened', (slot: Slots<{ id: EpisodeId; revision: number }>) =>
    db
      .update(episodes)
      .set({ endedAt: null, endReason: null, revision: sql`${episodes.revision} + 1` })
      .where(
        and(
          eq(episodes.id, slot.id),
          eq(episodes.revision, slot.revision),
          eq(episodes.endReason, 'excluded'),
        ),
      ),
  ),
});

const prepareMessages = ({ db, prepare, tables: { messages, shoppers } }: Engine) => ({
  absorb: prepare('episodes.absorbed', (slot: Slots<Merge>) =>
    db
      .update(messages)
      .set({ episodeId: slot.olderId, revision: sql`${messages.revision} + 1` })
      .where(
        and(
          eq(messages.episodeId, slot.youngerId),
          sql`${messages.state} <> 'planned'`,
          sql`${messages.stepId} not in (select step_id from messages as kept where kept.episode_id = ${slot.olderId})`,
        ),
      ),
  ),
  readdress: prepare('episodes.readdressed', (slot: Slots<{ id: EpisodeId; shopperId: ShopperId }>) =>
    db
      .update(messages)
      .set({ shopperId: slot.shopperId, revision: sql`${messages.revision} + 1` })
      .where(
        and(
          eq(messages.episodeId, slot.id),
          sql`${messages.shopperId} <> ${slot.shopperId}`,
          or(
            isNull(messages.sentAt),
            sql`exists (select 1 from ${shoppers} where ${shoppers.id} = ${messages.shopperId} and ${shoppers.identityKey} like 'p:%')`,
          ),
        ),
      ),
  ),
});
