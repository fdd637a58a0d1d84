import type { Database, Statement } from 'better-sqlite3';
import { assertGuard } from './guard.ts';

/**
 * A statement as the connection that writes executes it, whichever thread that lives on: plain data, and nothing of
 * drizzle.
 */
export type Command = {
  readonly sql: string;
  /** Executed often: prepared once and kept. */
  readonly isKept: boolean;
  readonly returnsRows: boolean;
  readonly values: readonly unknown[];
  /** How many rows it has to touch; null: any number. */
  readonly expect: number | null;
};

/** Rows as SQLite gives them, their columns in order. */
export type CommandResult = { readonly touched: number; readonly rows: readonly (readonly unknown[])[] };

/** Executes commands on one connection. Throws `GuardFailed`, and what SQLite says. */
export const createExecutor = (connection: Database) => {
  const kept = new Map<string, Statement>();

  const prepare = ({ sql, returnsRows }: Command): Statement => {
    const statement = connection.prepare(sql);
    return returnsRows ? statement.raw(true) : statement;
  };
  const statementOf = (command: Command): Statement => {
    if (!command.isKept) return prepare(command);
    const known = kept.get(command.sql) ?? prepare(command);
    kept.set(command.sql, known);
    return known;
  };

  return (command: Command): CommandResult => {
    const result = execute(statementOf(command), command);
    assertGuard(command, result);
    return result;
  };
};

const execute = (statement: Statement, { returnsRows, values }: Command): CommandResult => {
  if (!returnsRows) return { touched: statement.run(...values).changes, rows: NONE };
  const rows = statement.all(...values) as unknown[][];
  return { touched: rows.length, rows };
};

const NONE: readonly (readonly unknown[])[] = [];
