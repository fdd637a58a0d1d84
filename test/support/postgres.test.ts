import { Client } from 'pg';
import { expect, it } from 'vitest';
import { freshDatabase } from './postgres.ts';

it('every test gets a PostgreSQL database of its own', async () => {
  const [one, other] = await Promise.all([freshDatabase('one'), freshDatabase('one')]);
  const client = new Client({ connectionString: one.url });
  await client.connect();
  await client.query('CREATE TABLE carts (id int)');
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  await client.end();

  expect(other.url).not.toBe(one.url);
  expect(rows[0]?.name).toMatch(/^retorno_one_/);
  await one.drop();
  await other.drop();
});
