import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EpisodeId, MessageId, OrderId, ShopperId, StoreId } from '../../src/core/words/ids.ts';
import { createLift } from '../../src/store/lift.ts';
import type { Row } from '../../src/store/tables/tables.ts';
import { episodeRow, messageRow, orderRow } from '../support/rows.ts';
import { databases, openTestEngine } from './databases.ts';

const storeId = 's1' as StoreId;
const day = (number: number, time = '12:00') =>
  new Date(`2026-10-${String(number).padStart(2, '0')}T${time}:00Z`);

describe.each(databases)('lift on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let lift: ReturnType<typeof createLift>;
  let made = 0;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    lift = createLift(opened.engine);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { db, tables, write, commit } = opened.engine;
    await commit([tables.episodes, tables.messages, tables.orders].map((table) => write(db.delete(table))));
  });

  const insert = async (table: 'episodes' | 'messages' | 'orders', row: object) => {
    const { db, tables, write, commit } = opened.engine;
    await commit([write(db.insert(tables[table]).values(row as never))]);
  };
  const nextId = () => `x${String((made += 1)).padStart(6, '0')}`;

  /** A run whose group was fixed on that day: the one by its message, the other by its end. */
  const run = async (
    shopper: string,
    { at, holdout, ...over }: Partial<Row<'episodes'>> & { at: Date; holdout: boolean | null },
  ) => {
    const id = nextId() as EpisodeId;
    const shopperId = shopper as ShopperId;
    const endedAt = holdout === true ? at : new Date(at.getTime() + 9 * 86_400_000);
    const openedAt = new Date(at.getTime() - 3_600_000);
    await insert('episodes', episodeRow({ id, shopperId, holdout, openedAt, endedAt, ...over }));
    if (holdout !== true) {
      const message = messageRow({ id: nextId() as MessageId, episodeId: id, shopperId, sentAt: at });
      await insert('messages', message);
      const later = new Date(at.getTime() + 86_400_000);
      await insert('messages', { ...message, id: nextId(), stepId: 'second', sentAt: later });
    }
  };
  const bought = (shopper: string, placedAt: Date, over: Partial<Row<'orders'>> = {}) =>
    insert(
      'orders',
      orderRow({
        id: nextId() as OrderId,
        externalId: nextId(),
        shopperId: shopper as ShopperId,
        placedAt,
        netMinor: 1_000,
        ...over,
      }),
    );
  const groups = (over: { from?: Date; to?: Date; now?: Date; storeId?: StoreId } = {}) =>
    lift.liftGroups({ storeId, from: day(1), to: day(30), now: day(30), ...over });
  const group = async (holdout: boolean) => (await groups()).find((one) => one.holdout === holdout);

  it('counts buyers and their revenue in each group, from the moment the group was fixed for seven days', async () => {
    await run('ana', { holdout: false, at: day(5) });
    await run('bia', { holdout: false, at: day(5) });
    await run('caio', { holdout: true, at: day(5) });
    await run('davi', { holdout: true, at: day(5) });
    await bought('ana', day(5, '12:00'));
    await bought('ana', day(12, '11:59'), { netMinor: 500 });
    await bought('bia', day(5, '11:59'));
    await bought('caio', day(12, '11:59'));
    await bought('davi', day(12, '12:00'));

    expect(await group(false)).toEqual({
      flow: 'abandoned_cart',
      holdout: false,
      shoppers: 2,
      buyers: 1,
      waiting: 0,
      revenue: [{ currency: 'BRL', sum: 1_500, squares: 2_250_000 }],
    });
    expect(await group(true)).toMatchObject({
      shoppers: 2,
      buyers: 1,
      revenue: [{ sum: 1_000, squares: 1_000_000 }],
    });
  });

  it('a shopper counts once, by the first of their runs, wherever the period begins', async () => {
    await run('ana', { holdout: false, at: day(5) });
    await run('ana', { holdout: false, at: day(20) });
    await bought('ana', day(21));

    expect(await group(false)).toMatchObject({ shoppers: 1, buyers: 0 });
    expect(await groups({ from: day(10) })).toEqual([]);
  });

  it('a shopper who bought in two currencies is one buyer, and the amounts stay apart', async () => {
    await run('ana', { holdout: false, at: day(5) });
    await bought('ana', day(6));
    await bought('ana', day(6), { netCurrency: 'USD', netMinor: 300 });

    expect(await group(false)).toMatchObject({
      shoppers: 1,
      buyers: 1,
      revenue: [
        { currency: 'BRL', sum: 1_000 },
        { currency: 'USD', sum: 300 },
      ],
    });
  });

  it('whose seven days are not over is only waiting', async () => {
    await run('ana', { holdout: false, at: day(25) });
    await bought('ana', day(26));

    expect(await group(false)).toMatchObject({ shoppers: 0, buyers: 0, waiting: 1, revenue: [] });
  });

  it('neither cancelled, test nor renewed orders count, nor runs that were never told apart', async () => {
    await run('ana', { holdout: true, at: day(5) });
    await bought('ana', day(6), { meaning: 'cancelled' });
    await bought('ana', day(6), { test: true });
    await bought('ana', day(6), { origin: 'renewal' });
    await run('bia', { holdout: null, at: day(5) });

    expect(await groups()).toMatchObject([{ holdout: true, shoppers: 1, buyers: 0 }]);
  });

  it('transactional flows and other stores are left out', async () => {
    await run('ana', { holdout: true, at: day(5), flow: 'pending_payment' });
    await run('bia', { holdout: true, at: day(5), storeId: 's2' as StoreId });

    expect(await groups()).toEqual([]);
    expect(await groups({ storeId: 's2' as StoreId })).toMatchObject([{ shoppers: 1 }]);
  });

  it('amounts whose squares leave the range of integers are no error', async () => {
    await run('ana', { holdout: true, at: day(5) });
    await bought('ana', day(6), { netMinor: 5_000_000_000_000 });

    expect((await group(true))?.revenue[0]?.squares).toBeCloseTo(2.5e25, -20);
  });

  it('tells how many runs opened lately', async () => {
    await run('ana', { holdout: null, at: day(5) });
    await run('bia', { holdout: null, at: day(20) });

    expect(await lift.episodesSince(storeId, day(10))).toEqual([{ flow: 'abandoned_cart', episodes: 1 }]);
  });
});
