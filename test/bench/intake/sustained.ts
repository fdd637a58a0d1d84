import type { Bench, Figure } from '../bench.ts';
import { alternate } from '../paired.ts';
import { usage } from '../product.ts';
import { openRig } from './rig.ts';

/** Minutes of checkouts as fast as they are taken, until everything is processed; the memory that it takes. */
export const sustained: Bench = {
  name: 'sustained',
  about: 'minutes of checkouts, everything processed, beside the bare server; memory under load',
  measure: async ({ workshop, quick, say }) => {
    const figures: Figure[] = [];
    for (const [what, rounds] of KINDS) {
      const rig = await openRig(workshop, { checkouts: 4_000, rounds });
      const memory: number[] = [];
      const began = usage(rig.product.pid).cpuSeconds;
      const productSlice = async () => {
        const slice = await rig.productSlice(SLICE_MS);
        memory.push(usage(rig.product.pid).rssMb);
        return slice;
      };
      const pairs = await alternate(
        { ours: productSlice, limit: () => rig.bareSlice(SLICE_MS) },
        quick ? 2 : 12,
      );
      const drainedMs = await rig.drained();
      const ours = summed(pairs.map((pair) => pair.ours));
      const limit = summed(pairs.map((pair) => pair.limit));
      const cpu = usage(rig.product.pid).cpuSeconds - began;
      say(`  ${what}: ${ours.accepted} taken, the last ${drainedMs.toFixed(0)} ms after the end`);
      const whole = ours.accepted / (ours.seconds + drainedMs / 1_000);
      figures.push(
        ratio(`intake sustained, ${what}, processed per second`, whole, limit.accepted / limit.seconds),
        ratio(
          `intake sustained, ${what}, processed per CPU second`,
          ours.accepted / cpu,
          limit.accepted / limit.cpuSeconds,
        ),
        plain(`processed after the end, ${what}`, drainedMs / 1_000, 's', 5, null),
        plain(`memory under load, ${what}`, Math.max(...memory), 'MB', 350, 250),
        plain(`growth of memory, ${what}`, growth(memory), '%', 15, 5),
      );
      await rig.close();
    }
    return figures;
  },
};

const SLICE_MS = 5_000;

/** The same states told again and again, as platforms do; and every one a real update. */
const KINDS = [
  ['repeated states', 1],
  ['updates', 8],
] as const;

const summed = (
  slices: readonly { readonly accepted: number; readonly seconds: number; readonly cpuSeconds: number }[],
) => ({
  accepted: slices.reduce((sum, { accepted }) => sum + accepted, 0),
  seconds: slices.reduce((sum, { seconds }) => sum + seconds, 0),
  cpuSeconds: slices.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
});

/** From a fifth of the run, when the caches are full, to its end. */
const growth = (memory: readonly number[]): number => {
  const early = memory[Math.floor(memory.length / 5)] ?? 1;
  return Math.max(0, ((memory.at(-1) ?? early) / early - 1) * 100);
};

const ratio = (name: string, value: number, limit: number): Figure => ({
  name,
  value,
  limit,
  ratio: value / limit,
  unit: '1/s',
  asked: { least: 0.4 },
  aim: { least: 0.6 },
});

// oxlint-disable-next-line eslint/max-params -- a row of a table
const plain = (name: string, value: number, unit: string, most: number, aim: number | null): Figure => ({
  name,
  value,
  limit: null,
  ratio: null,
  unit,
  asked: { most },
  aim: aim === null ? null : { most: aim },
});
