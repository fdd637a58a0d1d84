import { expect, test } from 'vitest';
import { humanFact } from '../../../src/core/decide/human-fact.ts';
import type { CartId } from '../../../src/core/words/ids.ts';

const at = new Date('2026-11-21T12:00:00Z');
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
const contact = { cartId: 'c1' as CartId, at, answer: 'none', nextAttemptAt: null } as const;
const run = { cartId: 'c1' as CartId, openedAt: hours(-1) };

test.each([
  ['48 hours where nothing was agreed', null, hours(48)],
  ['until a next attempt that comes sooner', hours(3), hours(3)],
  ['until a next attempt that comes later', hours(90), hours(90)],
  ['48 hours where the next attempt lies in the past', hours(-3), hours(48)],
])('the machine rests %s', (_, nextAttemptAt, restUntil) => {
  expect(humanFact({ ...contact, nextAttemptAt }, run)).toMatchObject({ kind: 'contacted', at, restUntil });
});

test.each([
  ['about this cart', { cartId: 'c1' as CartId, openedAt: hours(9) }, 'negative'],
  [
    'about another cart, while this run was open',
    { cartId: 'c2' as CartId, openedAt: hours(-1) },
    'negative',
  ],
  ['about another cart, before this run opened', { cartId: 'c2' as CartId, openedAt: hours(1) }, 'none'],
])('a no %s', (_, about, answer) => {
  expect(humanFact({ ...contact, answer: 'negative' }, about).answer).toBe(answer);
});
