import { writeFile } from 'node:fs/promises';
import { generateMigrations } from './generate.ts';

/** `npm run migrations`: writes the initial migration of both databases anew. */
const migrations = await generateMigrations();
await writeFile(new URL('sqlite/0000_initial.sql', import.meta.url), migrations.sqlite);
await writeFile(new URL('postgres/0000_initial.sql', import.meta.url), migrations.postgres);
