import type { Statement as SqliteCommand } from 'better-sqlite3';
import { Column, is, noopDecoder, Param, Placeholder, SQL } from 'drizzle-orm';
import type { Preparable, WriteResult } from './engine.ts';
import { encodeSlots } from './slots.ts';
import type { Statement, Values } from './statement.ts';

/** A statement that can also be executed at once, inside the group's transaction. */
export type SqliteStatement = Statement & { readonly change: (values: Values) => WriteResult };

/**
 * drizzle builds and prepares; binding and mapping are done here, since its own walk every parameter's and column's
 * kind on every call, which costs as much as the statement.
 */
export const makeSqliteStatement = (query: Preparable, name: string): SqliteStatement => {
  const prepared = query.prepare(name) as unknown as DrizzlePrepared;
  const { params } = prepared.query;
  encodeSlots(params, bindable);
  const bind = bindingOf(params);
  if (prepared.fields === undefined) {
    const run = (values: Values) => ({ touched: prepared.stmt.run(...bind(values)).changes, rows: NO_ROWS });
    return { read: async (values) => prepared.all(values), change: run };
  }
  const all = readingOf(prepared, prepared.fields, bind);
  return {
    read: async (values) => all(values),
    change: (values) => {
      const rows = all(values);
      return { touched: rows.length, rows };
    },
  };
};

const NO_ROWS: readonly unknown[] = [];

/** What better-sqlite3 does not bind by itself. */
const bindable = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : value;
};

type DrizzlePrepared = {
  readonly query: { readonly params: unknown[] };
  readonly stmt: SqliteCommand;
  readonly fields: readonly Field[] | undefined;
  readonly all: (values: Values) => unknown[];
};

type Field = { readonly path: readonly string[]; readonly field: unknown };

type Bind = (values: Values) => unknown[];

const bindingOf = (params: readonly unknown[]): Bind => {
  const binders = params.map(binderOf);
  return (values) => binders.map((bind) => bind(values));
};

const binderOf = (param: unknown): ((values: Values) => unknown) => {
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param;
  const { encoder } = param;
  const { name } = param.value;
  return (values) => {
    const value = values[name];
    if (value === undefined && !(name in values)) throw new Error(`The statement needs a value for ${name}.`);
    return encoder.mapToDriverValue(value);
  };
};

/** Rows whose columns stand side by side are mapped here, nested ones by drizzle. */
const readingOf = (prepared: DrizzlePrepared, fields: readonly Field[], bind: Bind) => {
  if (fields.some(({ path }) => path.length !== 1)) return (values: Values) => prepared.all(values);
  const columns = fields.map(({ path, field }) => ({ name: path[0] ?? '', decode: decoderOf(field) }));
  const toRow = (given: readonly unknown[]): Record<string, unknown> => {
    const row: Record<string, unknown> = {};
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place];
      const value = given[place];
      if (column !== undefined)
        row[column.name] = value === null || column.decode === null ? value : column.decode(value);
    }
    return row;
  };
  const command = prepared.stmt.raw(true);
  return (values: Values): unknown[] => (command.all(...bind(values)) as unknown[][]).map(toRow);
};

/** Null where a value is passed on as it is. */
const decoderOf = (field: unknown): ((value: unknown) => unknown) | null => {
  const decoder = is(field, Column) ? field : is(field, SQL) ? decoderIn(field) : aliasedDecoder(field);
  if (decoder === noopDecoder || decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue)
    return null;
  return (value) => decoder.mapFromDriverValue(value);
};

type Decoder = { readonly mapFromDriverValue: (value: unknown) => unknown };

/** drizzle keeps these two members out of its types. */
const decoderIn = (field: unknown): Decoder => (field as { readonly decoder: Decoder }).decoder;
const aliasedDecoder = (field: unknown): Decoder => decoderIn((field as { readonly sql: unknown }).sql);
