import type { RandomBytes } from '../core/words/ids.ts';

/** Chance, as the demo needs it. */
export type Dice = {
  /** A whole number from 0, below `sides`. */
  readonly roll: (sides: number) => number;
  readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value;
  /** Hexadecimal digits. */
  readonly hex: (digits: number) => string;
};

export const createDice = (randomBytes: RandomBytes): Dice => {
  const roll = (sides: number): number => {
    const [high = 0, middle = 0, low = 0] = randomBytes(3);
    return ((high << 16) | (middle << 8) | low) % sides;
  };
  return {
    roll,
    pick: (values) => values[roll(values.length)] ?? values[0],
    hex: (digits) =>
      Buffer.from(randomBytes(Math.ceil(digits / 2)))
        .toString('hex')
        .slice(0, digits),
  };
};
