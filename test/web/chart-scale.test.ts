import { describe, expect, it } from 'vitest';
import { marksUpTo, namedPlaces } from '../../web/pages/overview/chart-scale.ts';

describe('the marks of the chart', () => {
  it('are whole numbers up to the highest, and no more than five', () => {
    expect(marksUpTo(1)).toEqual([0, 1]);
    expect(marksUpTo(9)).toEqual([0, 3, 6, 9]);
    expect(marksUpTo(13)).toEqual([0, 5, 10, 15]);
    for (const highest of [2, 7, 21, 99, 1_234, 98_765]) {
      const marks = marksUpTo(highest);
      expect(marks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(marks.length).toBeLessThanOrEqual(5);
      expect(marks.every(Number.isInteger)).toBe(true);
    }
  });
});

describe('the names of the days', () => {
  it('keep their distance and always end with today', () => {
    expect(namedPlaces(7, 80, 64)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(namedPlaces(30, 18, 64)).toEqual([1, 5, 9, 13, 17, 21, 25, 29]);
    expect(namedPlaces(1, 600, 64)).toEqual([0]);
  });
});
