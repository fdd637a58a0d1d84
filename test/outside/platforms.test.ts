import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { call, type Answer } from '../http/call.ts';
import type { ServerProcess } from '../support/server-process.ts';
import {
  addShop,
  APP_SECRET,
  cartBy,
  cartWhen,
  IN_BRAZIL,
  linkIn,
  mailsTo,
  newId,
  openServer,
  PATIENCE,
  signed,
  switchOn,
  until,
  type Shop,
} from './shop.ts';
import { CONSUMER, startWooShop, wooOrder, type Mood, type WooShop } from './woocommerce-shop.ts';

vi.setConfig(PATIENCE);

let server: ServerProcess;
let woo: WooShop;
let shop: Shop;

beforeAll(async () => {
  woo = await startWooShop();
  server = await openServer({ LOG_LEVEL: 'trace' });
  const keys = ['--consumer-key', CONSUMER.key, '--consumer-secret', CONSUMER.secret];
  shop = await addShop(server, '--platform', 'woocommerce', '--url', woo.origin, ...keys, ...IN_BRAZIL);
  await switchOn(shop, { settings: { budget: [] } });
});
afterAll(async () => {
  await server.dispose();
  await woo.close();
});

const cartBody = (id: string, over: object = {}): string => {
  const now = new Date().toISOString();
  return JSON.stringify({
    cart: {
      id,
      seq: Date.now(),
      email: `${id}@example.com`,
      first_name: 'Ana',
      country: 'BR',
      locale: 'pt_BR',
      customer_id: 0,
      currency: 'BRL',
      subtotal: '180.00',
      total: '199.90',
      coupons: [],
      items: [{ product_id: 7, variation_id: 0, name: 'Caneca &amp; Pires', quantity: 2, price: '90.00' }],
      recover_url: `${woo.origin}/?retorno_cart=${id}`,
      started_at: now,
      updated_at: now,
      removed: false,
      ...over,
    },
  });
};

const tellCart = (id: string, over: object = {}, secondsOff = 0): Promise<Answer> => {
  const body = cartBody(id, over);
  const timestamp = String(Math.floor(Date.now() / 1000) + secondsOff);
  return call(shop.webhookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-retorno-timestamp': timestamp,
      'x-retorno-signature': `v1=${signed(shop.webhookSecret, `${timestamp}.${body}`, 'hex')}`,
    },
  });
};

const tellOrder = (order: object, secret = shop.webhookSecret): Promise<Answer> => {
  const body = JSON.stringify(order);
  return call(shop.webhookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-signature': signed(secret, body),
    },
  });
};

const isReminded = ({ messages }: { messages: readonly { state: string }[] }): boolean =>
  messages.some(({ state }) => state === 'accepted');
const isOver = ({ state }: { state: string }): boolean => !['planned', 'claimed', 'sending'].includes(state);
const catchUp = async () => (await shop.ask('/orders/catch-up', { method: 'POST' })).body;
/** Dates have no parts of a second there: an order of the click's own second could be from before it. */
const inSeconds = (seconds: number): string =>
  new Date(Date.now() + seconds * 1_000).toISOString().slice(0, 19);
const toldOf = (reference: string) => [{ id: 1, key: '_retorno_cart', value: reference }];

describe('a WooCommerce shop', () => {
  test('is read by keys that it verifies, and its cart is reminded of and recovered', async () => {
    expect(await catchUp()).toMatchObject({ state: 'done', reason: null });
    const id = newId('woo');
    expect((await tellCart(id)).status).toBe(200);
    const cart = await cartWhen(shop, id, isReminded);
    expect(cart.lines[0].title).toBe('Caneca & Pires');
    const [mail] = await mailsTo(server, `${id}@example.com`);
    const { status, headers } = await call(linkIn(mail!, 'r'));
    expect([status, headers.location]).toEqual([302, expect.stringContaining(`retorno_cart=${id}`)]);
    const paid = { meta_data: toldOf(id), date_created_gmt: inSeconds(2) };
    expect((await tellOrder(wooOrder(101, paid))).status).toBe(200);
    expect((await cartWhen(shop, id, ({ state }) => state === 'recovered')).credit.kind).toBe('click');
    await tellOrder(wooOrder(101, { ...paid, status: 'refunded', date_modified_gmt: inSeconds(3) }));
    expect(await cartWhen(shop, id, ({ state }) => state === 'closed')).toMatchObject({
      closedReason: 'order_refunded',
      credit: null,
    });
  });

  test('a buyer that no webhook told of is never reminded', async () => {
    const id = newId('silent');
    woo.orders.push(wooOrder(201, { billing: { email: `${id}@example.com` } }));
    await tellCart(id);
    const cart = await cartWhen(
      shop,
      id,
      ({ state, messages }) => state === 'purchased' && messages.every(isOver),
    );
    expect(isReminded(cart)).toBe(false);
    expect(await mailsTo(server, `${id}@example.com`)).toEqual([]);
  });

  test.each<[Mood, string]>([
    ['html', 'the shop answered a page, not its API'],
    ['broken', 'the shop answered 500'],
    ['busy', 'limit'],
    ['cut', ''],
    ['error-object', 'the shop answered no list of orders'],
  ])('that is %s is told apart, and nobody is written to until it is well again', async (mood, reason) => {
    woo.mood = mood;
    try {
      const outcome = await catchUp();
      expect(outcome.state).toBe('failed');
      expect(outcome.reason).toContain(reason);
      if (mood !== 'html') return;
      const id = newId('held');
      await until(
        async () => Date.now() - Date.parse((await catchUp()).ordersSeenUntil),
        (ms) => ms > 2_500,
      );
      await tellCart(id);
      const cart = await cartWhen(shop, id, ({ messages }) => messages.length > 0);
      const held = await until(
        async () => (await shop.ask(`/carts/${cart.id}/explain`)).body,
        ({ decision }) => decision.reason === 'orders_not_fresh',
      );
      expect(held.decision.action).toBe('wait');
      expect(await mailsTo(server, `${id}@example.com`)).toEqual([]);
      woo.mood = 'well';
      expect((await catchUp()).state).toBe('done');
      await cartWhen(shop, id, isReminded);
    } finally {
      woo.mood = 'well';
      await catchUp();
    }
  });

  test('differences are named and mended on demand', async () => {
    const [silent, forged] = [newId('missing'), newId('forged')];
    const paid = wooOrder(301, { billing: { email: `${silent}@example.com` } });
    await tellOrder(wooOrder(302, { billing: { email: `${forged}@example.com` } }));
    woo.orders.push(paid);
    const window = {
      from: new Date(Date.now() - 60_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
    };
    const { body } = await shop.ask('/reconciliations', {
      method: 'POST',
      body: { ...window, repair: true },
    });
    const done = await until(
      async () => (await shop.ask(`/reconciliations/${body.id}`)).body,
      ({ state }) => state !== 'running',
    );
    expect(done.state).toBe('done');
    expect(done.discrepancies).toContainEqual(
      expect.objectContaining({ orderId: '302', reason: 'webhook_forged' }),
    );
    const line = ['reconcile', '--store', shop.id, '--from', window.from, '--to', window.to];
    const written = await server.run<{ state: string }>(...line);
    expect(written.state).toBe('done');
  });

  test('nothing forged is taken, and the clock of a shop may be wrong by a day', async () => {
    const id = newId('forger');
    const statuses = [
      await tellCart(id, {}, -86_000),
      await tellCart(id, {}, -87_000),
      await tellOrder(wooOrder(401), 'another secret'),
      await tellOrder(wooOrder(401), ''),
      await call(shop.webhookUrl, { method: 'POST', body: cartBody(id) }),
      await call(`${server.url}/webhooks/woocommerce/nobody`, { method: 'POST', body: cartBody(id) }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 401, 401, 401, 401, 401]);
    const ping = { 'content-type': 'application/x-www-form-urlencoded' };
    const pinged = await call(shop.webhookUrl, { method: 'POST', headers: ping, body: 'webhook_id=7' });
    expect(pinged.status).toBe(200);
  });
});

describe('a Shopify shop', () => {
  let loja: Shop;
  let fixture = '';
  let webhooks = 0;
  const tell = (topic: string, body: string, over: Record<string, string> = {}): Promise<Answer> =>
    call(`${server.url}/webhooks/shopify`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': 'loja.myshopify.com',
        'x-shopify-webhook-id': `w-${(webhooks += 1)}`,
        'x-shopify-hmac-sha256': signed(APP_SECRET, body),
        ...over,
      },
    });

  beforeAll(async () => {
    loja = await addShop(server, '--platform', 'shopify', '--domain', 'loja.myshopify.com', ...IN_BRAZIL);
    await switchOn(loja);
    const file = new URL('../fixtures/shopify/checkouts-update.json', import.meta.url);
    fixture = readFileSync(file, 'utf8').replace('2026-11-21T09:05:07-03:00', new Date().toISOString());
  });

  test('without credentials waits with its reminders, since nobody knows who bought', async () => {
    expect((await tell('checkouts/update', fixture)).status).toBe(200);
    const token = JSON.parse(fixture).token as string;
    const cart = await cartWhen(loja, token, ({ messages }) => messages.length > 0);
    const explained = await until(
      async () => (await loja.ask(`/carts/${cart.id}/explain`)).body,
      ({ decision }) => decision.reason === 'orders_not_fresh',
    );
    expect(explained.decision.action).toBe('wait');
    expect(cart.shopper).toMatchObject({ email: 'ana.souza@example.com', phone: '+5511987654321' });
  });

  test('takes nothing unsigned, half signed or too large, and every answer is a problem', async () => {
    const wrong = [
      { 'x-shopify-hmac-sha256': '' },
      { 'x-shopify-hmac-sha256': signed(APP_SECRET, fixture, 'hex') },
      { 'x-shopify-hmac-sha256': signed(APP_SECRET, fixture).slice(0, -1) },
      { 'x-shopify-hmac-sha256': signed('', fixture) },
    ];
    for (const over of wrong) {
      const { status, body, headers } = await tell('checkouts/update', fixture, over);
      expect([status, body.code]).toEqual([401, 'unauthorized']);
      expect(headers['content-type']).toBe('application/problem+json');
    }
    const large = await tell('checkouts/update', 'x'.repeat(5 * 1024 * 1024 + 1), wrong[0]);
    expect([large.status, large.body.code]).toEqual([413, 'too_large']);
  });

  test('an order ends the checkout, and the law’s request leaves nothing of the person', async () => {
    const order = readFileSync(
      new URL('../fixtures/shopify/orders-create-pix.json', import.meta.url),
      'utf8',
    );
    const token = JSON.parse(fixture).token as string;
    const paid = JSON.stringify({
      ...JSON.parse(order),
      checkout_token: token,
      financial_status: 'paid',
      created_at: new Date().toISOString(),
      updated_at: new Date().toISOString(),
    });
    expect((await tell('orders/paid', paid)).status).toBe(200);
    await cartWhen(loja, token, ({ state }) => state === 'purchased');
    const redact = JSON.stringify({
      shop_domain: 'loja.myshopify.com',
      customer: { id: 1, email: 'ana.souza@example.com', phone: '+5511987654321' },
      orders_to_redact: [],
    });
    expect((await tell('customers/redact', redact)).status).toBe(200);
    await cartWhen(loja, token, ({ redacted }) => redacted);
    expect((await loja.ask('/carts')).text).not.toContain('ana.souza');
  });
});

describe('the logs at their most talkative', () => {
  test('tell of nobody and give nothing away', () => {
    const secrets = [CONSUMER.key, CONSUMER.secret, APP_SECRET, shop.webhookSecret, shop.key];
    const people = ['@example.com', 'Souza', '98765', '203.0.113', 'retorno_cart=', 'wc_order_'];
    expect([...secrets, ...people].filter((canary) => server.logged().includes(canary))).toEqual([]);
    expect(server.logged()).toContain('"msg"');
  });
});

test('a cart of one store is unknown to every other', async () => {
  const loja = await addShop(server, '--platform', 'custom', '--name', 'Other', ...IN_BRAZIL);
  const id = newId('mine');
  await tellCart(id);
  const mine = await cartWhen(shop, id, () => true);
  for (const path of ['', '/timeline', '/explain'])
    expect((await loja.ask(`/carts/${mine.id}${path}`)).status).toBe(404);
  expect(await cartBy(loja, id)).toBeUndefined();
});
