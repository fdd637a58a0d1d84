import { and, asc, count, eq, gt, lte, max, sql } from 'drizzle-orm';
import type { ShopperId, StoreId } from '../core/words/ids.ts';
import type { ReactivationTrigger } from '../core/words/vocabulary.ts';
import type { Reactivations } from '../ports/store/reactivations.ts';
import type { Engine } from './engine.ts';
import { isWord, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createReactivations = (engine: Engine): Reactivations => {
  const places = preparePlaces(engine);
  const read = { ...prepareReads(engine), ...prepareHistory(engine) };
  return {
    stores: async () => (await read.stores.read({})).map(({ storeId }) => storeId),
    seenUntil: async (storeId, trigger) => {
      const found = await places.find.first({ storeId, trigger });
      return found === null ? null : { at: found.seenUntil, shopperId: found.seenShopper };
    },
    seen: (about, from, until) => {
      const row = { ...about, seenUntil: until.at, seenShopper: until.shopperId };
      if (from === null) return places.begin.write(row, { expect: 1 });
      return places.move.write({ ...row, fromAt: from.at, fromShopper: from.shopperId }, { expect: 1 });
    },
    silent: (storeId, { after, to, limit }) =>
      read.silent.read({ storeId, at: after.at, shopperId: after.shopperId, to, limit }),
    shopper: async (storeId, shopperId) => {
      const [known, orders, last] = await Promise.all([
        read.shopper.first({ storeId, shopperId }),
        read.orders.first({ storeId, shopperId }),
        read.lastOrder.first({ storeId, shopperId }),
      ]);
      if (known === null) return null;
      const lastOrderAt = last?.placedAt ?? null;
      const runs = await read.abandonments.read({ storeId, shopperId, since: lastOrderAt ?? new Date(0) });
      const abandonedAt = runs.map(({ openedAt }) => openedAt);
      return { lastActivityAt: known.lastActivityAt, orders: orders?.orders ?? 0, lastOrderAt, abandonedAt };
    },
  };
};

type Moved = Row<'silences'> & { fromAt: Date; fromShopper: ShopperId | '' };

const preparePlaces = ({ db, prepare, tables: { silences } }: Engine) => ({
  find: prepare(
    'reactivations.seenUntil',
    (slot: Slots<{ storeId: StoreId; trigger: ReactivationTrigger }>) =>
      db
        .select()
        .from(silences)
        .where(and(eq(silences.storeId, slot.storeId), eq(silences.trigger, slot.trigger))),
  ),
  begin: prepare('reactivations.begin', (slot: Slots<Row<'silences'>>) =>
    db.insert(silences).values(rowSlots(silences, slot)),
  ),
  move: prepare('reactivations.seen', (slot: Slots<Moved>) =>
    db
      .update(silences)
      .set({ seenUntil: slot.seenUntil, seenShopper: slot.seenShopper })
      .where(
        and(
          eq(silences.storeId, slot.storeId),
          eq(silences.trigger, slot.trigger),
          eq(silences.seenUntil, slot.fromAt),
          eq(silences.seenShopper, slot.fromShopper),
        ),
      ),
  ),
});

type Whom = { storeId: StoreId; shopperId: ShopperId };

/** Runs of one shopper that count; nobody abandons more often within reason. */
const MOST_RUNS = 20;

const prepareReads = ({ db, prepare, tables: { shoppers, flows } }: Engine) => ({
  stores: prepare('reactivations.stores', () =>
    db
      .select({ storeId: flows.storeId })
      .from(flows)
      .where(and(isWord(flows.kind, 'reactivation'), eq(flows.enabled, true))),
  ),
  silent: prepare(
    'reactivations.silent',
    (slot: Slots<{ storeId: StoreId; at: Date; shopperId: ShopperId | ''; to: Date; limit: number }>) =>
      db
        .select({ at: shoppers.lastActivityAt, shopperId: shoppers.id })
        .from(shoppers)
        .where(
          and(
            eq(shoppers.storeId, slot.storeId),
            sql`(${shoppers.lastActivityAt}, ${shoppers.id}) > (${slot.at}, ${slot.shopperId})`,
            lte(shoppers.lastActivityAt, slot.to),
          ),
        )
        .orderBy(asc(shoppers.lastActivityAt), asc(shoppers.id))
        .limit(slot.limit),
  ),
  shopper: prepare('reactivations.shopper', (slot: Slots<Whom>) =>
    db
      .select({ lastActivityAt: shoppers.lastActivityAt })
      .from(shoppers)
      .where(and(eq(shoppers.id, slot.shopperId), eq(shoppers.storeId, slot.storeId))),
  ),
});

const prepareHistory = ({ db, prepare, tables: { orders, episodes } }: Engine) => ({
  orders: prepare('reactivations.orders', (slot: Slots<Whom>) =>
    db
      .select({ orders: count() })
      .from(orders)
      .where(
        and(
          eq(orders.storeId, slot.storeId),
          eq(orders.shopperId, slot.shopperId),
          isWord(orders.meaning, 'bought'),
          eq(orders.test, false),
        ),
      ),
  ),
  lastOrder: prepare('reactivations.lastOrder', (slot: Slots<Whom>) =>
    db
      .select({ placedAt: max(orders.placedAt) })
      .from(orders)
      .where(
        and(
          eq(orders.storeId, slot.storeId),
          eq(orders.shopperId, slot.shopperId),
          isWord(orders.meaning, 'bought'),
        ),
      ),
  ),
  abandonments: prepare('reactivations.abandonments', (slot: Slots<Whom & { since: Date }>) =>
    db
      .select({ openedAt: episodes.openedAt })
      .from(episodes)
      .where(
        and(
          eq(episodes.storeId, slot.storeId),
          eq(episodes.shopperId, slot.shopperId),
          isWord(episodes.flow, 'abandoned_cart'),
          gt(episodes.openedAt, slot.since),
        ),
      )
      .orderBy(asc(episodes.openedAt))
      .limit(MOST_RUNS),
  ),
});
