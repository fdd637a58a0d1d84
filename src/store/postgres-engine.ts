import { setTimeout as pause } from 'node:timers/promises';
import { fillPlaceholders } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import * as drizzleUtils from 'drizzle-orm/utils';
import { DatabaseError, Pool, type PoolClient, type QueryArrayConfig } from 'pg';
import type { Write } from '../ports/store/write.ts';
import type { Applied, Engine, Preparable, WriteResult } from './engine.ts';
import { assertGuard, GuardFailed } from './guard.ts';
import { postgresKit, withoutNul } from './kits/postgres.ts';
import {
  createStatements,
  plannedWrites,
  tellCommitted,
  type PlannedWrite,
  type Statement,
  type Values,
} from './statement.ts';
import { encodeSlots } from './slots.ts';
import { describeTables } from './tables/tables.ts';

type Options = {
  readonly connections: number;
  /** Refuses every write, by the server's own word. */
  readonly readOnly?: boolean;
  /** A connection broke; the next query opens another one. */
  readonly onConnectionLost: (reason: Error) => void;
};

/** A pool on a migrated database. A unit is one transaction. */
export const openPostgresEngine = (
  url: string,
  { connections, onConnectionLost, readOnly = false }: Options,
): Engine => {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    options: `-c timezone=UTC${readOnly ? ' -c default_transaction_read_only=on' : ''}`,
    application_name: 'retorno',
  });
  pool.on('error', onConnectionLost);
  // One that breaks between two statements of a unit tells nobody else: without a listener the process would end.
  pool.on('connect', (client) => client.on('error', onConnectionLost));
  const apply = async (writes: readonly Write[]) => {
    const planned = plannedWrites<PostgresStatement>(writes);
    return tellCommitted(planned, await applyUnit(pool, planned));
  };

  return {
    database: 'postgres',
    db: drizzle({ client: pool }),
    kit: postgresKit,
    tables: describeTables(postgresKit),
    ...createStatements((query: Preparable, name: string) => makeStatement(pool, query, name)),
    apply,
    commit: async (writes) => (await apply(writes)).kind,
    forgetOldPages: async () => undefined,
    close: () => pool.end(),
  };
};

type Executor = Pick<PoolClient, 'query'>;

type PostgresStatement = Statement & {
  readonly change: (client: Executor, values: Values) => Promise<WriteResult>;
};

/** Taken from drizzle's prepared query, since that is bound to the pool and a unit needs one connection for all. */
const makeStatement = (pool: Pool, query: Preparable, name: string): PostgresStatement => {
  const { queryConfig, params, fields, joinsNotNullableMap } = query.prepare(
    name,
  ) as unknown as DrizzlePrepared;
  encodeSlots(params, bindable);

  const change = async (client: Executor, values: Values): Promise<WriteResult> => {
    const given = fillPlaceholders(params, values);
    const { rows, rowCount } = await client
      .query({ ...queryConfig, values: given })
      .catch((reason: unknown) => Promise.reject(withoutValues(reason)));
    return {
      touched: rowCount ?? 0,
      rows: fields ? rows.map((row) => mapResultRow(fields, row, joinsNotNullableMap)) : [],
    };
  };
  return { change, read: async (values) => [...(await change(pool, values)).rows] };
};

/** pg writes a Date in the machine's own zone. */
const bindable = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? withoutNul(value) : value;
};

type DrizzlePrepared = {
  readonly queryConfig: QueryArrayConfig;
  readonly params: unknown[];
  readonly fields: unknown;
  readonly joinsNotNullableMap: unknown;
};

/** drizzle exports it and keeps it out of its types. */
const { mapResultRow } = drizzleUtils as unknown as {
  readonly mapResultRow: (fields: unknown, row: unknown[], joinsNotNullableMap: unknown) => unknown;
};

/** Serialisation failures and deadlocks undo the unit; PostgreSQL asks to try again. */
const MOST_ATTEMPTS = 4;

const applyUnit = async (
  pool: Pool,
  writes: readonly PlannedWrite<PostgresStatement>[],
): Promise<Applied> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { kind: 'committed', results: await runUnit(pool, writes) };
    } catch (reason) {
      if (isConflict(reason)) return { kind: 'conflict' };
      if (!shouldRetry(reason)) throw reason;
      if (attempt === MOST_ATTEMPTS) return { kind: 'conflict' };
      await pause(10 * 2 ** attempt);
    }
  }
};

const runUnit = async (
  pool: Pool,
  writes: readonly PlannedWrite<PostgresStatement>[],
): Promise<WriteResult[]> => {
  const [only, ...others] = writes;
  if (!only) return [];
  // A single statement is a transaction by itself.
  if (others.length === 0 && only.expect === null) return [await only.statement.change(pool, only.values)];

  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const results: WriteResult[] = [];
    for (const write of writes) {
      const result = await write.statement.change(client, write.values);
      assertGuard(write, result);
      results.push(result);
    }
    await client.query('COMMIT');
    client.release();
    return results;
  } catch (reason) {
    await rollBack(client);
    throw reason;
  }
};

/** A connection that cannot even roll back is thrown away; the server then rolls back by itself. */
const rollBack = (client: PoolClient) =>
  client.query('ROLLBACK').then(
    () => client.release(),
    () => client.release(true),
  );

/** PostgreSQL's details repeat the row's values, which are people's data and must not reach a log. */
const withoutValues = (reason: unknown) =>
  reason instanceof DatabaseError
    ? Object.assign(new Error(`PostgreSQL: ${reason.message}`), { code: reason.code })
    : reason;

const isConflict = (reason: unknown) => reason instanceof GuardFailed || codeOf(reason) === '23505';

const shouldRetry = (reason: unknown) => ['40001', '40P01'].includes(String(codeOf(reason)));

const codeOf = (reason: unknown) => (reason as { readonly code?: unknown } | null)?.code;
