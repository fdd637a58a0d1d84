/** So many of so many. */
export type Share = { readonly hits: number; readonly of: number };

export type Interval = { readonly low: number; readonly high: number };

/** The 97.5 % point of the normal distribution: 2.5 % on either side. */
const Z = 1.959963984540054;

/**
 * The 95 % interval of the difference of two independent rates, `one` minus `other`: the hybrid of two Wilson score
 * intervals without continuity correction (Newcombe 1998, Statistics in Medicine 17:873, method 10). Needs at least
 * one of each. It covers well from about 20 of each, also where nobody or everybody is a hit.
 */
export const rateDifference = (one: Share, other: Share): Interval => {
  const [rate, otherRate] = [rateOf(one), rateOf(other)];
  const [own, others] = [wilson(one), wilson(other)];
  const difference = rate - otherRate;
  return {
    low: difference - Math.hypot(rate - own.low, others.high - otherRate),
    high: difference + Math.hypot(own.high - rate, otherRate - others.low),
  };
};

export const rateOf = ({ hits, of }: Share): number => (of === 0 ? 0 : hits / of);

/** The score interval of one rate. */
const wilson = ({ hits, of }: Share): Interval => {
  const rate = hits / of;
  const square = Z * Z;
  const spread = Z * Math.sqrt(square + 4 * of * rate * (1 - rate));
  const scale = 2 * (of + square);
  return {
    low: Math.max(0, (2 * of * rate + square - spread) / scale),
    high: Math.min(1, (2 * of * rate + square + spread) / scale),
  };
};
