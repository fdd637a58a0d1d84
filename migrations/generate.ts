import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import { postgresKit, type Kit } from '../src/store/kits/postgres.ts';
import { sqliteKit } from '../src/store/kits/sqlite.ts';
import { describeTables, WITHOUT_ROWID } from '../src/store/tables/tables.ts';

/**
 * Writes the migrations of both databases from the one table description. Before the first release there is one
 * initial migration, written anew whenever tables change; the same tables always give the same files.
 */
export const generateMigrations = async (): Promise<Readonly<Record<'sqlite' | 'postgres', string>>> => {
  const sqlite = await generateSQLiteMigration(
    await generateSQLiteDrizzleJson({}),
    await generateSQLiteDrizzleJson(describeTables(sqliteKit as unknown as Kit)),
  );
  const postgres = await generateMigration(
    generateDrizzleJson({}),
    generateDrizzleJson(describeTables(postgresKit)),
  );
  return { sqlite: asFile(sqlite.map(withoutRowid)), postgres: asFile(postgres) };
};

const asFile = (statements: readonly string[]) =>
  `${statements.map((text) => text.trim()).join('\n--> statement-breakpoint\n')}\n`;

/** drizzle has no word for it. */
const withoutRowid = (statement: string) => {
  const table = /^CREATE TABLE `(\w+)`/.exec(statement)?.[1];
  return table && WITHOUT_ROWID.includes(table) ? statement.replace(/\);\s*$/, ') WITHOUT ROWID;') : statement;
};
