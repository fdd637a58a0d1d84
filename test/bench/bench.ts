import type { Workshop } from './processes.ts';

/** One figure: `ratio` to a limit that was measured in the same run, or null where the value stands for itself. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number | null;
  readonly ratio: number | null;
  /** What is asked, and what is aimed at, of the ratio where there is one, else of the value. */
  readonly asked: Bound | null;
  readonly aim: Bound | null;
};

/** At least, or at most. */
export type Bound = { readonly least: number } | { readonly most: number };

export type Effort = {
  readonly workshop: Workshop;
  /** Shorter and smaller: tells that everything works, and a first guess. */
  readonly quick: boolean;
  /** A folder with the database of one store of many carts, made when first asked for; not to be changed. */
  readonly manyCarts: () => Promise<ManyCartsFolder>;
  readonly say: (line: string) => void;
};

export type ManyCartsFolder = {
  readonly folder: string;
  readonly carts: number;
  readonly key: string;
  readonly storeId: string;
};

export type Bench = {
  readonly name: string;
  readonly about: string;
  readonly measure: (effort: Effort) => Promise<readonly Figure[]>;
};

export const isMet = ({ value, ratio }: Figure, bound: Bound): boolean => {
  const counted = ratio ?? value;
  return 'least' in bound ? counted >= bound.least : counted <= bound.most;
};
