import { and, desc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { EpisodeId, MessageId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { RunKind } from '../core/words/vocabulary.ts';
import type { Engine } from './engine.ts';
import type { Slots } from './slots.ts';
import { prepareStanding } from './standing.ts';

const MOST_SENT = 50;
const MOST_STARTED = 30;

export const prepareSnapshots = (engine: Engine) => ({
  standing: prepareStanding(engine),
  ...prepareReads(engine),
  ...prepareRuns(engine),
});

const prepareRuns = ({ db, prepare, tables: { episodes } }: Engine) => ({
  openRuns: prepare('snapshots.openRuns', (slot: Slots<{ storeId: StoreId; shopperId: ShopperId }>) =>
    db
      .select({ flow: episodes.flow })
      .from(episodes)
      .where(
        and(
          eq(episodes.storeId, slot.storeId),
          eq(episodes.shopperId, slot.shopperId),
          isNull(episodes.endedAt),
        ),
      )
      .limit(MOST_STARTED),
  ),
});

const prepareReads = ({ db, prepare, tables: { messages, carts, shoppers, episodes } }: Engine) => ({
  sentAt: prepare(
    'snapshots.marketingSentAt',
    (slot: Slots<{ storeId: StoreId; shopperId: ShopperId; since: Date; id: MessageId }>) =>
      db
        .select({ sentAt: messages.sentAt })
        .from(messages)
        .where(
          and(
            eq(messages.storeId, slot.storeId),
            eq(messages.shopperId, slot.shopperId),
            gt(messages.sentAt, slot.since),
            sql`${messages.flow} in ('abandoned_cart', 'reactivation', 'campaign')`,
            ne(messages.id, slot.id),
          ),
        )
        .orderBy(desc(messages.sentAt))
        .limit(MOST_SENT),
  ),
  startedCarts: prepare('snapshots.startedCarts', (slot: Slots<{ storeId: StoreId; shopperId: ShopperId }>) =>
    db
      .select({ startedAt: carts.startedAt })
      .from(carts)
      .where(and(eq(carts.storeId, slot.storeId), eq(carts.shopperId, slot.shopperId)))
      .limit(MOST_STARTED),
  ),
  shopper: prepare('snapshots.shopper', (slot: Slots<{ id: ShopperId }>) =>
    db.select().from(shoppers).where(eq(shoppers.id, slot.id)),
  ),
  holdoutBefore: prepare(
    'snapshots.holdoutBefore',
    (slot: Slots<{ storeId: StoreId; shopperId: ShopperId; flow: RunKind; id: EpisodeId }>) =>
      db
        .select({ holdout: episodes.holdout })
        .from(episodes)
        .where(
          and(
            eq(episodes.storeId, slot.storeId),
            eq(episodes.shopperId, slot.shopperId),
            eq(episodes.flow, slot.flow),
            isNotNull(episodes.holdout),
            ne(episodes.id, slot.id),
          ),
        )
        .orderBy(desc(episodes.openedAt))
        .limit(1),
  ),
});
