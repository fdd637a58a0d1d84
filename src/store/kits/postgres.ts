import { sql, type SQL } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  uniqueIndex,
  type PgColumn,
} from 'drizzle-orm/pg-core';
import { readJson, writeJson } from './json-text.ts';
import { withSnakeNames } from './snake-names.ts';
import type { Slot } from '../slots.ts';

/** The column kinds and the few words of SQL that differ, as PostgreSQL has them. The store's code is typed by this kit. */
export const postgresKit = {
  table: withSnakeNames(pgTable),
  index,
  uniqueIndex,
  primaryKey,

  text: <Text extends string = string>() => plainText().$type<Text>(),
  /** Counters, up to 2^31. */
  integer: () => integer(),
  /** Money in minor units and other numbers up to 2^53. */
  bigint: () => bigint({ mode: 'number' }),
  boolean: () => boolean(),
  instant: () => instant(),
  json: <Value>() => json().$type<Value>(),

  anyOf: (column: PgColumn, values: Slot<readonly string[]>): SQL => sql`${column} = any(${values}::text[])`,
  each: (values: Slot<readonly string[]>): SQL => sql`unnest(${values}::text[]) as each(value) where true`,
  joined: (text: SQL): SQL<string | null> => sql`string_agg(${text}, ' ')`,
  least: (one: SQL | PgColumn, other: SQL | PgColumn): SQL => sql`least(${one}, ${other})`,
  greatest: (one: SQL | PgColumn, other: SQL | PgColumn): SQL => sql`greatest(${one}, ${other})`,
  /** An instant so many milliseconds later. */
  later: (at: SQL | PgColumn, byMs: number): SQL =>
    sql`(${at} + ${sql.raw(String(byMs))} * interval '1 millisecond')`,
};

/** What tables are described with; SQLite's kit is passed as this one, and a test proves that the rows are the same. */
export type Kit = typeof postgresKit;

/**
 * Compared by its bytes, as SQLite does: ranges and orders are the same on both, whatever the server's language.
 * PostgreSQL cannot hold the character NUL, which a hostile payload may carry.
 */
const plainText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
  toDriver: (value) => withoutNul(value),
});
export const withoutNul = (value: string): string =>
  value?.includes('\u0000') ? value.replaceAll('\u0000', '') : value;

const instant = customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: (value) => (value as Date | null)?.toISOString() ?? (null as unknown as string),
  fromDriver: (value) => new Date(value),
});

/** Text: nothing is asked of its inside, and `jsonb` would refuse an escaped NUL. */
const json = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => (value === null ? (null as unknown as string) : writeJson(value)),
  fromDriver: (value) => readJson(value),
});
