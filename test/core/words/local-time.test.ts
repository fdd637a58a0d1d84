import { expect, it } from 'vitest';
import { readLocalTime } from '../../../src/core/words/local-time.ts';

it.each([
  ['2020-07-25 17:27:42.000000', 'UTC', '2020-07-25T17:27:42.000Z'],
  ['2020-07-25T17:27:42', 'America/Sao_Paulo', '2020-07-25T20:27:42.000Z'],
  ['2020-07-25 17:27:42', '-03:00', '2020-07-25T20:27:42.000Z'],
  ['2020-07-25 17:27:42', '+0530', '2020-07-25T11:57:42.000Z'],
])('reads %s in %s', (written, zone, expected) => {
  expect(readLocalTime(written, zone)?.toISOString()).toBe(expected);
});

it.each([
  ['2020-02-30 00:00:00', 'UTC'],
  ['0000-00-00 00:00:00', 'UTC'],
  ['1960-01-01 00:00:00', 'UTC'],
  ['soon', 'UTC'],
  ['', ''],
  ['2020-07-25 17:27:42', 'Mars/Base'],
  ['2020-07-25 17:27:42', 'x'.repeat(100_000)],
  ['9'.repeat(100_000), 'UTC'],
])('takes %.30s in %.30s for no time', (written, zone) => {
  expect(readLocalTime(written, zone)).toBeNull();
});
