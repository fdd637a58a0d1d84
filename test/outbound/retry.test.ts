import { describe, expect, it } from 'vitest';
import { withRetries } from '../../src/outbound/retry.ts';
import type { Outbound, OutboundResult } from '../../src/ports/outbound.ts';
import { leapingClock } from '../support/real-clock.ts';

const status = (code: number, retryAfter?: string): OutboundResult => ({
  kind: 'answered',
  status: code,
  headers: new Headers(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  body: '',
});
const silence: OutboundResult = { kind: 'unreachable', reason: 'ECONNRESET' };

const trial = (results: OutboundResult[]) => {
  const clock = leapingClock(new Date('2026-11-21T12:00:00Z'));
  let calls = 0;
  const inner: Outbound = async () => results[Math.min(calls++, results.length - 1)] ?? silence;
  const outbound = withRetries(inner, {
    clock,
    random: () => 0.5,
    attempts: 3,
    firstDelayMs: 1_000,
    maxDelayMs: 5_000,
  });
  return { outbound, clock, calls: () => calls };
};
const url = 'https://shop.example/';

describe('withRetries', () => {
  it('tries a read again after silence, with doubling delays, and gives up', async () => {
    const { outbound, clock, calls } = trial([silence]);
    expect(await outbound({ url })).toEqual(silence);
    expect(calls()).toBe(3);
    expect(clock.slept).toEqual([500, 1_000]);
  });

  it('hands over the first good answer', async () => {
    const { outbound, calls } = trial([status(502), status(200), status(500)]);
    expect(await outbound({ url })).toMatchObject({ status: 200 });
    expect(calls()).toBe(2);
  });

  it('waits as long as it is asked to', async () => {
    const { outbound, clock } = trial([status(429, '3'), status(200)]);
    await outbound({ url });
    expect(clock.slept).toEqual([3_000]);
  });

  it('leaves a longer wait to the caller', async () => {
    const { outbound, clock, calls } = trial([status(429, '600')]);
    expect(await outbound({ url })).toMatchObject({ status: 429 });
    expect([calls(), clock.slept]).toEqual([1, []]);
  });

  it('never repeats a POST that may have been taken', async () => {
    for (const result of [silence, status(500), status(502)]) {
      const { outbound, calls } = trial([result]);
      await outbound({ url, method: 'POST', body: '{}' });
      expect(calls()).toBe(1);
    }
  });

  it('repeats a POST that the server says it did not take', async () => {
    const { outbound, calls } = trial([status(429), status(200)]);
    await outbound({ url, method: 'POST', body: '{}' });
    expect(calls()).toBe(2);
  });

  it('never tries a refused address again', async () => {
    const { outbound, calls } = trial([{ kind: 'refused', reason: 'the address is not public' }]);
    await outbound({ url });
    expect(calls()).toBe(1);
  });
});
