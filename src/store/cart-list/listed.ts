import { sql, type Column, type GetColumnData, type SQL } from 'drizzle-orm';
import type { Tables } from '../tables/tables.ts';
import type { CartPosition } from '../../ports/store/cart-list.ts';
import type { Engine } from '../engine.ts';

/** A cart of a list with what it is sorted by. */
export type ListedCart = CartPosition;

/**
 * A table with the index to walk. SQLite knows no statistics here and would guess; PostgreSQL has its own and takes
 * no hints.
 */
export const hinted = (engine: Engine, table: string, index: string): SQL =>
  engine.database === 'sqlite' ? sql.raw(`${table} indexed by ${index}`) : sql.raw(table);

/** The carts by that index; drizzle's types know no hint, so this passes for the table. */
export const cartsBy = (engine: Engine, index: string): Tables['carts'] =>
  hinted(engine, 'carts', index) as unknown as Tables['carts'];

/** A column read from such a table: drizzle would not find the column's table among those it knows. */
export const column = <Read extends Column>(of: Read): SQL<GetColumnData<Read>> =>
  sql<GetColumnData<Read>>`${of}`.mapWith(of);
