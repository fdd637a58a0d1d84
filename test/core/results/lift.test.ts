import { describe, expect, it, test } from 'vitest';
import { liftInWords } from '../../../src/core/results/lift-words.ts';
import { measureLift, type LiftGroup } from '../../../src/core/results/lift.ts';
import { rateDifference } from '../../../src/core/results/newcombe.ts';
import { meanDifference } from '../../../src/core/results/welch.ts';
import { LANGUAGES } from '../../../src/core/words/vocabulary.ts';

/** Newcombe 1998, table II, method 10. */
test.each([
  { one: [56, 70], other: [48, 80], low: 0.0524, high: 0.3339 },
  { one: [9, 10], other: [3, 10], low: 0.1705, high: 0.809 },
  { one: [6, 7], other: [2, 7], low: 0.0582, high: 0.8062 },
  { one: [5, 56], other: [0, 29], low: -0.0381, high: 0.1926 },
  { one: [0, 10], other: [0, 20], low: -0.1611, high: 0.2775 },
  { one: [0, 10], other: [0, 10], low: -0.2775, high: 0.2775 },
  { one: [10, 10], other: [0, 20], low: 0.6791, high: 1 },
  { one: [10, 10], other: [0, 10], low: 0.6075, high: 1 },
] as const)('the interval of $one against $other is the published one', ({ one, other, low, high }) => {
  const interval = rateDifference({ hits: one[0], of: one[1] }, { hits: other[0], of: other[1] });

  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

/** The same stores in every run (mulberry32). */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const STORES = 2_000;

const missesZero = (controls: number, { rate, percent }: { rate: number; percent: number }): number => {
  const random = seeded(controls * 1_000 + rate * 100 + percent);
  const buyersOf = (shoppers: number) => {
    let buyers = 0;
    for (let one = 0; one < shoppers; one += 1) if (random() < rate) buyers += 1;
    return { hits: buyers, of: shoppers };
  };
  const treated = Math.round((controls * (100 - percent)) / percent);
  let misses = 0;
  for (let store = 0; store < STORES; store += 1) {
    const { low, high } = rateDifference(buyersOf(treated), buyersOf(controls));
    if (low > 0 || high < 0) misses += 1;
  }
  return misses / STORES;
};

describe.each([
  { rate: 0.05, percent: 10 },
  { rate: 0.1, percent: 10 },
  { rate: 0.2, percent: 20 },
  { rate: 0.1, percent: 50 },
])('in stores where messages change nothing ($rate buy, $percent % held out)', (kind) => {
  it.each([20, 30, 50, 100, 200, 400])(
    'with %i held out the interval misses zero as rarely as it says',
    (n) => {
      const misses = missesZero(n, kind);

      expect(misses).toBeLessThanOrEqual(0.065);
      expect(misses).toBeGreaterThanOrEqual(n >= 100 ? 0.035 : 0);
    },
  );
});

const sample = (values: readonly number[]) => ({
  count: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

test('Welch’s interval is that of a worked example', () => {
  // t.test(1:10, y = c(7:20)) of R's manual: -11.052802 to -4.947198.
  const interval = meanDifference(
    sample(Array.from({ length: 10 }, (_, n) => n + 1)),
    sample(Array.from({ length: 14 }, (_, n) => n + 7)),
  );

  expect(interval?.low).toBeCloseTo(-11.0528, 3);
  expect(interval?.high).toBeCloseTo(-4.9472, 3);
});

const group = (
  holdout: boolean,
  [buyers, shoppers]: readonly [number, number],
  over: Partial<LiftGroup> = {},
): LiftGroup => ({
  flow: 'abandoned_cart',
  holdout,
  shoppers,
  buyers,
  waiting: 0,
  revenue: [],
  ...over,
});

describe('the verdict', () => {
  it('says nothing without a control group', () => {
    const lift = measureLift([group(false, [9, 90])]);

    expect(lift).toMatchObject({ verdict: 'nothing_measured', difference: null, moreNeeded: null });
  });

  it('stays open below twenty of a group, however large the difference', () => {
    const lift = measureLift([group(false, [180, 180]), group(true, [0, 19])]);

    expect(lift.verdict).toBe('inconclusive');
    expect(lift.moreNeeded).toBeLessThan(30);
  });

  it('is clear where the interval leaves zero out, on either side', () => {
    expect(measureLift([group(false, [180, 900]), group(true, [10, 100])]).verdict).toBe('more_bought');
    expect(measureLift([group(false, [90, 900]), group(true, [20, 100])]).verdict).toBe('fewer_bought');
  });

  it('tells how many more are needed, and with so many more it is clear', () => {
    const lift = measureLift([group(false, [99, 900]), group(true, [9, 100])]);

    expect(lift.verdict).toBe('inconclusive');
    const times = 1 + (lift.moreNeeded ?? 0) / 1_000;
    const grown = measureLift([
      group(false, [99 * times, 900 * times]),
      group(true, [9 * times, 100 * times]),
    ]);
    expect(grown.verdict).toBe('more_bought');
    const short = 1 + (lift.moreNeeded ?? 0) / 1_000 / 1.2;
    expect(
      measureLift([group(false, [99 * short, 900 * short]), group(true, [9 * short, 100 * short])]).verdict,
    ).toBe('inconclusive');
  });

  it('names no number where there is no difference to grow', () => {
    expect(measureLift([group(false, [90, 900]), group(true, [10, 100])]).moreNeeded).toBeNull();
  });
});

const brl = (sum: number, squares: number) => [{ currency: 'BRL', sum, squares }];

describe('revenue', () => {
  it('has no interval while few bought, since one large order would decide it', () => {
    const few = measureLift([
      group(false, [100, 900], { revenue: brl(900_000, 9e9) }),
      group(true, [49, 100], { revenue: brl(50_000, 5e8) }),
    ]);

    expect(few.revenueDifference).toEqual([
      { value: { minor: 500, currency: 'BRL' }, low: null, high: null },
    ]);
  });

  it('of several currencies is never added', () => {
    const lift = measureLift([
      group(false, [60, 100], {
        revenue: [...brl(1_000, 20_000), { currency: 'USD', sum: 200, squares: 800 }],
      }),
      group(true, [60, 100], { revenue: brl(500, 5_000) }),
    ]);

    expect(lift.revenueDifference.map(({ value }) => value)).toEqual([
      { minor: 5, currency: 'BRL' },
      { minor: 2, currency: 'USD' },
    ]);
    expect(lift.revenueDifference[0]?.low?.minor).toBeLessThan(5);
    expect(lift.treated.revenuePerEpisode).toEqual([
      { minor: 10, currency: 'BRL' },
      { minor: 2, currency: 'USD' },
    ]);
  });
});

test.each(LANGUAGES)('every verdict is a sentence in %s', (language) => {
  const open = measureLift([group(false, [990, 9_000]), group(true, [90, 1_000])]);
  const texts = [
    measureLift([]),
    open,
    measureLift([group(false, [90, 900]), group(true, [10, 100])]),
    measureLift([group(false, [180, 900]), group(true, [10, 100])]),
    measureLift([group(false, [90, 900]), group(true, [20, 100])]),
  ].map((lift) => liftInWords(lift, language));

  expect(new Set(texts).size).toBe(5);
  expect(texts[1]).toContain(open.moreNeeded?.toLocaleString(language));
});
