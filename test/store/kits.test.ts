import { expect, it } from 'vitest';
import { readJson, writeJson } from '../../src/store/kits/json-text.ts';
import { postgresKit, type Kit } from '../../src/store/kits/postgres.ts';
import { sqliteKit } from '../../src/store/kits/sqlite.ts';
import { describeTables } from '../../src/store/tables/tables.ts';
import { getTableColumns, type Table } from 'drizzle-orm';

type Equal<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const assertType = <_Claim extends true>() => {};

// Every kind of column, nullable and not: a table is nothing but these.
const inPostgres = postgresKit.table('kinds', {
  id: postgresKit.text<'a' | 'b'>().primaryKey(),
  text: postgresKit.text(),
  textSet: postgresKit.text<'x'>().notNull(),
  integer: postgresKit.integer(),
  integerSet: postgresKit.integer().notNull(),
  bigint: postgresKit.bigint(),
  bigintSet: postgresKit.bigint().notNull(),
  boolean: postgresKit.boolean(),
  booleanSet: postgresKit.boolean().notNull(),
  instant: postgresKit.instant(),
  instantSet: postgresKit.instant().notNull(),
  json: postgresKit.json<{ at: Date }>(),
  jsonSet: postgresKit.json<{ at: Date }>().notNull(),
});
const inSqlite = sqliteKit.table('kinds', {
  id: sqliteKit.text<'a' | 'b'>().primaryKey(),
  text: sqliteKit.text(),
  textSet: sqliteKit.text<'x'>().notNull(),
  integer: sqliteKit.integer(),
  integerSet: sqliteKit.integer().notNull(),
  bigint: sqliteKit.bigint(),
  bigintSet: sqliteKit.bigint().notNull(),
  boolean: sqliteKit.boolean(),
  booleanSet: sqliteKit.boolean().notNull(),
  instant: sqliteKit.instant(),
  instantSet: sqliteKit.instant().notNull(),
  json: sqliteKit.json<{ at: Date }>(),
  jsonSet: sqliteKit.json<{ at: Date }>().notNull(),
});
assertType<Equal<typeof inPostgres.$inferSelect, typeof inSqlite.$inferSelect>>();
assertType<Equal<typeof inPostgres.$inferInsert, typeof inSqlite.$inferInsert>>();
// @ts-expect-error: the comparison above can fail
assertType<Equal<typeof inPostgres.$inferSelect, typeof inSqlite.$inferInsert>>();

it('both kits describe the same tables with the same columns', () => {
  expect(shape(sqliteKit as unknown as Kit)).toEqual(shape(postgresKit));
});

const shape = (kit: Kit) =>
  Object.values(describeTables(kit)).map((table: Table) =>
    Object.values(getTableColumns(table)).map(({ name, notNull, hasDefault }) => ({
      name,
      notNull,
      hasDefault,
    })),
  );

it('what is put into a JSON column comes out of it, instants and hostile names included', () => {
  const value = JSON.parse('{"__proto__":{"x":1},"$at":5,"more":"$at"}') as Record<string, unknown>;
  const whole = { value, list: [new Date(0), null, [new Date(1)]], text: '{"$at":7}', empty: {} };

  expect(readJson(writeJson(whole))).toEqual(whole);
});
