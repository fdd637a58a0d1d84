import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOf, weekOf } from '../../../src/core/results/day.ts';
import { countsOfChange, deltaOf, mergeDeltas, negated } from '../../../src/core/results/funnel.ts';
import type { FunnelEvent } from '../../../src/core/results/funnel.ts';
import { summarise } from '../../../src/core/results/summary.ts';
import type { SummedRow } from '../../../src/core/results/summary.ts';
import type { StepId, StoreId } from '../../../src/core/words/ids.ts';

const event = (given: Partial<FunnelEvent> = {}): FunnelEvent => ({
  kind: 'reached',
  storeId: 's1' as StoreId,
  timeZone: 'America/Sao_Paulo',
  openedAt: new Date('2026-11-21T12:00:00Z'),
  flow: 'abandoned_cart',
  stepId: 'first' as StepId,
  channel: 'email',
  ...given,
});

it('a day is a day of the store, not of the server', () => {
  const late = new Date('2026-11-22T01:30:00Z');

  expect(dayOf(late, 'America/Sao_Paulo')).toBe('2026-11-21');
  expect(dayOf(late, 'Europe/Warsaw')).toBe('2026-11-22');
  expect(dayOf(new Date('0999-01-05T12:00:00Z'), 'UTC')).toBe('0999-01-05');
});

it('the days on which clocks are changed begin and end where the zone says', () => {
  expect(dayOf(new Date('2026-10-25T22:59:59Z'), 'Europe/Warsaw')).toBe('2026-10-25');
  expect(dayOf(new Date('2026-10-25T23:00:00Z'), 'Europe/Warsaw')).toBe('2026-10-26');
  expect(dayOf(new Date('2026-03-28T22:59:59Z'), 'Europe/Warsaw')).toBe('2026-03-28');
  expect(dayOf(new Date('2026-03-28T23:00:00Z'), 'Europe/Warsaw')).toBe('2026-03-29');
});

it('a week is named after its Monday, across months and years', () => {
  expect(weekOf('2026-11-22')).toBe('2026-11-16');
  expect(weekOf('2026-11-23')).toBe('2026-11-23');
  expect(weekOf('2027-01-01')).toBe('2026-12-28');
});

it('a state that leaps counts what it leapt over, and only once', () => {
  expect(countsOfChange('sending', 'accepted')).toEqual(['reached']);
  expect(countsOfChange('accepted', 'read')).toEqual(['delivered', 'read']);
  expect(countsOfChange('uncertain', 'read')).toEqual(['reached', 'delivered', 'read']);
  expect(countsOfChange('delivered', 'delivered')).toEqual([]);
  expect(countsOfChange('planned', 'failed')).toEqual(['failed']);
});

it('what is taken back leaves nothing, in any order', () => {
  const events = fc.array(
    fc.record({
      kind: fc.constantFrom('reached', 'clicked', 'read'),
      channel: fc.constantFrom('email', 'whatsapp'),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(events, (events) => {
      const deltas = events.map((given) => deltaOf(event(given as Partial<FunnelEvent>)));
      expect(mergeDeltas([...deltas, ...deltas.toReversed().map(negated)])).toEqual([]);
    }),
  );
});

it('many events of one row are one write', () => {
  const merged = mergeDeltas([deltaOf(event()), deltaOf(event()), deltaOf(event({ kind: 'read' }))]);

  expect(merged).toHaveLength(1);
  expect(merged[0]?.counts).toMatchObject({ reached: 2, read: 1, clicked: 0 });
});

const row = (
  given: Partial<SummedRow> & { readonly recovered?: number; readonly reached?: number },
): SummedRow => ({
  basis: 'episode',
  key: '2026-11-21',
  currency: 'BRL',
  revenueMinor: 0,
  ...given,
  counts: {
    abandoned: 0,
    reached: given.reached ?? 0,
    delivered: 0,
    read: 0,
    failed: 0,
    replied: 0,
    clicked: 0,
    recovered: given.recovered ?? 0,
    assisted: 0,
  },
});

it('currencies are listed side by side and never added', () => {
  const { totals } = summarise(
    [
      row({ currency: 'BRL', revenueMinor: 19_990, recovered: 1 }),
      row({ currency: 'JPY', revenueMinor: 5_000, recovered: 1 }),
      row({ currency: 'BRL', revenueMinor: 10, recovered: 1 }),
    ],
    { basis: 'episode', groupBy: 'day', platform: 'custom' },
  );

  expect(totals.recovered).toBe(3);
  expect(totals.revenue).toEqual([
    { minor: 20_000, currency: 'BRL' },
    { minor: 5_000, currency: 'JPY' },
  ]);
});

it('by order day, orders move and the rest stays on the day of its episode', () => {
  const rows = [
    row({ key: '2026-11-20', reached: 1, recovered: 1, revenueMinor: 100 }),
    row({ basis: 'order', key: '2026-11-22', recovered: 1, revenueMinor: 100 }),
  ];
  const byEpisode = summarise(rows, { basis: 'episode', groupBy: 'day', platform: 'custom' });
  const byOrder = summarise(rows, { basis: 'order', groupBy: 'day', platform: 'custom' });

  expect(byEpisode.items.map(({ key, reached, recovered }) => [key, reached, recovered])).toEqual([
    ['2026-11-20', 1, 1],
  ]);
  expect(byOrder.items.map(({ key, reached, recovered }) => [key, reached, recovered])).toEqual([
    ['2026-11-20', 1, 0],
    ['2026-11-22', 0, 1],
  ]);
  expect(byOrder.totals.revenue).toEqual([{ minor: 100, currency: 'BRL' }]);
});

it('weeks, months and the platform are sums of days', () => {
  const rows = [row({ key: '2026-11-30', reached: 1 }), row({ key: '2026-12-01', reached: 2 })];
  const keys = (groupBy: 'week' | 'month' | 'platform') =>
    summarise(rows, { basis: 'episode', groupBy, platform: 'shopify' }).items.map(({ key, reached }) => [
      key,
      reached,
    ]);

  expect(keys('week')).toEqual([['2026-11-30', 3]]);
  expect(keys('month')).toEqual([
    ['2026-11', 1],
    ['2026-12', 2],
  ]);
  expect(keys('platform')).toEqual([['shopify', 3]]);
});
