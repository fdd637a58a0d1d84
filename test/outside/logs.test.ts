import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { call } from '../http/call.ts';
import type { ServerProcess } from '../support/server-process.ts';
import {
  addOwnShop,
  addShop,
  APP_SECRET,
  cartOf,
  cartWhen,
  IN_BRAZIL,
  linkIn,
  mailsTo,
  newId,
  openServer,
  orderOf,
  PATIENCE,
  signed,
  switchOn,
  type Shop,
} from './shop.ts';

vi.setConfig(PATIENCE);

const ENCRYPTION_KEY = randomBytes(32).toString('base64');
const PERSON = {
  email: 'marina.quintela@example.com',
  name: 'Marina Quintela',
  phone: '11 98765-4321',
};

let server: ServerProcess;
let shop: Shop;
let woo: Shop;

beforeAll(async () => {
  server = await openServer({ LOG_LEVEL: 'debug', ENCRYPTION_KEY });
  shop = await addOwnShop(server);
  await switchOn(shop);
  const keys = ['--consumer-key', 'ck_0a1b2c3d4e', '--consumer-secret', 'cs_5f6a7b8c9d'];
  const url = 'http://127.0.0.1:9';
  woo = await addShop(server, '--platform', 'woocommerce', '--url', url, ...keys, ...IN_BRAZIL);
});
afterAll(() => server.dispose());

/** Everything that is worth a line: what is right, what is wrong, and what breaks. */
const goThrough = async () => {
  const id = newId('logs');
  await shop.tell(cartOf(id, PERSON));
  await cartWhen(shop, id, ({ messages }) =>
    messages.some(({ state }: { state: string }) => state === 'accepted'),
  );
  const [mail] = await mailsTo(server, PERSON.email);
  const [back, out] = [linkIn(mail!, 'r'), linkIn(mail!, 'u')];
  await call(back);
  await call(out, { method: 'POST' });
  await shop.tell(orderOf(id, { cartId: id, ...PERSON }));
  await call(`${server.url}/api/v1/carts`, { key: `${shop.key}x` });
  await call(`${server.url}/r/%E0%A4%A`, {});
  await call(`${server.url}/login/${'a'.repeat(40)}`);
  const smtpUrl = 'smtp://postmaster:hunter2-hunter2@127.0.0.1:9';
  await shop.ask('/settings', { method: 'PUT', body: { email: { smtpUrl } } });
  const order = {
    id: 7,
    status: 'processing',
    billing: { ...PERSON, first_name: PERSON.name },
    line_items: 'x',
  };
  const post = (signature: string) =>
    call(woo.webhookUrl, {
      method: 'POST',
      body: order,
      headers: {
        'x-wc-webhook-topic': 'order.updated',
        'x-wc-webhook-signature': signature,
        'x-wc-webhook-delivery-id': newId('delivery'),
      },
    });
  await post(signed(woo.webhookSecret, JSON.stringify(order)));
  await post('forged');
  await server.run('erase', '--store', shop.id, '--email', PERSON.email);
  return [back, out].map((link) => link.split('/').at(-1)!);
};

test('nothing personal and nothing secret stands in the log, whatever happens', async () => {
  const tokens = await goThrough();
  await server.stop();

  const log = server.logged();
  const secrets = [shop.key, shop.eventsKey, woo.webhookSecret, APP_SECRET, ENCRYPTION_KEY, ...tokens];
  expect(log.length).toBeGreaterThan(100);
  for (const secret of [...secrets, 'ck_0a1b2c3d4e', 'cs_5f6a7b8c9d', 'hunter2'])
    expect(log.includes(secret), `the log names ${secret.slice(0, 6)}…`).toBe(false);
  expect(log).not.toMatch(/marina|quintela|98765|shop\.example\/cart/i);
});
