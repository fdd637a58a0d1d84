import { sql, type SQL } from 'drizzle-orm';
import {
  customType,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
  type SQLiteColumn,
} from 'drizzle-orm/sqlite-core';
import { readJson, writeJson } from './json-text.ts';
import { withSnakeNames } from './snake-names.ts';
import type { Slot } from '../slots.ts';

/** The column kinds and the few words of SQL that differ, as SQLite has them. */
export const sqliteKit = {
  table: withSnakeNames(sqliteTable),
  index,
  uniqueIndex,
  primaryKey,

  text: <Text extends string = string>() => text().$type<Text>(),
  integer: () => integer(),
  bigint: () => integer(),
  boolean: () => boolean(),
  instant: () => instant(),
  json: <Value>() => json().$type<Value>(),

  /** One parameter for any number of values, so that the statement can be prepared once. */
  anyOf: (column: SQLiteColumn, values: Slot<readonly string[]>): SQL =>
    sql`${column} in (select value from json_each(${sql.param(values, jsonList)}))`,
  /** In `from`: a row with a column `value` for each; with `where true`, since `on conflict` may follow. */
  each: (values: Slot<readonly string[]>): SQL =>
    sql`json_each(${sql.param(values, jsonList)}) as each where true`,
  /** In a select: the texts of all rows as one, null of none. */
  joined: (text: SQL): SQL<string | null> => sql`group_concat(${text}, ' ')`,
  least: (one: SQL | SQLiteColumn, other: SQL | SQLiteColumn): SQL => sql`min(${one}, ${other})`,
  greatest: (one: SQL | SQLiteColumn, other: SQL | SQLiteColumn): SQL => sql`max(${one}, ${other})`,
  later: (at: SQL | SQLiteColumn, byMs: number): SQL => sql`(${at} + ${sql.raw(String(byMs))})`,
};

const jsonList = { mapToDriverValue: (values: unknown) => JSON.stringify(values) };

/** drizzle's own boolean, timestamp and json kinds cannot be given null through a placeholder. */
const boolean = customType<{ data: boolean; driverData: number | null }>({
  dataType: () => 'integer',
  toDriver: (value: boolean | null) => (value === null ? null : Number(value)),
  fromDriver: (value) => value === 1,
});

const instant = customType<{ data: Date; driverData: number | null }>({
  dataType: () => 'integer',
  toDriver: (value: Date | null) => (value === null ? null : value.getTime()),
  fromDriver: (value) => new Date(value as number),
});

const json = customType<{ data: unknown; driverData: string | null }>({
  dataType: () => 'text',
  toDriver: (value) => (value === null ? null : writeJson(value)),
  fromDriver: (value) => readJson(value as string),
});
