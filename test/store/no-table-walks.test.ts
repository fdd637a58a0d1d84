import type { Database } from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createConcepts } from '../../src/store/concepts.ts';
import { readOnlySurroundings } from '../../src/store/read-only.ts';
import { databases, openTestEngine } from './databases.ts';

/** Small tables, counts that run on the reader, and what a statement itself has made of rows found by an index. */
const mayBeWalked = [
  'SCAN stores ',
  'SCAN login_links',
  'SCAN forged_days',
  'SCAN deliveries USING COVERING INDEX',
  'SCAN spent ',
  'SCAN (subquery-',
  // Holds the running ones and nothing else.
  'SCAN campaigns USING INDEX campaigns_running',
];

it('no prepared statement walks through a table that grows', async () => {
  const { engine, close } = await openTestEngine(databases[0]!.make);
  const client = (engine.db as unknown as { $client: Database }).$client;
  const statements = recordStatements(client);
  createConcepts(engine, readOnlySurroundings);
  client.prepare = statements.prepare;

  const walks = statements.texts.flatMap((text) =>
    planOf(client, text)
      .filter((step) => /^SCAN (?!.*VIRTUAL TABLE)/.test(step))
      .filter((step) => !mayBeWalked.some((known) => `${step} `.startsWith(known)))
      .map((step) => `${step}: ${text}`),
  );
  expect(statements.texts.length).toBeGreaterThan(100);
  expect(walks).toEqual([]);
  await close();
});

const recordStatements = (client: Database) => {
  const texts: string[] = [];
  const prepare = client.prepare.bind(client);
  client.prepare = (text: string) => {
    texts.push(text);
    return prepare(text);
  };
  return { texts, prepare };
};

const planOf = (client: Database, text: string): readonly string[] => {
  const nothing = Array.from({ length: text.split('?').length - 1 }, () => null);
  const steps = client.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...nothing) as { readonly detail: string }[];
  return steps.map(({ detail }) => detail);
};
