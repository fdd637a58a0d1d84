import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { generateMigrations } from '../../migrations/generate.ts';

it('the migrations of both databases are those of the tables (else: npm run migrations)', async () => {
  const generated = await generateMigrations();

  expect(generated.sqlite).toBe(await readFile('migrations/sqlite/0000_initial.sql', 'utf8'));
  expect(generated.postgres).toBe(await readFile('migrations/postgres/0000_initial.sql', 'utf8'));
});
