import { getTableColumns, is, Param, Placeholder, sql, type SQL, type Table } from 'drizzle-orm';

/**
 * A value to be given when a prepared statement runs. drizzle takes placeholders wherever it takes SQL, though the
 * types of `set()` do not say so: hence both.
 */
export type Slot<Value> = Placeholder<string, Value> & SQL<Value>;

export type Slots<Values> = { readonly [Name in keyof Values]-?: Slot<Values[Name]> };

/** Slots by any name: `slot.id` is the placeholder `id`. */
export const openSlots = <Values>(): Slots<Values> =>
  new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) }) as Slots<Values>;

/** One slot for every column of a table: `insert(carts).values(rowSlots(carts, slot))`. */
export const rowSlots = <Described extends Table>(
  table: Described,
  slot: Slots<Described['$inferSelect']>,
): Slots<Described['$inferSelect']> => {
  const columns = Object.keys(getTableColumns(table)) as (keyof Described['$inferSelect'])[];
  return Object.fromEntries(columns.map((name) => [name, slot[name]])) as typeof slot;
};

/** In an upsert: the named columns take what the insert would have written. */
export const excluded = <Described extends Table, Name extends keyof Described['$inferSelect'] & string>(
  table: Described,
  names: readonly Name[],
): Record<Name, SQL> => {
  const columns = getTableColumns(table) as Record<string, { readonly name: string }>;
  return Object.fromEntries(
    names.map((name) => [name, sql.raw(`excluded."${columns[name]?.name ?? name}"`)]),
  ) as Record<Name, SQL>;
};

/**
 * `column = 'word'` with the word written out. A partial index (`where state = 'planned'`) is used only by a query
 * that says the same literally; with a parameter neither database can know that it applies.
 */
export const isWord = (column: SQL | { readonly getSQL: () => SQL }, word: string): SQL =>
  sql`${column} = ${sql.raw(`'${word.replaceAll("'", "''")}'`)}`;

/**
 * drizzle encodes a value that it compares with a column, but not one that a slot stands for: this fills the gap, once
 * when the statement is prepared.
 */
export const encodeSlots = (parameters: unknown[], encode: (value: unknown) => unknown): void => {
  for (const [place, parameter] of parameters.entries()) {
    if (is(parameter, Placeholder)) parameters[place] = new Param(parameter, { mapToDriverValue: encode });
    else if (!is(parameter, Param)) parameters[place] = encode(parameter);
  }
};
