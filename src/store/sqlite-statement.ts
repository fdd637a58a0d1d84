import type { Statement as SqliteCommand } from 'better-sqlite3';
import { Column, is, noopDecoder, Param, Placeholder, SQL } from 'drizzle-orm';
import type { Preparable, WriteResult } from './engine.ts';
import { encodeSlots } from './slots.ts';
import type { Command, CommandResult } from './sqlite-commands.ts';
import type { PlannedWrite, Statement, Values } from './statement.ts';

/** A statement that can also be handed to the connection that writes. */
export type SqliteStatement = Statement & {
  readonly command: (values: Values) => Omit<Command, 'expect'>;
  /** What the command did, its rows as the statement's. */
  readonly result: (result: CommandResult) => WriteResult;
};

export const commandOf = ({ statement, values, expect }: PlannedWrite<SqliteStatement>): Command => ({
  ...statement.command(values),
  expect,
});

/**
 * drizzle builds and prepares; binding and mapping are done here, since its own walk every parameter's and column's
 * kind on every call, which costs as much as the statement.
 */
export const makeSqliteStatement = (query: Preparable, name: string): SqliteStatement => {
  const prepared = query.prepare(name) as unknown as DrizzlePrepared;
  const { params, sql } = prepared.query;
  encodeSlots(params, bindable);
  const bind = bindingOf(params);
  const { fields } = prepared;
  const toRows = fields === undefined ? () => NO_ROWS : mappingOf(fields);
  const told: ToRows = (rows) => {
    if (toRows === null) throw new Error(`What ${name} returns has to stand in one row of columns.`);
    return toRows(rows);
  };
  return {
    read: readingOf(prepared, bind, toRows),
    command: (values) => ({
      sql,
      isKept: name !== '',
      returnsRows: fields !== undefined,
      values: bind(values),
    }),
    result: ({ touched, rows }) => ({ touched, rows: rows.length === 0 ? NO_ROWS : told(rows) }),
  };
};

const NO_ROWS: unknown[] = [];

/** What better-sqlite3 does not bind by itself. */
const bindable = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : value;
};

type DrizzlePrepared = {
  readonly query: { readonly sql: string; readonly params: unknown[] };
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

type ToRows = (rows: CommandResult['rows']) => unknown[];

/** Rows whose columns stand side by side are mapped here, nested ones by drizzle. */
const readingOf = (prepared: DrizzlePrepared, bind: Bind, toRows: ToRows | null): Statement['read'] => {
  if (prepared.fields === undefined || toRows === null) return async (values) => prepared.all(values);
  const command = prepared.stmt.raw(true);
  return async (values) => toRows(command.all(...bind(values)) as unknown[][]);
};

/** Null where columns are nested. */
const mappingOf = (fields: readonly Field[]): ToRows | null => {
  if (fields.some(({ path }) => path.length !== 1)) return null;
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
  return (rows) => rows.map(toRow);
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
