import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';

/**
 * The limit that sending is measured against: nodemailer's pool, given ready mails of the same size. Each line of its
 * input is an order in JSON, answered by the mails a second.
 */
type Order = {
  readonly port: number;
  readonly mails: number;
  readonly connections: number;
  readonly html: string;
  readonly text: string;
};

for await (const line of createInterface(process.stdin)) {
  const { port, mails, connections, html, text } = JSON.parse(line) as Order;
  const pool = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    ignoreTLS: true,
  });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: mails }, (_, place) =>
      pool.sendMail({
        from: 'Loja <loja@shop.example>',
        to: `ana${place}@limit.example`,
        subject: 'Você esqueceu algo no carrinho',
        html,
        text,
      }),
    ),
  );
  process.stdout.write(`${(mails / (performance.now() - began)) * 1000}\n`);
  pool.close();
}
