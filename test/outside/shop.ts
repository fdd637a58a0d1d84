import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { call, type Answer, type Ask } from '../http/call.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';

/** The secret of the app at Shopify, for tests that sign as Shopify does. */
export const APP_SECRET = 'shpss_of_the_tests';

/** A running server that polls every two seconds and keeps its mails in the built-in mailbox. */
export const openServer = async (more: Readonly<Record<string, string>> = {}): Promise<ServerProcess> => {
  const server = await createServerProcess({
    SMTP_URL: 'mailbox:',
    MAIL_FROM: 'Loja <loja@example.com>',
    ALLOW_PRIVATE_STORE_URLS: '1',
    POLL_EVERY: 'PT2S',
    SHOPIFY_API_KEY: 'k',
    SHOPIFY_API_SECRET: APP_SECRET,
    ...more,
  });
  await server.start();
  return server;
};

/** A connected store as the person who runs it sees it: its keys and its part of the API. */
export type Shop = {
  readonly id: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly key: string;
  readonly eventsKey: string;
  readonly ask: (path: string, given?: Ask) => Promise<Answer>;
  readonly tell: (...events: readonly object[]) => Promise<Answer>;
};

/** Short timings, as a demonstration has them. */
export const QUICK = {
  abandonedAfter: 'PT1S',
  email: { legalName: 'Loja Ltda', postalAddress: 'Rua A 1, São Paulo' },
};

/** Where the command line and the mailbox are, whatever the server runs in. */
export type Server = Pick<ServerProcess, 'url' | 'run'>;

export const addShop = async (server: Server, ...words: readonly string[]): Promise<Shop> => {
  const added = await server.run<Pick<Shop, 'id' | 'webhookUrl' | 'webhookSecret'>>('store', 'add', ...words);
  const keyOf = async (scope: 'admin' | 'events'): Promise<string> =>
    (await server.run<{ key: string }>('api-key', 'create', '--store', added.id, '--scope', scope)).key;
  const key = await keyOf('admin');
  const eventsKey = words.includes('custom') ? await keyOf('events') : '';
  return {
    ...added,
    key,
    eventsKey,
    ask: (path, given = {}) => call(`${server.url}/api/v1${path}`, { key, ...given }),
    tell: (...events) =>
      call(`${server.url}/api/v1/events`, { method: 'POST', key: eventsKey, body: { events } }),
  };
};

/** A shop of one's own, in Brazil. */
export const addOwnShop = (server: ServerProcess, name = 'Minha loja'): Promise<Shop> =>
  addShop(server, '--platform', 'custom', '--name', name, ...IN_BRAZIL);

export const IN_BRAZIL = [
  '--currency',
  'BRL',
  '--locale',
  'pt-BR',
  '--time-zone',
  'America/Sao_Paulo',
  '--country',
  'BR',
];

/** Reminders on, by steps a few seconds apart. */
export const switchOn = async (
  shop: Shop,
  {
    settings = {},
    steps = ['PT0S', 'PT1H'],
    flow = {},
  }: {
    readonly settings?: object;
    readonly steps?: readonly string[];
    readonly flow?: object;
  } = {},
): Promise<void> => {
  await well(shop.ask('/settings', { method: 'PUT', body: { ...QUICK, ...settings } }));
  const body = {
    kind: 'abandoned_cart',
    enabled: true,
    steps: steps.map((delay) => ({ delay, channels: ['email'] })),
    ...flow,
  };
  await well(shop.ask('/flows/abandoned_cart', { method: 'PUT', body }));
};

export const well = async (asked: Promise<Answer>): Promise<Answer> => {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`Answered ${answer.status}: ${answer.text}`);
  return answer;
};

let ids = 0;
export const newId = (word: string): string => `${word}-${process.pid}-${(ids += 1)}`;

export const cartOf = (id: string, cart: object = {}, occurredAt = new Date()): object => ({
  id: newId('event'),
  type: 'cart.updated',
  occurredAt: occurredAt.toISOString(),
  cart: {
    id,
    email: `${id}@example.com`,
    name: 'Ana Souza',
    country: 'BR',
    locale: 'pt-BR',
    currency: 'BRL',
    total: '199.90',
    lines: [
      { productId: '7', variantId: '71', title: 'Caneca', quantity: 2, unitPrice: '90.00', available: true },
    ],
    returnUrl: `https://shop.example/cart/${id}`,
    ...cart,
  },
});

export const orderOf = (id: string, order: object = {}, occurredAt = new Date()): object => ({
  id: newId('event'),
  type: 'order.updated',
  occurredAt: occurredAt.toISOString(),
  order: {
    id,
    number: `N-${id}`,
    currency: 'BRL',
    total: '199.90',
    paymentState: 'paid',
    placedAt: occurredAt.toISOString(),
    ...order,
  },
});

/** A machine may be busy with everything else. */
export const PATIENCE = { testTimeout: 60_000 } as const;
const MOST_MS = 30_000;

/** Asks until the answer is what is waited for; fails where it never is. */
export const until = async <Value>(
  read: () => Promise<Value>,
  isRight: (value: Value) => boolean,
): Promise<Value> => {
  const end = Date.now() + MOST_MS;
  let value = await read();
  while (!isRight(value)) {
    if (Date.now() > end) throw new Error(`It never came true of ${JSON.stringify(value)}`);
    await pause(150);
    value = await read();
  }
  return value;
};

/** The cart by the shop's own id of it; undefined while nobody told of it. */
export const cartBy = async (shop: Shop, externalId: string): Promise<Answer['body']> => {
  const { body } = await well(shop.ask('/carts?limit=200'));
  return body.items.find((cart: { externalId: string }) => cart.externalId === externalId);
};

export const cartWhen = (
  shop: Shop,
  externalId: string,
  isRight: (cart: Answer['body']) => boolean,
): Promise<Answer['body']> =>
  until(
    () => cartBy(shop, externalId),
    (cart) => cart !== undefined && isRight(cart),
  );

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly raw: string;
};

export const mailsTo = async (server: Pick<Server, 'url'>, address: string): Promise<readonly Mail[]> => {
  const { body } = await call(`${server.url}/mailbox.json`);
  return body.items.filter((mail: Mail) => mail.to.includes(address));
};

export const linkIn = (mail: Mail, door: 'r' | 'u'): string => {
  const [found] =
    new RegExp(`http://[^\\s"<>]+/${door}/[\\w-]+`).exec(mail.text + mail.html + mail.raw) ?? [];
  if (found === undefined) throw new Error('There is no such link in the mail');
  return found;
};

export const signed = (
  secret: string,
  body: string | Uint8Array,
  encoding: 'base64' | 'hex' = 'base64',
): string => createHmac('sha256', secret).update(body).digest(encoding);
