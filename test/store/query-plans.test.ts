import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databases, openTestEngine } from './databases.ts';

let database: Awaited<ReturnType<typeof openTestEngine>>;
let connection: Database.Database;

beforeAll(async () => {
  database = await openTestEngine(databases[0]!.make);
  connection = new Database(database.url.replace('sqlite:', ''), { readonly: true });
});
afterAll(async () => {
  connection.close();
  await database.close();
});

const planOf = (query: string): string =>
  (connection.prepare(`explain query plan ${query}`).all() as { detail: string }[])
    .map(({ detail }) => detail)
    .join('; ');

const SOME = `(select value from json_each('["a","b"]'))`;

test.each([
  [`select * from carts where store_id = 's' and id in ${SOME}`, '(id=?)'],
  [`select * from orders where store_id = 's' and id in ${SOME}`, '(id=?)'],
  [`select * from carts where store_id = 's' and external_id in ${SOME}`, '(store_id=? AND external_id=?)'],
  [
    `select * from carts where store_id = 's' and email_key in ${SOME} order by last_activity_at desc limit 9`,
    '(store_id=? AND email_key=?)',
  ],
  [
    `select * from orders where store_id = 's' and phone_key = 'p' and placed_at > 5 order by placed_at`,
    '(store_id=? AND phone_key=? AND placed_at>?)',
  ],
  [
    `select * from messages where store_id = 's' and cart_id in ${SOME} order by due_at`,
    '(store_id=? AND cart_id=?)',
  ],
  [
    `select * from messages where store_id = 's' and state = 'planned' and due_at <= 5 order by due_at limit 9`,
    'messages_due (store_id=? AND due_at<?)',
  ],
  [
    `select * from carts where store_id = 's' and judge_at is not null and judge_at <= 5 order by judge_at limit 9`,
    'carts_to_judge (store_id=? AND judge_at',
  ],
  [
    `select * from deliveries where state = 'received' and next_attempt_at <= 5 order by next_attempt_at limit 9`,
    'deliveries_to_process (next_attempt_at<?)',
  ],
  [
    `select * from episodes where store_id = 's' and order_id is not null and order_id = 'o'`,
    'episodes_once_per_order (store_id=? AND order_id=?)',
  ],
  [
    `select id from carts where store_id = 's' and started_at < 5 and last_activity_at < 5 and not redacted order by started_at limit 9`,
    'carts_to_retire (store_id=? AND started_at<?)',
  ],
  [
    `select external_id from orders where store_id = 's' and placed_at < 5 and (email_key is not null or phone_key is not null) order by placed_at limit 9`,
    'orders_to_retire (store_id=? AND placed_at<?)',
  ],
  [`select * from store_due where due_at <= 5 order by due_at limit 9`, '(due_at<?)'],
])('%s: finds its rows by %s and sorts nothing it could read in order', (query, by) => {
  expect(planOf(query)).toContain(by);
});
