/** The marks of an axis of whole numbers from 0 to at least `highest`: three or four steps of 1, 2, 3, 5, 10, 20 … */
export const marksUpTo = (highest: number): readonly number[] => {
  const step = stepFor(highest);
  const count = Math.max(1, Math.ceil(highest / step));
  return Array.from({ length: count + 1 }, (_, place) => place * step);
};

const MOST_STEPS = 4;
const ROUND = [1, 2, 3, 5] as const;

const stepFor = (highest: number): number => {
  for (let ten = 1; ; ten *= 10) {
    const step = ROUND.map((digit) => digit * ten).find((one) => one * MOST_STEPS >= highest);
    if (step !== undefined) return step;
  }
};

/** Which of `count` places are named so that `room` lie between two names at least; the last one always is. */
export const namedPlaces = (count: number, between: number, room: number): readonly number[] => {
  const every = Math.max(1, Math.ceil(room / Math.max(between, 1)));
  return Array.from({ length: count }, (_, place) => place).filter(
    (place) => (count - 1 - place) % every === 0,
  );
};
