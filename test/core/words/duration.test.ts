import { expect, test } from 'vitest';
import { parseDuration, writeDuration } from '../../../src/core/words/duration.ts';

test.each([
  ['PT2S', 2_000],
  ['PT0.5S', 500],
  ['PT30M', 1_800_000],
  ['PT24H', 86_400_000],
  ['P3D', 259_200_000],
  ['P1W', 604_800_000],
  ['P1DT2H3M4S', 93_784_000],
  ['PT0S', 0],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  '30m',
  'PT-5M',
  '-PT5M',
  'P1Y',
  'P1M',
  'PT5',
  ' PT5M',
  'PT5M ',
  'pt5m',
  'PT99999999999999999H',
])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test.each([0, 2_000, 500, 1_800_000, 86_400_000, 259_200_000, 93_784_000])(
  '%d milliseconds survive being written and read',
  (milliseconds) => {
    expect(parseDuration(writeDuration(milliseconds))).toBe(milliseconds);
  },
);

test('the prepared delays are written as the contract writes them', () => {
  expect([30, 24 * 60, 72 * 60].map((minutes) => writeDuration(minutes * 60_000, 'hours'))).toEqual([
    'PT30M',
    'PT24H',
    'PT72H',
  ]);
  expect(writeDuration(7 * 24 * 3_600_000)).toBe('P7D');
});
