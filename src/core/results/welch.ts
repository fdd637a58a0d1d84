import type { Interval } from './newcombe.ts';

/** What a mean and its spread are made from. */
export type Sample = { readonly count: number; readonly sum: number; readonly squares: number };

/**
 * The 95 % interval of the difference of two means, `one` minus `other`: Welch's, for groups of unequal size and
 * spread. It leans on the central limit: amounts of which most are zero and a few are large need many buyers before it
 * holds, so ask for it only then. Null with fewer than two on either side.
 */
export const meanDifference = (one: Sample, other: Sample): Interval | null => {
  if (one.count < 2 || other.count < 2) return null;
  const [own, others] = [errorOf(one), errorOf(other)];
  const difference = meanOf(one) - meanOf(other);
  const error = own + others;
  if (error === 0) return { low: difference, high: difference };
  const freedom = error ** 2 / (own ** 2 / (one.count - 1) + others ** 2 / (other.count - 1));
  const reach = studentPoint(freedom) * Math.sqrt(error);
  return { low: difference - reach, high: difference + reach };
};

export const meanOf = ({ count, sum }: Sample): number => (count === 0 ? 0 : sum / count);

/** The squared error of the mean. Sums in floating point may leave a spread a little below nothing. */
const errorOf = ({ count, sum, squares }: Sample): number =>
  Math.max(0, squares - (sum * sum) / count) / (count - 1) / count;

const Z = 1.959963984540054;

/** Student's 97.5 % point by its expansion around the normal one; right to 0.01 from 4 degrees of freedom up. */
const studentPoint = (freedom: number): number => {
  const [z3, z5, z7] = [Z ** 3, Z ** 5, Z ** 7];
  return (
    Z +
    (z3 + Z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * freedom ** 3)
  );
};
