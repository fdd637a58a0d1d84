import type { Database } from 'better-sqlite3';

/**
 * Tells SQLite's planner what a large database looks like. Without statistics it takes any index that begins with the
 * store for one that leaves ten rows, and so reads all carts of a store to find two by their ids. These figures are
 * of no particular database and need no upkeep; plans are the same on the first day and with a million carts.
 */
export const writePlannerStatistics = (connection: Database): void => {
  connection.exec('ANALYZE sqlite_schema'); // makes the table, and counts nothing
  connection.exec('DELETE FROM sqlite_stat1');
  const insert = connection.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  for (const { name, tbl_name: table, sql } of indexesOf(connection)) {
    insert.run(table, name, statOf(columnsOf(connection, name), / where /i.test(sql ?? '')));
  }
};

type Index = { readonly name: string; readonly tbl_name: string; readonly sql: string | null };

const indexesOf = (connection: Database): readonly Index[] =>
  connection.prepare("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index'").all() as Index[];

const columnsOf = (connection: Database, index: string): readonly (string | null)[] =>
  (connection.pragma(`index_info(${index})`) as { readonly name: string | null }[]).map(({ name }) => name);

const ROWS = 1_000_000;
/** Partial indexes hold what is to be done, which is always little. */
const ROWS_TO_DO = 1_000;

/** Rows in all, then rows that share the first column, the first two and so on. */
const statOf = (columns: readonly (string | null)[], isPartial: boolean): string => {
  const shared = [isPartial ? ROWS_TO_DO : ROWS];
  for (const column of columns) shared.push(Math.max(1, Math.floor((shared.at(-1) ?? 1) / valuesOf(column))));
  return shared.join(' ');
};

/** How many different values a column has; ids, keys and hashes have as many as there are rows. */
const valuesOf = (column: string | null): number => {
  if (column === null) return ROWS;
  return FEW_VALUES[column] ?? (column.endsWith('_at') ? 10_000 : ROWS);
};

const FEW_VALUES: Readonly<Record<string, number>> = {
  store_id: 10,
  state: 5,
  platform: 5,
  kind: 3,
  flow: 3,
  channel: 3,
  purpose: 3,
  basis: 2,
  currency: 3,
  country: 20,
  day: 300,
  word: 1_000,
};
