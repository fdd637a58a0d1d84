import type { Outcome } from './group-commit.ts';
import type { Command, CommandResult } from './sqlite-commands.ts';

/** Units on their way to the writer's thread: each statement's text once, however often it is executed. */
export type PackedUnits = {
  readonly statements: readonly PackedStatement[];
  readonly units: readonly (readonly PackedCommand[])[];
};

type PackedStatement = Pick<Command, 'sql' | 'isKept' | 'returnsRows'>;
type PackedCommand = readonly [statement: number, values: Command['values'], expect: number | null];

/** An outcome on its way back. A result is the number of rows touched, or the rows. */
export type PackedOutcome =
  | { readonly kind: 'committed'; readonly results: readonly (number | CommandResult['rows'])[] }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null };

export const packUnits = (units: readonly (readonly Command[])[]): PackedUnits => {
  const statements: PackedStatement[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ sql, isKept, returnsRows }: Command): number => {
    const known = places.get(sql);
    if (known !== undefined) return known;
    places.set(sql, statements.length);
    return statements.push({ sql, isKept, returnsRows }) - 1;
  };
  const packed = units.map((unit) =>
    unit.map((command): PackedCommand => [placeOf(command), command.values, command.expect]),
  );
  return { statements, units: packed };
};

export const unpackUnits = ({ statements, units }: PackedUnits): readonly (readonly Command[])[] =>
  units.map((unit) =>
    unit.map(([place, values, expect]) => {
      const statement = statements[place];
      if (statement === undefined) throw new Error(`No statement at ${place}.`);
      return { ...statement, values, expect };
    }),
  );

export const packOutcome = (outcome: Outcome): PackedOutcome => {
  if (outcome.kind === 'conflict') return outcome;
  if (outcome.kind === 'committed')
    return {
      kind: 'committed',
      results: outcome.results.map(({ touched, rows }) => (rows.length === 0 ? touched : rows)),
    };
  const { reason } = outcome;
  const code = (reason as { readonly code?: unknown } | null)?.code;
  return {
    kind: 'failed',
    message: reason instanceof Error ? reason.message : String(reason),
    code: typeof code === 'string' ? code : null,
  };
};

export const unpackOutcome = (packed: PackedOutcome): Outcome => {
  if (packed.kind === 'conflict') return packed;
  if (packed.kind === 'committed')
    return {
      kind: 'committed',
      results: packed.results.map((result) =>
        typeof result === 'number' ? { touched: result, rows: [] } : { touched: result.length, rows: result },
      ),
    };
  return { kind: 'failed', reason: Object.assign(new Error(packed.message), { code: packed.code }) };
};
