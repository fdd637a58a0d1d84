import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import { openWorld, type World } from '../support/world.ts';
import { OLD_SHOPIFY_SECRET, SHOPIFY_SECRET, call, hmac, pluginHeaders, shopifyHeaders } from './call.ts';

const CHECKOUT = JSON.stringify({
  token: 'c0ffee',
  email: 'ana@example.com',
  currency: 'BRL',
  presentment_currency: 'BRL',
  created_at: '2026-11-21T11:00:00Z',
  updated_at: '2026-11-21T11:30:00Z',
  total_price: '199.90',
  line_items: [{ product_id: 7, variant_id: 71, title: 'Caneca', quantity: 2, price: '90.00' }],
});

const PLUGIN_CART = JSON.stringify({
  cart: {
    id: 'f3a',
    seq: 1,
    email: 'ana@example.com',
    currency: 'BRL',
    total: '199.90',
    items: [{ product_id: 7, variation_id: 0, name: 'Caneca', quantity: 2, price: '90.00' }],
    updated_at: '2026-11-21T11:55:00Z',
    removed: false,
  },
});

let world: World;
let shop: ConnectedStore;
let woo: ConnectedStore;

beforeAll(async () => {
  world = await openWorld();
  shop = await world.connect({ platform: 'shopify', externalKey: 'loja.myshopify.com' });
  woo = await world.connect({ platform: 'woocommerce', externalKey: 'https://shop.example' });
});
afterAll(() => world.close());

const deliveries = async (): Promise<number> => (await world.store.deliveries.list({ limit: 200 })).length;

const shopify = (body: string | Uint8Array, over?: Record<string, string>) =>
  call(`${world.url}/webhooks/shopify`, { method: 'POST', headers: shopifyHeaders(body, over), body });

describe('a webhook of Shopify', () => {
  test('is on disk when it is answered, and becomes a cart', async () => {
    const answer = await shopify(CHECKOUT);
    expect(answer.status).toBe(200);
    expect(await deliveries()).toBe(1);
    await world.settled();
    const [cart] = await world.store.carts.byExternalIds(shop.id, ['c0ffee']);
    expect(cart?.email).toBe('ana@example.com');
  });

  test('twice is once', async () => {
    const headers = shopifyHeaders(CHECKOUT);
    const before = await deliveries();
    for (let time = 0; time < 2; time += 1)
      expect(
        (await call(`${world.url}/webhooks/shopify`, { method: 'POST', headers, body: CHECKOUT })).status,
      ).toBe(200);
    expect(await deliveries()).toBe(before + 1);
  });

  test('may be signed with the secret before', async () => {
    expect(
      (await shopify(CHECKOUT, { 'x-shopify-hmac-sha256': hmac(OLD_SHOPIFY_SECRET, CHECKOUT) })).status,
    ).toBe(200);
  });

  test('of an unknown shop or topic is taken, since its signature is right', async () => {
    expect((await shopify(CHECKOUT, { 'x-shopify-shop-domain': 'nobody.myshopify.com' })).status).toBe(200);
    expect((await shopify('{}', { 'x-shopify-topic': 'themes/publish' })).status).toBe(200);
  });

  test.each<[string, (body: string) => Record<string, string>]>([
    ['no signature', () => ({ 'x-shopify-hmac-sha256': '' })],
    ['a forged signature', (body) => ({ 'x-shopify-hmac-sha256': hmac('guessed', body) })],
    ['the signature of an empty secret', (body) => ({ 'x-shopify-hmac-sha256': hmac('', body) })],
    [
      'a truncated signature',
      (body) => ({ 'x-shopify-hmac-sha256': hmac(SHOPIFY_SECRET, body).slice(0, 20) }),
    ],
    ['a longer signature', (body) => ({ 'x-shopify-hmac-sha256': `${hmac(SHOPIFY_SECRET, body)}AAAA` })],
    ['a signature in hex', (body) => ({ 'x-shopify-hmac-sha256': hmac(SHOPIFY_SECRET, body, 'hex') })],
    ['the signature of another body', () => ({ 'x-shopify-hmac-sha256': hmac(SHOPIFY_SECRET, '{}') })],
    ['the signature of nothing', () => ({ 'x-shopify-hmac-sha256': hmac(SHOPIFY_SECRET, '') })],
  ])('with %s is 401 and leaves nothing', async (_, forge) => {
    const before = await deliveries();
    const answer = await shopify(CHECKOUT, forge(CHECKOUT));
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body.code).toBe('unauthorized');
    expect(await deliveries()).toBe(before);
  });

  test.each([
    ['broken JSON', '{"token":'],
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['a list', '[{"token":"x"}]'],
    ['JSON nested a thousand deep', '['.repeat(1_000) + ']'.repeat(1_000)],
    ['bad UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ])('that carries %s, rightly signed, is taken and ends dead with a reason', async (_, body) => {
    expect((await shopify(body)).status).toBe(200);
    await world.settled();
    const [newest] = await world.store.deliveries.list({ limit: 1 });
    expect(newest).toMatchObject({ state: 'dead', reason: 'the body is no JSON object' });
  });

  test.each([
    ['a prototype', '{"__proto__":{"admin":true},"token":"x"}'],
    ['a NUL', '{"token":"a\\u0000b"}'],
  ])('that carries %s, rightly signed, is taken and harms nothing', async (_, body) => {
    expect((await shopify(body)).status).toBe(200);
    await world.settled();
    expect((await call(`${world.url}/healthz`)).status).toBe(200);
  });
});

describe('the size of a webhook', () => {
  const tooLarge = Buffer.alloc(5 * 1024 * 1024 + 1, 'x');

  test('over 5 MB is 413 even with a forged signature: size comes first', async () => {
    const answer = await shopify(tooLarge, { 'x-shopify-hmac-sha256': 'forged' });
    expect([answer.status, answer.body.code]).toEqual([413, 'too_large']);
  });

  test('over 5 MB is 413 when the length is not told', async () => {
    const answer = await call(`${world.url}/webhooks/shopify`, {
      method: 'POST',
      headers: { ...shopifyHeaders('x'), 'transfer-encoding': 'chunked' },
      body: tooLarge,
    });
    expect(answer.status).toBe(413);
  });

  test('of exactly 5 MB is read', async () => {
    const whole = Buffer.alloc(5 * 1024 * 1024, ' ');
    expect((await shopify(whole)).status).toBe(200);
  });

  test('hidden in gzip is refused', async () => {
    const body = gzipSync(CHECKOUT);
    expect((await shopify(body, { 'content-encoding': 'gzip' })).status).toBe(415);
  });
});

describe('a request that never ends', () => {
  test('whose sender leaves in the middle stores nothing, and others are served', async () => {
    const before = await deliveries();
    const { port } = new URL(world.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('POST /webhooks/shopify HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":');
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    expect((await shopify(CHECKOUT)).status).toBe(200);
    expect(await deliveries()).toBe(before + 1);
  });
});

const post = (id: string, body: string, headers: Record<string, string>) =>
  call(`${world.url}/webhooks/woocommerce/${id}`, { method: 'POST', headers, body });

describe('a webhook of WooCommerce', () => {
  test('with a cart of the plugin becomes a cart', async () => {
    expect((await post(woo.id, PLUGIN_CART, pluginHeaders(world, PLUGIN_CART))).status).toBe(200);
    await world.settled();
    expect(await world.store.carts.byExternalIds(woo.id, ['f3a'])).toHaveLength(1);
  });

  test('of the plugin an hour from now is taken, two days off is 401 and carries Date', async () => {
    const at = (ms: number) => ({
      'x-retorno-timestamp': String(Math.floor((world.clock.now().getTime() + ms) / 1000)),
    });
    expect((await post(woo.id, PLUGIN_CART, pluginHeaders(world, PLUGIN_CART, at(3_600_000)))).status).toBe(
      200,
    );
    const off = await post(woo.id, PLUGIN_CART, pluginHeaders(world, PLUGIN_CART, at(-48 * 3_600_000)));
    expect(off.status).toBe(401);
    expect(Date.parse(off.headers.date ?? '')).toBeGreaterThan(0);
  });

  test('that pings, unsigned and form-encoded, is 200', async () => {
    const answer = await post(woo.id, 'webhook_id=7', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(200);
  });

  test('for a store that is not there is like one with a wrong signature, byte for byte', async () => {
    const forged = { ...pluginHeaders(world, PLUGIN_CART), 'x-retorno-signature': `v1=${'0'.repeat(64)}` };
    const wrong = await post(woo.id, PLUGIN_CART, forged);
    const unknown = await post('nobody', PLUGIN_CART, pluginHeaders(world, PLUGIN_CART));
    const ofShopify = await post(shop.id, PLUGIN_CART, pluginHeaders(world, PLUGIN_CART));
    expect(wrong.status).toBe(401);
    expect([unknown.status, unknown.text]).toEqual([401, wrong.text]);
    expect([ofShopify.status, ofShopify.text]).toEqual([401, wrong.text]);
  });
});

describe('the paths of webhooks', () => {
  test.each([
    ['nuvemshop', ['NUVEMSHOP_APP_ID', 'NUVEMSHOP_CLIENT_SECRET']],
    ['nuvemshop/store-redact', ['NUVEMSHOP_APP_ID']],
    ['wix', ['WIX_APP_ID', 'WIX_APP_SECRET', 'WIX_PUBLIC_KEY']],
    ['whatsapp', ['WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN']],
  ])('%s is off while its variables are missing, and names %j', async (path, names) => {
    const answer = await call(`${world.url}/webhooks/${path}`, { method: 'POST', body: '{}' });
    expect([answer.status, answer.body.code]).toEqual([503, 'platform_off']);
    for (const name of names) expect(answer.body.detail).toContain(name);
  });

  test('take POST only, wherever a method override points', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await call(`${world.url}/webhooks/shopify`, { method })).status).toBe(405);
    const overridden = await call(`${world.url}/webhooks/shopify`, {
      method: 'GET',
      headers: { 'x-http-method-override': 'POST' },
    });
    expect(overridden.status).toBe(405);
  });

  test('that do not exist are 404', async () => {
    for (const path of ['', 'nobody', 'shopify.json', '..%2fhealthz'])
      expect((await call(`${world.url}/webhooks/${path}`, { method: 'POST', body: '{}' })).status).toBe(404);
  });

  test('do not redirect and are not limited', async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, () => shopify(CHECKOUT, { 'x-shopify-hmac-sha256': 'no' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });
});

test('no log line carries a person, a body or a signature', () => {
  expect(world.logged.join('\n')).not.toMatch(/ana@example|Caneca|shpss|whsec/);
});

const count = (store: ConnectedStore) =>
  world.store.forged.countSince(store.id, new Date('2026-11-21T00:00:00Z'));

const counted = async (store: ConnectedStore, before: number, more: number): Promise<void> => {
  await expect.poll(() => count(store), { timeout: 20_000 }).toBeGreaterThanOrEqual(before + more);
};

describe('webhooks that are not proven', () => {
  const forged = { 'x-shopify-hmac-sha256': 'AAAA' };

  test('are counted for the store that they name, with the order they claim to be about', async () => {
    const before = await count(shop);
    const order = JSON.stringify({ id: '8123456789012345678', email: 'ana@example.com' });
    await shopify(order, { ...forged, 'x-shopify-topic': '../../x' });
    const kept = () => world.store.forged.ofOrders(shop.id, ['8123456789012345678']);
    // Of many in one second only some are looked into, so it is told again until it was.
    const toldAgain = async (): Promise<number> => {
      const answer = await shopify(order, { ...forged, 'x-shopify-topic': 'orders/create' });
      expect(answer.status).toBe(401);
      return (await kept()).length;
    };
    await expect.poll(toldAgain, { timeout: 20_000, interval: 700 }).toBeGreaterThan(0);
    expect((await kept())[0]).toMatchObject({ topic: 'orders/create', at: world.clock.now() });
    expect(JSON.stringify(await kept())).not.toContain('ana@');
    const me = await call(`${world.url}/api/v1/me`, { key: await world.key(shop) });
    expect(me.body.health.forgedDeliveries).toBeGreaterThan(before);
  });

  test('of a WooCommerce store are counted by its path', async () => {
    const before = await count(woo);
    const told = { ...pluginHeaders(world, PLUGIN_CART), 'x-retorno-signature': 'v1=00' };
    const path = `${world.url}/webhooks/woocommerce/${woo.id}`;
    expect((await call(path, { method: 'POST', body: PLUGIN_CART, headers: told })).status).toBe(401);
    await counted(woo, before, 1);
  });

  test('fill no disk and name nobody, however many and whatever they hold', async () => {
    const before = await count(shop);
    const bodies = [
      '{'.repeat(10_000),
      JSON.stringify({ id: 'x'.repeat(5_000) }),
      JSON.stringify({ id: { toString: 'no' } }),
      JSON.stringify({ id: 7, pad: 'x'.repeat(200_000) }),
    ];
    await Promise.all(
      Array.from({ length: 100 }, (_, place) =>
        shopify(bodies[place % bodies.length] ?? '', { ...forged, 'x-shopify-topic': 'orders/create' }),
      ),
    );
    await expect
      .poll(async () => (await world.store.forged.counts()).find((one) => one.platform === 'shopify')?.count)
      .toBeGreaterThanOrEqual(before + 100);
    expect(await count(shop)).toBeLessThan(before + 100);
    expect(await world.store.forged.ofOrders(shop.id, ['7', 'x'.repeat(5_000)])).toEqual([]);
  });
});
