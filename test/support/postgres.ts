import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { askDesk } from './ask-desk.ts';

/** A new, empty PostgreSQL database. `name` tells whose it is; the rest of its name keeps it apart from all others. */
export const freshDatabase = async (name: string): Promise<{ url: string; drop: () => Promise<void> }> => {
  const admin = await askDesk('postgres');
  const database = `retorno_${name.replaceAll(/\W+/g, '_').toLowerCase()}_${randomBytes(4).toString('hex')}`;
  await run(admin, `CREATE DATABASE "${database}"`);

  const url = new URL(admin);
  url.pathname = `/${database}`;
  return { url: url.href, drop: () => run(admin, `DROP DATABASE "${database}" WITH (FORCE)`) };
};

const run = async (url: string, statement: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
