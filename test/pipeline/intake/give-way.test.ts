import { describe, expect, it } from 'vitest';
import { createGiveWay } from '../../../src/pipeline/intake/give-way.ts';

const NOTHING = () => {};

/** A clock on which something may arrive while one sleeps. */
const busyClock = (arrivals: () => unknown) => {
  let now = 0;
  return {
    now: () => new Date(now),
    sleep: async (ms: number) => {
      now += ms;
      arrivals();
    },
    wait: (ms: number) => {
      now += ms;
    },
  };
};

describe('processing gives way to acceptance', () => {
  it('is not held up where nothing arrives', async () => {
    const clock = busyClock(() => {});
    const giveWay = createGiveWay(clock);
    await giveWay.between({ workedMs: 10, behindMs: 60_000 });
    expect(clock.now().getTime()).toBe(0);
    giveWay.arriving(NOTHING)();
    await giveWay.between({ workedMs: 10, behindMs: 0 });
    expect(clock.now().getTime()).toBe(1);
  });

  it('gets a twentieth of the time in a burst, and all that it needs once too much waits for too long', async () => {
    const clock = busyClock(() => giveWay.arriving(NOTHING)());
    const giveWay = createGiveWay(clock);
    const waited = async (behindMs: number) => {
      giveWay.arriving(NOTHING)();
      const before = clock.now().getTime();
      await giveWay.between({ workedMs: 10, behindMs });
      return clock.now().getTime() - before;
    };
    expect(await waited(9_000)).toBe(190);
    clock.wait(12_000);
    expect(await waited(9_000)).toBe(1);
    expect(await waited(1_000)).toBe(10);
  });

  it('a short pause begins no new burst while much is left of the one before', async () => {
    let isBusy = true;
    const clock = busyClock(() => isBusy && giveWay.arriving(NOTHING)());
    const giveWay = createGiveWay(clock);
    const between = async (behindMs: number) => {
      giveWay.arriving(NOTHING)();
      const before = clock.now().getTime();
      await giveWay.between({ workedMs: 10, behindMs });
      return clock.now().getTime() - before;
    };
    await between(9_000);
    clock.wait(12_000);
    isBusy = false;
    await between(9_000);
    isBusy = true;
    expect(await between(9_000)).toBe(1);
    isBusy = false;
    await between(1_000);
    isBusy = true;
    expect(await between(1_000)).toBe(190);
  });
});
