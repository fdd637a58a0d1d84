import type { Bench, Figure } from '../bench.ts';
import { alternate, medianRatio } from '../paired.ts';
import { median } from '../statistics.ts';
import { openRig, type Slice } from './rig.ts';

/** Ten seconds of checkouts as fast as they are taken, in slices beside the bare server; processed meanwhile or after. */
export const burst: Bench = {
  name: 'burst',
  about: 'acceptances in a burst of ten seconds, beside a bare server with the same duties',
  measure: async ({ workshop, quick }) => {
    const rig = await openRig(workshop, { checkouts: 4_000, rounds: 3 });
    await rig.productSlice(1_000);
    await rig.bareSlice(1_000);
    await rig.drained();
    const pairs = await alternate(
      { ours: () => rig.productSlice(2_000), limit: () => rig.bareSlice(2_000) },
      quick ? 2 : 5,
    );
    await rig.close();
    return [
      figure('intake burst, accepted per second', pairs, (slice) => slice.perSecond),
      figure('intake burst, accepted per CPU second', pairs, (slice) => slice.accepted / slice.cpuSeconds),
    ];
  },
};

const figure = (
  name: string,
  pairs: readonly { readonly ours: Slice; readonly limit: Slice }[],
  measured: (slice: Slice) => number,
): Figure => {
  const values = pairs.map(({ ours, limit }) => ({ ours: measured(ours), limit: measured(limit) }));
  return {
    name,
    value: median(values.map(({ ours }) => ours)),
    limit: median(values.map(({ limit }) => limit)),
    ratio: medianRatio(values),
    unit: '1/s',
    asked: { least: 0.6 },
    aim: { least: 0.85 },
  };
};
