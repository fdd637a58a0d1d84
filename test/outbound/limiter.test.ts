import { expect, it } from 'vitest';
import { createLimiter } from '../../src/outbound/limiter.ts';
import type { Outbound } from '../../src/ports/outbound.ts';
import { leapingClock } from '../support/real-clock.ts';

const answer: Outbound = async () => ({ kind: 'answered', status: 200, headers: new Headers(), body: '' });
const request = { url: 'https://shop.example/' };

it('lets a burst pass and spaces what follows', async () => {
  const clock = leapingClock(new Date('2026-11-21T12:00:00Z'));
  const { limit } = createLimiter({ clock, perSecond: 2, burst: 3, maxWaitMs: 60_000 });
  const outbound = limit('a', answer);
  for (let call = 0; call < 5; call += 1) await outbound(request);
  expect(clock.slept).toEqual([500, 500]);
});

it('counts each store by itself', async () => {
  const clock = leapingClock(new Date('2026-11-21T12:00:00Z'));
  const { limit } = createLimiter({ clock, perSecond: 1, burst: 1, maxWaitMs: 60_000 });
  await limit('a', answer)(request);
  await limit('b', answer)(request);
  expect(clock.slept).toEqual([]);
});

it('makes no call that would wait too long, and lets later ones pass again', async () => {
  let now = Date.parse('2026-11-21T12:00:00Z');
  const clock = { now: () => new Date(now), sleep: async () => undefined };
  const { limit } = createLimiter({ clock, perSecond: 1, burst: 1, maxWaitMs: 1_000 });
  const outbound = limit('a', answer);
  const kinds = await Promise.all([1, 2, 3, 4].map(async () => (await outbound(request)).kind));
  expect(kinds).toEqual(['answered', 'answered', 'unreachable', 'unreachable']);
  now += 60_000;
  expect((await outbound(request)).kind).toBe('answered');
});
