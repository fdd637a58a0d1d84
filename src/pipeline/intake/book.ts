/**
 * The rows of one kind that a unit of work has read, each once, with what becomes of it. Whoever reads a row again
 * gets it as it now stands in the book.
 */
export type Book<Row extends Versioned> = {
  /** The rows as they now stand; those that are new to the book enter it. */
  readonly known: (rows: readonly Row[]) => readonly Row[];
  readonly put: (row: Row) => void;
  readonly current: () => readonly Row[];
  /** What was read of each changed row (null: it is new) and what becomes of it, at its next revision. */
  readonly changes: () => readonly (readonly [before: Row | null, now: Row])[];
};

type Versioned = { readonly id: string; readonly revision: number };

export const createBook = <Row extends Versioned>(): Book<Row> => {
  const read = new Map<string, Row>();
  const standing = new Map<string, Row>();
  const enter = (row: Row): Row => {
    const known = standing.get(row.id);
    if (known !== undefined) return known;
    read.set(row.id, row);
    standing.set(row.id, row);
    return row;
  };

  return {
    known: (rows) => rows.map(enter),
    put: (row) => void standing.set(row.id, row),
    current: () => [...standing.values()],
    changes: () =>
      [...standing.values()].flatMap((row) => {
        const before = read.get(row.id) ?? null;
        return before === row ? [] : [[before, { ...row, revision: (before?.revision ?? 0) + 1 }] as const];
      }),
  };
};
