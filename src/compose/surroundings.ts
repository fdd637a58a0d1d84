import { randomFillSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { destination, pino } from 'pino';
import type { RandomBytes } from '../core/words/ids.ts';
import type { Clock } from '../ports/clock.ts';
import { systemLookup } from '../outbound/lookup.ts';
import { createOutbound } from '../outbound/outbound.ts';
import type { Log } from '../ports/log.ts';
import type { Outbound } from '../ports/outbound.ts';

/** The world as the process sees it; the only place where time, chance and the network come from. */
export type Surroundings = {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** The way out: to public addresses only, or to any. */
  readonly outbound: (allowPrivate: boolean) => Outbound;
  readonly log: Log;
};

export const realSurroundings = (logging: {
  readonly level: string;
  readonly to: 'stdout' | 'stderr';
}): Surroundings => ({
  clock: systemClock,
  randomBytes: createRandomBytes(),
  outbound: (allowPrivate) => createOutbound({ lookup: systemLookup, allowPrivate, clock: systemClock }),
  log: createLog(logging),
});

const POOL_BYTES = 8_192;

/** Asking the system costs the same for 12 bytes and for thousands; each is handed out once. */
const createRandomBytes = (): RandomBytes => {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (size) => {
    if (size > POOL_BYTES / 8) return randomFillSync(new Uint8Array(size));
    if (used + size > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    used += size;
    const bytes = pool.slice(used - size, used);
    pool.fill(0, used - size, used);
    return bytes;
  };
};

const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await pause(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};

/** Structured lines; a server's on stdout, a command's on stderr, where its answer does not stand. */
const createLog = ({ level, to }: { readonly level: string; readonly to: 'stdout' | 'stderr' }): Log => {
  const sink = destination({ dest: to === 'stdout' ? 1 : 2, sync: to === 'stderr' });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink);
};
