import { and, asc, count, desc, eq, getTableColumns, inArray, lt, lte, min, ne, sql } from 'drizzle-orm';
import type { DeliveryId, StoreId } from '../core/words/ids.ts';
import type { DeliveryState } from '../core/words/vocabulary.ts';
import type { Deliveries, Delivery, DeliveryQuery, NewDelivery } from '../ports/store/deliveries.ts';
import type { Engine } from './engine.ts';
import { isWord, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createDeliveries = (engine: Engine): Deliveries => {
  const settle = prepareSettling(engine);
  return { ...createInbox(engine), ...settle, ...createListing(engine), ...createForgetting(engine) };
};

const createInbox = ({ db, tables: { deliveries }, prepare, apply }: Engine) => {
  const append = prepare('deliveries.append', (slot: Slots<Row<'deliveries'>>) =>
    db
      .insert(deliveries)
      .values(rowSlots(deliveries, slot))
      .onConflictDoNothing({
        target: [deliveries.platform, deliveries.storeKey, deliveries.dedupeKey],
      }),
  );
  const due = prepare('deliveries.due', (slot: Slots<{ now: Date; limit: number }>) =>
    db
      .select()
      .from(deliveries)
      .where(and(isWord(deliveries.state, 'received'), lte(deliveries.nextAttemptAt, slot.now)))
      .orderBy(deliveries.nextAttemptAt)
      .limit(slot.limit),
  );
  const oldest = prepare('deliveries.oldestWaiting', () =>
    db
      .select({ receivedAt: min(deliveries.receivedAt) })
      .from(deliveries)
      .where(isWord(deliveries.state, 'received')),
  );

  return {
    append: async (given: readonly NewDelivery[]) => {
      const applied = await apply(given.map((delivery) => append.write(receivedRow(delivery))));
      if (applied.kind === 'conflict') throw new Error('A delivery’s id was given twice.');
      return applied.results.map(({ touched }) => touched === 1);
    },
    due: (now: Date, limit: number) => due.read({ now, limit }),
    oldestWaiting: async () => (await oldest.first({}))?.receivedAt ?? null,
  };
};

const receivedRow = (delivery: NewDelivery): Row<'deliveries'> => ({
  ...delivery,
  state: 'received',
  reason: null,
  attempts: 0,
  nextAttemptAt: delivery.receivedAt,
  processedAt: null,
});

const prepareSettling = ({ db, tables: { deliveries }, prepare }: Engine) => {
  const change = prepare('deliveries.settle', (slot: Slots<Settling>) =>
    db
      .update(deliveries)
      .set({
        state: slot.state,
        reason: slot.reason,
        attempts: slot.attempts,
        nextAttemptAt: slot.nextAttemptAt,
        processedAt: slot.processedAt,
      })
      .where(
        and(
          eq(deliveries.id, slot.id),
          eq(deliveries.state, slot.readState),
          eq(deliveries.attempts, slot.readAttempts),
        ),
      ),
  );
  const settled = (delivery: Delivery, to: Partial<Settling>) =>
    change.write(
      {
        id: delivery.id,
        state: delivery.state,
        reason: null,
        attempts: delivery.attempts,
        nextAttemptAt: delivery.nextAttemptAt,
        processedAt: null,
        readState: delivery.state,
        readAttempts: delivery.attempts,
        ...to,
      },
      { expect: 1 },
    );

  return {
    processed: (delivery: Delivery, at: Date) =>
      settled(delivery, { state: 'processed', processedAt: at, readState: 'received' }),
    ignored: (delivery: Delivery, at: Date, reason: string) =>
      settled(delivery, { state: 'ignored', processedAt: at, reason, readState: 'received' }),
    died: (delivery: Delivery, at: Date, reason: string) =>
      settled(delivery, { state: 'dead', processedAt: at, reason, readState: 'received' }),
    taken: (delivery: Delivery, until: Date) =>
      settled(delivery, { nextAttemptAt: until, reason: delivery.reason, readState: 'received' }),
    retried: (delivery: Delivery, { at, reason }: { at: Date; reason: string }) =>
      settled(delivery, {
        attempts: delivery.attempts + 1,
        nextAttemptAt: at,
        reason,
        readState: 'received',
      }),
    replayed: (delivery: Delivery, now: Date) =>
      delivery.body === null
        ? null
        : settled(delivery, { state: 'received', attempts: 0, nextAttemptAt: now }),
  };
};

type Settling = Pick<
  Row<'deliveries'>,
  'id' | 'state' | 'reason' | 'attempts' | 'nextAttemptAt' | 'processedAt'
> & { readonly readState: DeliveryState; readonly readAttempts: number };

const createListing = ({ db, tables: { deliveries }, prepare, read }: Engine) => {
  const get = prepare('deliveries.get', (slot: Slots<{ id: DeliveryId }>) =>
    db.select().from(deliveries).where(eq(deliveries.id, slot.id)),
  );
  const counts = prepare('deliveries.counts', () =>
    db
      .select({ platform: deliveries.platform, state: deliveries.state, count: count() })
      .from(deliveries)
      .groupBy(deliveries.state, deliveries.platform),
  );
  const countDead = prepare('deliveries.countDead', (slot: Slots<{ storeId: StoreId }>) =>
    db
      .select({ dead: count() })
      .from(deliveries)
      .where(and(eq(deliveries.storeId, slot.storeId), isWord(deliveries.state, 'dead'))),
  );
  const { body: _, ...summary } = getTableColumns(deliveries);

  return {
    get: async (id: DeliveryId, storeId?: Delivery['storeId']) => {
      const found = await get.first({ id });
      return storeId === undefined || found?.storeId === storeId ? found : null;
    },
    list: ({ storeId, states, before, limit }: DeliveryQuery) =>
      read(
        db
          .select(summary)
          .from(deliveries)
          .where(
            and(
              storeId ? eq(deliveries.storeId, storeId) : undefined,
              states ? inArray(deliveries.state, [...states]) : undefined,
              before ? lt(deliveries.id, before) : undefined,
            ),
          )
          .orderBy(desc(deliveries.id))
          .limit(limit),
      ),
    counts: () => counts.read({}),
    countDead: async (storeId: StoreId) => (await countDead.first({ storeId }))?.dead ?? 0,
  };
};

const createForgetting = ({ db, tables: { deliveries }, write, apply }: Engine) => {
  const touched = async (query: Parameters<typeof write>[0]) => {
    const applied = await apply([write(query)]);
    return applied.kind === 'committed' ? (applied.results[0]?.touched ?? 0) : 0;
  };
  const settledBefore = (before: Date) =>
    and(lt(deliveries.receivedAt, before), ne(deliveries.state, 'received'));

  return {
    dropBodies: (storeId: Delivery['storeId'], before: Date, limit: number) => {
      const ids = db
        .select({ id: deliveries.id })
        .from(deliveries)
        .where(
          and(
            storeId === null ? sql`${deliveries.storeId} is null` : eq(deliveries.storeId, storeId),
            sql`${deliveries.body} is not null`,
            settledBefore(before),
          ),
        )
        .orderBy(asc(deliveries.receivedAt))
        .limit(limit);
      return touched(db.update(deliveries).set({ body: null }).where(inArray(deliveries.id, ids)));
    },
    forget: (before: Date, limit: number) => {
      const ids = db
        .select({ id: deliveries.id })
        .from(deliveries)
        .where(settledBefore(before))
        .orderBy(asc(deliveries.receivedAt))
        .limit(limit);
      return touched(db.delete(deliveries).where(inArray(deliveries.id, ids)));
    },
  };
};
