import { expect, it } from 'vitest';
import { addDays, dayIn, instantOfWallClock, startOfDay } from '../../web/words/store-day.ts';

it("a day begins at the store's midnight, also where the clocks change that night", () => {
  expect(startOfDay('2026-11-21', 'America/Sao_Paulo')).toBe('2026-11-21T03:00:00.000Z');
  expect(startOfDay('2026-03-29', 'Europe/Warsaw')).toBe('2026-03-28T23:00:00.000Z');
  expect(startOfDay('2026-03-30', 'Europe/Warsaw')).toBe('2026-03-29T22:00:00.000Z');
  expect(startOfDay('2026-10-26', 'Europe/Warsaw')).toBe('2026-10-25T23:00:00.000Z');
});

it('what a date field says is read on the wall clock of the store', () => {
  expect(instantOfWallClock('2026-07-01T09:30', 'Europe/Madrid')).toBe('2026-07-01T07:30:00.000Z');
  expect(instantOfWallClock('2026-12-01T09:30', 'Europe/Madrid')).toBe('2026-12-01T08:30:00.000Z');
});

it('the day in a zone is not the day in UTC', () => {
  expect(dayIn(new Date('2026-11-21T01:30:00Z'), 'America/Sao_Paulo')).toBe('2026-11-20');
  expect(dayIn(new Date('2026-11-20T23:30:00Z'), 'Europe/Warsaw')).toBe('2026-11-21');
});

it('days are counted over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});
