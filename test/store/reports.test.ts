import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { summarise } from '../../src/core/results/summary.ts';
import type { FunnelEvent } from '../../src/core/results/funnel.ts';
import type { EpisodeId, MessageId, StepId, StoreId } from '../../src/core/words/ids.ts';
import type { Reports } from '../../src/ports/store/reports.ts';
import { createReports } from '../../src/store/reports.ts';
import { databases, openTestEngine } from './databases.ts';
import { episodeRow, messageRow } from '../support/rows.ts';

const storeId = 's1' as StoreId;
const timeZone = 'America/Sao_Paulo';
const period = { storeId, timeZone, from: '2026-11-01', to: '2026-12-01' };

const event = (given: Partial<FunnelEvent> = {}): FunnelEvent => ({
  kind: 'reached',
  storeId,
  timeZone,
  openedAt: new Date('2026-11-21T12:00:00Z'),
  flow: 'abandoned_cart',
  stepId: 'first' as StepId,
  channel: 'email',
  ...given,
});

describe.each(databases)('reports on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestEngine>>;
  let reports: Reports;

  beforeAll(async () => {
    opened = await openTestEngine(make);
    reports = createReports(opened.engine);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { db, tables, write, commit } = opened.engine;
    await commit([tables.daily, tables.episodes, tables.messages].map((table) => write(db.delete(table))));
  });

  const totals = async (given: { from?: string; to?: string; storeId?: StoreId } = {}) => {
    const rows = await reports.sums({ storeId, from: '2026-11-01', to: '2026-12-01', by: 'day', ...given });
    return summarise(rows, { basis: 'episode', groupBy: 'day', platform: 'custom' }).totals;
  };

  it('what many count at once is all counted', async () => {
    await Promise.all(
      Array.from({ length: 40 }, () =>
        opened.engine.commit([...reports.count(event(), event({ kind: 'read' }))]),
      ),
    );

    expect(await totals()).toMatchObject({ reached: 40, read: 40, delivered: 0, revenue: [] });
  });

  it('a count that is not committed is not there', async () => {
    reports.count(event());

    expect((await totals()).reached).toBe(0);
  });

  it('a period ends before its last day, and another store has its own', async () => {
    await opened.engine.commit([
      ...reports.count(event({ openedAt: new Date('2026-11-22T02:59:59Z') })),
      ...reports.count(event({ openedAt: new Date('2026-11-22T03:00:00Z') })),
      ...reports.count(event({ storeId: 's2' as StoreId })),
    ]);

    expect((await totals({ from: '2026-11-21', to: '2026-11-22' })).reached).toBe(1);
    expect((await totals({ from: '2026-11-22', to: '2026-11-23' })).reached).toBe(1);
    expect((await totals({ storeId: 's2' as StoreId })).reached).toBe(1);
  });

  it('channels and steps are told apart; what has none is in the totals only', async () => {
    await opened.engine.commit([
      ...reports.count(
        event({ kind: 'abandoned', stepId: null, channel: null }),
        event(),
        event({ channel: 'whatsapp', stepId: 'second' as StepId }),
      ),
    ]);
    const keys = async (by: 'channel' | 'step') => {
      const rows = await reports.sums({ ...period, by });
      return summarise(rows, { basis: 'episode', groupBy: by, platform: 'custom' });
    };

    expect((await keys('channel')).items.map(({ key }) => key)).toEqual(['email', 'whatsapp']);
    expect((await keys('step')).items.map(({ key }) => key)).toEqual(['first', 'second']);
    expect((await keys('step')).totals.abandoned).toBe(1);
  });

  const add = (revenueMinor: number) =>
    reports.add([
      {
        storeId,
        day: '2026-11-21',
        basis: 'episode',
        flow: '',
        stepId: '',
        channel: 'email',
        currency: 'IDR',
        counts: {},
        revenueMinor,
      },
    ]);

  it('large amounts stay exact', async () => {
    await opened.engine.commit([...add(9_007_199_254_740_000), ...add(991)]);

    expect((await totals()).revenue).toEqual([{ minor: 9_007_199_254_740_991, currency: 'IDR' }]);
  });

  it('a year of a busy store is summed in under 50 ms', async () => {
    const { engine } = opened;
    for (let month = 0; month < 12; month += 1) {
      const deltas = Array.from({ length: 28 }, (_, day) => day).flatMap((day) =>
        ['first', 'second', 'third'].flatMap((step) =>
          (['email', 'whatsapp'] as const).map((channel) => ({
            storeId,
            day: `2025-${String(month + 1).padStart(2, '0')}-${String(day + 1).padStart(2, '0')}`,
            basis: 'episode' as const,
            flow: 'abandoned_cart' as const,
            stepId: step as StepId,
            channel,
            currency: '',
            counts: { reached: 3_000 },
            revenueMinor: 0,
          })),
        ),
      );
      await engine.commit([...reports.add(deltas)]);
    }
    const year = { storeId, from: '2025-01-01', to: '2026-01-01', by: 'day' } as const;
    let fastestMs = Number.POSITIVE_INFINITY; // of ten, since the machine may be busy with something else
    for (let run = 0; run < 10; run += 1) {
      const startedAt = performance.now();
      expect(await reports.sums(year)).toHaveLength(12 * 28);
      fastestMs = Math.min(fastestMs, performance.now() - startedAt);
    }

    expect(fastestMs).toBeLessThan(50);
  });

  const insert = async (episodes: number) => {
    const { db, tables, write, commit } = opened.engine;
    for (let place = 0; place < episodes; place += 1) {
      const id = `e${place}` as EpisodeId;
      await commit([
        write(db.insert(tables.episodes).values(episodeRow({ id, endedAt: new Date() }))),
        write(
          db.insert(tables.messages).values(
            messageRow({
              id: `m${place}` as MessageId,
              episodeId: id,
              stepId: 'first' as StepId,
              state: place === 0 ? 'read' : 'failed',
              acceptedAt: place === 0 ? new Date() : null,
            }),
          ),
        ),
      ]);
    }
  };

  describe('a recount', () => {
    it('agrees with what was counted on the way', async () => {
      await insert(2);
      await opened.engine.commit([
        ...reports.count(
          event({ kind: 'abandoned', stepId: null, channel: null }),
          event({ kind: 'abandoned', stepId: null, channel: null }),
          event({ kind: 'reached' }),
          event({ kind: 'delivered' }),
          event({ kind: 'read' }),
          event({ kind: 'failed' }),
        ),
      ]);

      expect(await reports.recount(period)).toEqual([]);
    });

    it('names what is missing and what is too much', async () => {
      await insert(1);
      await opened.engine.commit([...reports.count(event({ kind: 'failed' }))]);

      const told = (await reports.recount(period)).map(({ counter, stored, counted }) => [
        counter,
        stored,
        counted,
      ]);
      expect(told).toEqual([
        ['abandoned', 0, 1],
        ['reached', 0, 1],
        ['delivered', 0, 1],
        ['read', 0, 1],
        ['failed', 1, 0],
      ]);
    });
  });
});
