import { createReminders } from '../../src/pipeline/reminders/reminders.ts';
import type { ReminderParts } from '../../src/pipeline/reminders/parts.ts';

/** Microseconds. */
export type Spread = { readonly p50: number; readonly p95: number; readonly max: number };

/** What a tick costs when nothing is due, whatever the store of `parts` holds. */
export const measureEmptyTicks = async (parts: ReminderParts, ticks = 500): Promise<Spread> => {
  const { sweep } = createReminders({ ...parts, catchUp: async () => undefined });
  return measure(ticks, sweep);
};

const measure = async (times: number, run: () => Promise<unknown>): Promise<Spread> => {
  for (let warmUp = 0; warmUp < 50; warmUp += 1) await run();
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now();
    await run();
    took.push((performance.now() - begun) * 1_000);
  }
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
};
