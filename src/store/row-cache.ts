import type { Clock } from '../ports/clock.ts';

/**
 * Rows that are asked for on every request. An entry lives for `lifeMs`, since another process (the command line, a
 * second server) may write beside us; our own writes forget it at once. What is not found is not kept.
 */
export const createRowCache = <Value>(clock: Pick<Clock, 'now'>, lifeMs: number) => {
  const entries = new Map<string, { readonly value: Value; readonly until: number }>();
  let generation = 0;

  return {
    get: async (key: string, read: () => Promise<Value | null>): Promise<Value | null> => {
      const entry = entries.get(key);
      if (entry && entry.until > clock.now().getTime()) return entry.value;
      const before = generation;
      const value = await read();
      // A write was committed while we read: what we have may be older.
      if (value !== null && before === generation)
        entries.set(key, { value, until: clock.now().getTime() + lifeMs });
      return value;
    },
    forget: (): void => {
      generation += 1;
      entries.clear();
    },
  };
};
