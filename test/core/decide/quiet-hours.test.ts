import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/core/decide/decide.ts';
import { quietUntil } from '../../../src/core/decide/quiet-hours.ts';
import { aFlow, after, aSnapshot, DAY, HOUR, MINUTE, S1 } from '../../support/snapshots.ts';

const NIGHT = { channels: ['email'], from: '20:00', to: '08:00', zone: 'shopper' } as const;
const end = (now: string, zone: string, rule = {}) =>
  quietUntil({ rule: { ...NIGHT, ...rule }, zone, now: new Date(now), spreadBy: 'x' });
const withoutSpread = (until: Date | null, zone: string) =>
  until === null ? null : DateTime.fromJSDate(until, { zone });

describe('quiet hours', () => {
  it('end at eight in the shopper’s morning, up to twenty minutes apart', () => {
    const ends = Array.from({ length: 200 }, (_, place) =>
      quietUntil({
        rule: NIGHT,
        zone: 'America/Manaus',
        now: new Date('2026-03-11T03:00:00Z'),
        spreadBy: `${place}`,
      }),
    ).map((until) => (until?.getTime() ?? 0) - Date.parse('2026-03-11T12:00:00Z'));
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ends)).toBeLessThanOrEqual(20 * MINUTE);
    expect(new Set(ends).size).toBeGreaterThan(150);
  });

  it.each([
    ['the last minute before them', '2026-03-10T22:59:59Z'],
    ['the first moment after them', '2026-03-11T11:00:00Z'],
  ])('do not hold in %s', (_, now) => {
    expect(end(now, 'America/Sao_Paulo')).toBeNull();
  });

  it('are none when they begin and end at the same time', () => {
    expect(end('2026-03-11T03:00:00Z', 'UTC', { to: '20:00' })).toBeNull();
  });

  it('last an hour less in the night that clocks go forward', () => {
    // Warsaw, 2026-03-29: 02:00 becomes 03:00.
    const until = withoutSpread(end('2026-03-28T22:00:00Z', 'Europe/Warsaw'), 'Europe/Warsaw');
    expect(until?.startOf('hour').toUTC().toISO()).toBe('2026-03-29T06:00:00.000Z');
  });

  it('end where the clocks go on when their end is skipped', () => {
    const until = withoutSpread(
      end('2026-03-28T23:30:00Z', 'Europe/Warsaw', { to: '02:30' }),
      'Europe/Warsaw',
    );
    expect(until?.startOf('hour').toUTC().toISO()).toBe('2026-03-29T01:00:00.000Z');
  });

  it('hold again in an hour that is repeated', () => {
    // Warsaw, 2026-10-25: 03:00 becomes 02:00, so 02:10 comes twice.
    expect(end('2026-10-25T00:10:00Z', 'Europe/Warsaw', { to: '02:30' })).not.toBeNull();
    expect(end('2026-10-25T01:10:00Z', 'Europe/Warsaw', { to: '02:30' })).not.toBeNull();
    const until = withoutSpread(end('2026-10-25T01:10:00Z', 'Europe/Warsaw', { to: '02:30' }), 'UTC');
    expect(until?.startOf('minute').toMillis()).toBeLessThanOrEqual(Date.parse('2026-10-25T01:50:00Z'));
  });

  it('take an unknown zone for UTC', () => {
    expect(end('2026-03-11T12:00:00Z', 'Mars/Olympus')).toBeNull();
  });

  it('follow the store where the shopper’s zone is unknown', () => {
    const flow = aFlow({ quietHours: NIGHT });
    const now = new Date('2026-03-10T23:30:00Z');
    const decision = decide(aSnapshot(), flow, S1, now);
    expect(decision).toMatchObject({ reason: 'quiet_hours', facts: { zone: 'America/Sao_Paulo' } });
    const awake = aSnapshot({ shopper: { timeZone: 'America/Los_Angeles' } });
    expect(decide(awake, flow, S1, now)).toMatchObject({ action: { kind: 'send' } });
  });

  it('are over when they say so, in any zone, at any time of any year', () => {
    const zones = [
      'America/Sao_Paulo',
      'Europe/Warsaw',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'UTC',
    ];
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map(
        (minutes) =>
          `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
      );
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.tuple(time, time),
        fc.date({ min: new Date('2025-01-01'), max: new Date('2029-01-01'), noInvalidDate: true }),
        (zone, [from, to], now) => {
          const rule = { ...NIGHT, from, to };
          const until = quietUntil({ rule, zone, now, spreadBy: 'y' });
          if (until === null) return;
          const over = DateTime.fromJSDate(until, { zone });
          expect(until.getTime()).toBeGreaterThan(now.getTime());
          expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(DAY + HOUR + 20 * MINUTE);
          expect([0, 5, 10, 15, 20].some((minutes) => !isIn(rule, over.minus({ minutes })))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are never broken by a decision to send', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 * 60 }),
        fc.constantFrom('Europe/Warsaw', 'America/Sao_Paulo'),
        (minutes, zone) => {
          const now = after(30 * MINUTE + minutes * MINUTE);
          const snapshot = aSnapshot({ shopper: { timeZone: zone } });
          const { action } = decide(snapshot, aFlow({ quietHours: NIGHT }), S1, now);
          expect(action.kind === 'send' && isIn(NIGHT, DateTime.fromJSDate(now, { zone }))).toBe(false);
        },
      ),
    );
  });
});

const isIn = ({ from, to }: { from: string; to: string }, at: DateTime): boolean => {
  const minutes = at.hour * 60 + at.minute;
  const [begin, end] = [from, to].map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) as [
    number,
    number,
  ];
  return begin <= end ? begin <= minutes && minutes < end : begin <= minutes || minutes < end;
};
