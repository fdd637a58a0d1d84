import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import Database from 'better-sqlite3';
import { minimise } from '../../../adapters/shopify/minimise.ts';

/**
 * The limit that intake is measured against: a bare server with the same duties — body, HMAC, parse, minimising,
 * one insert of the row, durable before 200, one transaction for all requests of an event-loop turn — and nothing else.
 * Started as a process of its own: `node bare-server.ts FILE SECRET`; prints its port.
 */
const [file = '', secret = ''] = process.argv.slice(2);

const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS rows (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID');
const insert = database.prepare('INSERT INTO rows (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING');

type Waiting = { readonly id: string; readonly body: string; readonly response: ServerResponse };
let waiting: Waiting[] = [];

const flush = (): void => {
  const group = waiting;
  waiting = [];
  database.exec('BEGIN IMMEDIATE');
  for (const { id, body } of group) insert.run(id, body);
  database.exec('COMMIT');
  for (const { response } of group) response.writeHead(200).end();
};

const isSigned = (body: Buffer, signature: string): boolean => {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (!isSigned(body, String(request.headers['x-shopify-hmac-sha256']))) {
      response.writeHead(401).end();
      return;
    }
    const kept = JSON.stringify(
      minimise(String(request.headers['x-shopify-topic']), JSON.parse(body.toString('utf8'))),
    );
    if (waiting.push({ id: String(request.headers['x-shopify-webhook-id']), body: kept, response }) === 1)
      setImmediate(flush);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`);
});
