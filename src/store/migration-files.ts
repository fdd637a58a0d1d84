import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { StoreUnusable } from '../ports/store/unusable.ts';

export type Migration = { readonly name: string; readonly hash: string; readonly sql: string };

/** What a database says was done to it. */
export type AppliedMigration = { readonly name: string; readonly hash: string };

export const readMigrations = async (database: 'sqlite' | 'postgres'): Promise<readonly Migration[]> => {
  const folder = new URL(`../../migrations/${database}/`, import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

/** What is still to be done. Refuses a database that knows a migration which we do not. */
export const missingMigrations = (
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] => {
  const hashes = new Map(known.map(({ name, hash }) => [name, hash]));
  const foreign = applied.find(({ name, hash }) => hashes.get(name) !== hash);
  if (foreign)
    throw new StoreUnusable(
      `The database was made by another version of Retorno (its migration ${foreign.name} is not one of ours). ` +
        'Start the version that made it, or a newer one.',
    );
  const done = new Set(applied.map(({ name }) => name));
  return known.filter(({ name }) => !done.has(name));
};
