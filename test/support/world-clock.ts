import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../src/ports/clock.ts';

/** A clock that is moved by hand; waiting takes real time. */
export type WorldClock = Clock & { readonly forward: (ms: number) => void };

export const createWorldClock = (start: Date): WorldClock => {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    forward: (ms) => {
      now += ms;
    },
    sleep: async (ms, signal) => {
      await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
    },
  };
};
