import { randomFrom } from './random.ts';
import { median } from './statistics.ts';

/** Two that do the same work, each measured by how much it got done in a slice. */
export type Pair<Slice> = {
  readonly ours: () => Promise<Slice>;
  readonly limit: () => Promise<Slice>;
};

/**
 * Both in short slices beside each other, in random order: what else the machine does meets both. The middle of the
 * rounds' ratios stands.
 */
export const alternate = async <Slice>(
  { ours, limit }: Pair<Slice>,
  rounds: number,
): Promise<readonly { readonly ours: Slice; readonly limit: Slice }[]> => {
  const random = randomFrom(rounds);
  const results: { ours: Slice; limit: Slice }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const oursFirst = random() < 0.5;
    const before = oursFirst ? null : await limit();
    const own = await ours();
    results.push({ ours: own, limit: before ?? (await limit()) });
  }
  return results;
};

export const medianRatio = (pairs: readonly { readonly ours: number; readonly limit: number }[]): number =>
  median(pairs.map(({ ours, limit }) => ours / limit));
