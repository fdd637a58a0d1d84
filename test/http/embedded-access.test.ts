import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { APP, openShopify, sessionToken, type ShopifyPlatform } from '../support/shopify-platform.ts';
import { openWorld, SHOPIFY_SECRET, type World } from '../support/world.ts';
import { call, shopifyHeaders, type Answer } from './call.ts';

let world: World;
let platform: ShopifyPlatform;
let now: () => Date;
beforeEach(async () => {
  now = () => new Date('2026-11-21T12:00:00Z');
  platform = await openShopify(() => now());
  world = await openWorld({}, { fetch: platform.fetch });
  now = world.clock.now;
});
afterEach(async () => {
  await world.close();
  await platform.close();
});

const me = (token = sessionToken(now())): Promise<Answer> =>
  call(`${world.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
const shop = () => world.store.stores.findByKey('shopify', 'loja.myshopify.com');

describe('a shop that opens the admin for the first time', () => {
  test('is connected by its token, with what Shopify tells of it, and its flows are prepared but off', async () => {
    expect(SHOPIFY_SECRET).toBe(APP.secret);
    const { status, body } = await me();
    expect([status, body.store]).toMatchObject([
      200,
      {
        platform: 'shopify',
        name: 'Loja da Ana',
        currency: 'BRL',
        timeZone: 'America/Sao_Paulo',
        country: 'BR',
      },
    ]);
    expect(body.health.missingScopes).toEqual(['read_products', 'write_discounts']);
    const store = (await shop())!;
    expect(await world.store.stores.credentials(store.id)).toMatchObject({ kind: 'shopify_offline' });
    expect((await world.store.flows.list(store.id)).map(({ enabled }) => enabled)).toContain(false);
    expect((await world.store.flows.list(store.id)).some(({ enabled }) => enabled)).toBe(false);
  });

  test('is connected once, however many calls its page makes at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => me()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(platform.calls.filter((one) => one === 'token-exchange')).toHaveLength(1);
    expect(await world.store.stores.list()).toHaveLength(1);
    await me();
    expect(platform.calls.filter((one) => one === 'token-exchange')).toHaveLength(1);
  });

  test('is told to come again with a fresh token when Shopify finds it stale', async () => {
    platform.shop.answer = (_, response) =>
      void response.writeHead(400).end('{"error":"invalid_subject_token"}');
    const answer = await me();
    expect([answer.status, answer.headers['x-shopify-retry-invalid-session-request']]).toEqual([401, '1']);
    expect(await shop()).toBeNull();
  });

  test('waits while Shopify does not answer, and is nowhere half connected', async () => {
    platform.shop.answer = (_, response) => void response.writeHead(500).end();
    const answer = await me();
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
      503,
      'unavailable',
      '30',
    ]);
    platform.shop.answer = (request, response) => {
      const { status, body } = platform.tokens.grant(request);
      if (request.url.endsWith('access_token')) response.writeHead(status).end(JSON.stringify(body));
      else response.writeHead(500).end();
    };
    world.clock.forward(31_000);
    expect((await me()).status).toBe(503);
    expect(await shop()).toBeNull();
  });
});

describe('a session token', () => {
  test('opens exactly its own store, whatever else the request names', async () => {
    await me();
    await me(sessionToken(now(), { shop: 'other.myshopify.com' }));
    const [mine, other] = [
      await world.store.stores.findByKey('shopify', 'loja.myshopify.com'),
      await world.store.stores.findByKey('shopify', 'other.myshopify.com'),
    ];
    const asked = await call(`${world.url}/api/v1/me`, {
      headers: {
        authorization: `Bearer ${sessionToken(now())}`,
        'x-shopify-shop-domain': 'other.myshopify.com',
      },
    });
    expect(asked.body.store.id).toBe(mine!.id);
    expect((await me(sessionToken(now(), { shop: 'other.myshopify.com' }))).body.store.id).toBe(other!.id);
  });

  test('is over after its minute, on the very next call', async () => {
    const token = sessionToken(now());
    expect((await me(token)).status).toBe(200);
    world.clock.forward(71_000);
    const late = await me(token);
    expect([late.status, late.headers['x-shopify-retry-invalid-session-request']]).toEqual([401, '1']);
    expect((await me()).status).toBe(200);
  });

  test('changes things without the header that cookies need: no browser sends it by itself', async () => {
    await me();
    const put = await call(`${world.url}/api/v1/settings`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${sessionToken(now())}` },
      body: { locale: 'pt-BR' },
    });
    expect(put.status).toBe(200);
  });

  test('posts no events: it is the admin’s', async () => {
    await me();
    const posted = await call(`${world.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sessionToken(now())}` },
      body: {},
    });
    expect(posted.status).toBe(403);
  });

  test.each([
    ['of another app', { claims: { aud: 'other' } }],
    ['signed by somebody else', { secret: 'other' }],
    ['of two shops', { claims: { iss: 'https://other.myshopify.com/admin' } }],
  ])('%s opens nothing and asks nobody', async (_, parts) => {
    const answer = await me(sessionToken(now(), parts));
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
    expect(platform.calls).toEqual([]);
    expect(await world.store.stores.list()).toEqual([]);
  });

  test('as a cookie, in the query, or while Shopify is off opens nothing', async () => {
    const token = sessionToken(now());
    expect((await call(`${world.url}/api/v1/me?id_token=${token}&token=${token}`)).status).toBe(401);
    const headers = { cookie: `retorno_session=${token}` };
    expect((await call(`${world.url}/api/v1/me`, { headers })).status).toBe(401);
    const off = await openWorld({
      SHOPIFY_API_KEY: undefined,
    });
    const answer = await call(`${off.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    await off.close();
    expect([answer.status, answer.headers['x-shopify-retry-invalid-session-request']]).toEqual([
      401,
      undefined,
    ]);
  });

  test('stands in no log', async () => {
    const token = sessionToken(now());
    await me(token);
    await me(`${token}x`);
    platform.shop.answer = (_, response) => void response.writeHead(400).end(`{"error":"${token}"}`);
    await me(sessionToken(now(), { shop: 'third.myshopify.com' }));
    for (const secret of [token, 'shpat_', 'shprt_', APP.secret])
      expect(world.logged.join()).not.toContain(secret);
  });
});

describe('a store that is known', () => {
  test('and was uninstalled opens nothing, until it is installed again: then it is the same store', async () => {
    await me();
    const before = (await shop())!;
    await uninstall();
    expect((await shop())?.state).toBe('uninstalled');
    expect((await me()).status).toBe(401);
    platform.shop.isInstalled = true;
    world.clock.forward(60_000);
    expect((await me()).status).toBe(200);
    const after = (await shop())!;
    expect([after.id, after.state]).toEqual([before.id, 'active']);
    expect(after.connectedAt > before.connectedAt).toBe(true);
  });

  test('and was installed again is not taken out by word of the former uninstallation that comes late', async () => {
    await me();
    await uninstall();
    const at = world.clock.now();
    platform.shop.isInstalled = true;
    world.clock.forward(3_600_000);
    expect((await me()).status).toBe(200);
    world.clock.forward(60_000);
    await uninstall({ 'x-shopify-webhook-id': 'late', 'x-shopify-triggered-at': at.toISOString() });
    expect((await shop())?.state).toBe('active');
    await uninstall({
      'x-shopify-webhook-id': 'now',
      'x-shopify-triggered-at': world.clock.now().toISOString(),
    });
    expect((await shop())?.state).toBe('uninstalled');
  });

  test('is uninstalled also by a header that names no time of these days', async () => {
    await me();
    await uninstall({ 'x-shopify-triggered-at': '2023-03-29T18:00:27.877041743Z' });
    expect((await shop())?.state).toBe('uninstalled');
  });

  test('whose token lapsed is connected again by being opened', async () => {
    await me();
    const store = (await shop())!;
    const at = world.clock.now();
    const until = new Date(at.getTime() + 60_000);
    const { stores } = world.store;
    await world.store.commit([
      stores.renewalClaimed(store.id, { now: at, until }),
      stores.credentialsLapsed(store.id, { at, until, reason: 'the token was not renewed for 90 days' }),
    ]);
    const key = await world.key(store);
    const asked = await call(`${world.url}/api/v1/me`, { key });
    expect(asked.body.health.reconnect).toBe('the token was not renewed for 90 days');
    expect((await me()).body.health.reconnect).toBeNull();
  });

  test('and may not be reached shows what is wrong with it all the same', async () => {
    await me();
    const store = (await shop())!;
    await world.store.commit([
      world.store.stores.ordersNotRead(store.id, { at: world.clock.now(), reason: 'unauthorized' }),
    ]);
    platform.shop.answer = (_, response) => void response.writeHead(500).end();
    expect((await me()).status).toBe(200);
    expect((await me()).status).toBe(200);
    expect(platform.calls.filter((one) => one === 'token-exchange')).toHaveLength(2);
  });

  test('tells of scopes that were taken from it', async () => {
    await me();
    world.clock.forward(1_000);
    const scopes = (current: string[], updated_at: string) => {
      const body = JSON.stringify({ id: 'gid://shopify/App/1', previous: [], current, updated_at });
      const headers = shopifyHeaders(body, { 'x-shopify-topic': 'app/scopes_update' });
      return call(`${world.url}/webhooks/shopify`, { method: 'POST', headers, body });
    };
    const all = ['read_orders', 'write_customers', 'read_products', 'write_discounts'];
    world.clock.forward(10_000);
    await scopes(all, '2026-11-21T12:00:09Z');
    await world.settled();
    expect((await me()).body.health.missingScopes).toEqual([]);
    // An older word comes late.
    await scopes(['read_orders'], '2026-11-21T12:00:05Z');
    await world.settled();
    expect((await me()).body.health.missingScopes).toEqual([]);
  });
});

const uninstall = async (over: Record<string, string> = {}) => {
  platform.shop.isInstalled = false;
  platform.tokens.revokeAll();
  world.clock.forward(1_000);
  const body = JSON.stringify({ id: 1, myshopify_domain: null });
  const headers = shopifyHeaders(body, { 'x-shopify-topic': 'app/uninstalled', ...over });
  await call(`${world.url}/webhooks/shopify`, { method: 'POST', headers, body });
  await world.settled();
};
