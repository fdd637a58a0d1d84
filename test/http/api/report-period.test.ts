import { describe, expect, test } from 'vitest';
import { dayAfter, dayOf } from '../../../src/core/results/day.ts';
import { readPeriod } from '../../../src/http/api/reports/period.ts';

const now = new Date('2026-11-22T06:00:00Z');
const read = (query: { from?: string; to?: string }, timeZone: string) =>
  readPeriod(query, { timeZone, now, days: 30 });

describe('the period of a report', () => {
  test.each([
    ['America/Sao_Paulo', '2026-11-21T03:00:00.000Z', '2026-11-22T03:00:00.000Z'],
    ['Pacific/Honolulu', '2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
    ['Pacific/Auckland', '2026-11-20T11:00:00.000Z', '2026-11-21T11:00:00.000Z'],
  ])('from one plain date to the next is that one day in %s', (timeZone, from, to) => {
    const period = read({ from: '2026-11-21', to: '2026-11-22' }, timeZone);
    expect([period.from.toISOString(), period.to.toISOString()]).toEqual([from, to]);
    expect(dayOf(period.from, timeZone)).toBe('2026-11-21');
    expect(dayOf(new Date(period.to.getTime() - 1), timeZone)).toBe('2026-11-21');
  });

  test('takes instants as they are, and thirty days until now when nothing is asked', () => {
    const asked = read({ from: '2026-11-21T00:00:00-03:00' }, 'Pacific/Honolulu');
    expect(asked).toEqual({ from: new Date('2026-11-21T03:00:00Z'), to: now });
    expect(read({}, 'UTC').from).toEqual(new Date('2026-10-23T06:00:00Z'));
  });

  test('ends with its day, also where the clocks go back and that day has 25 hours', () => {
    expect(dayAfter(dayOf(new Date('2026-11-01T04:30:00Z'), 'America/New_York'))).toBe('2026-11-02');
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });
});
