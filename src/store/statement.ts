import type { Write } from '../ports/store/write.ts';
import type { Applied, Guard, Prepared, Preparable, RowOf } from './engine.ts';
import { openSlots, type Slots } from './slots.ts';

/** What a database makes of a query: the only part of a statement that differs between the two. */
export type Statement = {
  readonly read: (values: Values) => Promise<unknown[]>;
};

export type Values = Readonly<Record<string, unknown>>;

/** The inside of a `Write`, known to the store's folder only. */
export type PlannedWrite<Own extends Statement> = {
  readonly statement: Own;
  readonly values: Values;
  readonly expect: number | null;
  readonly afterCommit: (() => void) | null;
};

export const plannedWrites = <Own extends Statement>(
  writes: readonly Write[],
): readonly PlannedWrite<Own>[] => writes as unknown as readonly PlannedWrite<Own>[];

/** The same write, and `done` is called once it is committed: for what is kept in memory of the row. */
export const withAfterCommit = (write: Write, afterCommit: () => void): Write =>
  ({ ...(write as unknown as PlannedWrite<Statement>), afterCommit }) as unknown as Write;

/** To be called by the engines when a unit is committed. */
export const tellCommitted = (writes: readonly PlannedWrite<Statement>[], applied: Applied): Applied => {
  if (applied.kind === 'committed') for (const { afterCommit } of writes) afterCommit?.();
  return applied;
};

/** `prepare` and `write` of an engine, from the database's own way to make a statement. */
export const createStatements = <Own extends Statement>(
  makeStatement: (query: Preparable, name: string) => Own,
) => {
  const names = new Set<string>();

  const claimName = (name: string) => {
    if (names.has(name)) throw new Error(`Two statements are called ${name}.`);
    names.add(name);
  };
  return {
    prepare: <Given, Query extends Preparable>(name: string, build: (slot: Slots<Given>) => Query) => {
      claimName(name);
      return preparedFrom<Given, RowOf<Query>>(makeStatement(build(openSlots<Given>()), name));
    },
    read: <Query extends Preparable>(query: Query) =>
      makeStatement(query, '').read({}) as Promise<RowOf<Query>[]>,
    write: (query: Preparable, guard?: Guard) => planWrite(makeStatement(query, ''), {}, guard),
  };
};

const preparedFrom = <Given, Row>(statement: Statement): Prepared<Given, Row> => ({
  read: (values) => statement.read(values as Values) as Promise<Row[]>,
  first: async (values) => ((await statement.read(values as Values))[0] as Row | undefined) ?? null,
  write: (values, guard) => planWrite(statement, values as Values, guard),
  rows: (result) => (result?.rows ?? []) as Row[],
});

const planWrite = (statement: Statement, values: Values, guard: Guard | undefined): Write => {
  const planned: PlannedWrite<Statement> = {
    statement,
    values,
    expect: guard?.expect ?? null,
    afterCommit: null,
  };
  return planned as unknown as Write;
};
