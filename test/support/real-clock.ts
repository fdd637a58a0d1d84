import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../src/ports/clock.ts';

/** The process's own time, for tests against real sockets. */
export const realClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
  },
};

/** A clock whose sleeps pass at once and move it on. */
export const leapingClock = (start: Date): Clock & { readonly slept: number[] } => {
  const slept: number[] = [];
  let now = start.getTime();
  return {
    slept,
    now: () => new Date(now),
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
};
