import { expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/core/webhooks/retry-after.ts';

const now = new Date('2026-11-21T12:00:00Z');

it.each([
  ['7', 7_000],
  ['1.5', 1_500],
  ['0', 1_000],
  ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 1_000],
  ['999999', 3_600_000],
  ['soon', 5_000],
  ['', 5_000],
  [null, 5_000],
  ['-5', 5_000],
])('%j means %i ms', (header, ms) => {
  expect(retryAfterMs(header, now, 5_000)).toBe(ms);
});
