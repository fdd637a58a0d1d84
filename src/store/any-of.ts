import { or, sql, type SQL } from 'drizzle-orm';

/** No condition at all means nobody, never everybody. */
export const anyOf = (conditions: readonly (SQL | undefined)[]): SQL => or(...conditions) ?? sql`1 = 0`;
