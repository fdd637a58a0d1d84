import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Commit, Write } from '../ports/store/write.ts';
import type { Kit } from './kits/postgres.ts';
import type { Slots } from './slots.ts';
import type { Tables } from './tables/tables.ts';

/**
 * One way to talk to SQLite and PostgreSQL. A concept (`src/store/<concept>.ts`) is a factory that takes the engine,
 * prepares its statements once and returns the functions of its port (`src/ports/store/<concept>.ts`). Reads are
 * promises; changes are `Write`s, values that do nothing until `commit` executes them together. The code is typed as
 * drizzle's PostgreSQL; everything used here is the same on SQLite.
 *
 * A worked example, a concept of counters:
 *
 *     export const createCounters = ({ db, tables: { counters }, prepare }: Engine): Counters => {
 *       const find = prepare('counters.find', (slot: Slots<{ storeId: StoreId; name: string }>) =>
 *         db
 *           .select()
 *           .from(counters)
 *           .where(and(eq(counters.storeId, slot.storeId), eq(counters.name, slot.name))),
 *       );
 *       const add = prepare('counters.add', (slot: Slots<Row<'counters'>>) =>
 *         db.insert(counters).values(rowSlots(counters, slot)),
 *       );
 *       const raise = prepare('counters.raise', (slot: Slots<{ id: string; revision: number; value: number }>) =>
 *         db
 *           .update(counters)
 *           .set({ value: slot.value, revision: sql`${counters.revision} + 1` })
 *           .where(and(eq(counters.id, slot.id), eq(counters.revision, slot.revision))),
 *       );
 *       return {
 *         find: (storeId, name) => find.first({ storeId, name }),                     // Promise<Counter | null>
 *         added: (counter) => add.write(counter),                                     // Write
 *         raised: ({ id, revision }, value) => raise.write({ id, revision, value }, { expect: 1 }),
 *       };
 *     };
 *
 *     await commit([counters.raised(counter, 7), timeline.appended(entry)]); // both or, on 'conflict', none
 *
 * - `expect: 1`: another number of rows touched means that somebody was faster; the whole unit is undone, `conflict`.
 *   A unique key that is already there is a `conflict` too; everything else that fails rejects.
 * - `slot.x` is typed and stands wherever a value may; a value left out when running is an error.
 * - An optional value (filters) makes another statement: build it and `read(db.select()…)` it, or
 *   `write(db.update(…)…)`. That costs about 140 µs instead of 15, so not in intake or sweep. Never `await` a query
 *   itself: drizzle's errors repeat the values, which are people's data.
 * - Lists: `kit.anyOf(carts.id, slot.ids)`, one parameter for any number of texts.
 * - Partial indexes (`where state = 'planned'`) are found by `isWord(messages.state, 'planned')`, never by `eq`.
 * - Upserts: `.onConflictDoUpdate({ target: [...], set: excluded(table, ['name']), setWhere: … })`.
 * - Columns: `instant` is a Date, `json` keeps Dates inside, `bigint` is a number, booleans and nulls are themselves.
 * - Reads see what is committed, never what waits in a unit. On SQLite they run at once on the calling thread: a few
 *   hundred rows at most here; what is bigger belongs behind the reader (`reader.ts`).
 * - A new concept is added to `concepts.ts`, its tables to `tables/tables.ts`; then `npm run migrations`.
 */
export type Engine = {
  readonly database: 'sqlite' | 'postgres';
  readonly db: Db;
  readonly kit: Kit;
  readonly tables: Tables;
  /** Built once, executed often. The name is unique; PostgreSQL plans by it. */
  readonly prepare: <Values, Query extends Preparable>(
    name: string,
    build: (slot: Slots<Values>) => Query,
  ) => Prepared<Values, RowOf<Query>>;
  /** A query made for one use. */
  readonly read: <Query extends Preparable>(query: Query) => Promise<RowOf<Query>[]>;
  /** A write made for one use. */
  readonly write: (query: Preparable, guard?: Guard) => Write;
  readonly commit: Commit;
  /** As `commit`, and tells what each write did, in order. */
  readonly apply: (writes: readonly Write[]) => Promise<Applied>;
  /**
   * Takes what rows held before out of the files beside the database, as far as others' reading lets it: SQLite's log
   * keeps old pages until they are written over, which in a quiet shop may be never.
   */
  readonly forgetOldPages: () => Promise<void>;
  /** Resolves when all that was handed to `commit` is done. */
  readonly close: () => Promise<void>;
};

export type Db = NodePgDatabase;

export type Prepared<Values, Row> = {
  readonly read: (values: Values) => Promise<Row[]>;
  /** The first row or null. */
  readonly first: (values: Values) => Promise<Row | null>;
  readonly write: (values: Values, guard?: Guard) => Write;
  /** The rows of a write with `.returning()`, from what `apply` answered. */
  readonly rows: (result: WriteResult | undefined) => Row[];
};

/** How many rows the write has to touch. */
export type Guard = { readonly expect: number };

export type Applied =
  | { readonly kind: 'committed'; readonly results: readonly WriteResult[] }
  | { readonly kind: 'conflict' };

export type WriteResult = { readonly touched: number; readonly rows: readonly unknown[] };

/** What every query builder of drizzle can do. */
export type Preparable = {
  readonly prepare: (name: string) => { readonly execute: (values?: Record<string, unknown>) => unknown };
};

export type RowOf<Query extends Preparable> =
  Awaited<ReturnType<ReturnType<Query['prepare']>['execute']>> extends (infer Row)[] ? Row : never;
