import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { systemLookup } from '../../../src/outbound/lookup.ts';
import type { Outbound } from '../../../src/ports/outbound.ts';
import { nuvemFixture } from '../../adapters/nuvemshop/store.ts';
import { type HonestServer, honestServer } from '../../support/honest-server.ts';
import { realClock } from '../../support/real-clock.ts';
import { openWorld, type World } from '../../support/world.ts';
import { call, type Answer } from '../call.ts';

const ENVIRONMENT = {
  NUVEMSHOP_APP_ID: '4321',
  NUVEMSHOP_CLIENT_SECRET: 'canary-client-secret',
  NUVEMSHOP_CONTACT: 'dev@retorno.example',
};
const MINUTE = 60_000;

let world: World;
let platform: HonestServer;
/** What the platform makes of a code, and of the token that it gave. */
let shop: { tokenStatus: number; token: unknown; storeStatus: number };

/** Calls to whatever host end at the platform's stand-in. */
const toPlatform: Outbound = (request) => {
  const outbound = createOutbound({ lookup: systemLookup, allowPrivate: true, clock: realClock });
  const { pathname, search } = new URL(request.url);
  return outbound({ ...request, url: platform.origin + pathname + search });
};

beforeEach(async () => {
  shop = {
    tokenStatus: 200,
    token: { access_token: 'canary-access-token', scope: 'read_orders', user_id: 1234567 },
    storeStatus: 200,
  };
  platform = await honestServer(({ url }, response) => {
    const isToken = url === '/apps/authorize/token';
    response
      .writeHead(isToken ? shop.tokenStatus : shop.storeStatus)
      .end(JSON.stringify(isToken ? shop.token : nuvemFixture('store')));
  });
  world = await openWorld(ENVIRONMENT, { fetch: toPlatform });
});
afterEach(async () => {
  await world.close();
  await platform.close();
});

const ask = (path: string, cookie?: string, more: Record<string, string> = {}): Promise<Answer> =>
  call(`${world.url}${path}`, { headers: { ...(cookie === undefined ? {} : { cookie }), ...more } });

const cookieIn = ({ headers }: Answer): string => headers['set-cookie']?.[0]?.split(';')[0] ?? '';
const begin = async () => {
  const answer = await ask('/connect/nuvemshop');
  const state = new URL(String(answer.headers.location)).searchParams.get('state') ?? '';
  return { answer, state, cookie: cookieIn(answer) };
};
const callback = (state: string | null, cookie?: string, code = 'abc123') =>
  ask(`/connect/nuvemshop/callback?code=${code}${state === null ? '' : `&state=${state}`}`, cookie);
const connected = () => world.store.stores.findByKey('nuvemshop', '1234567');
const me = (cookie: string) => ask('/api/v1/me', cookie);

describe('a store that its merchant connects', () => {
  it('is begun with a state and a cookie that no script reads', async () => {
    const { answer, state } = await begin();
    expect(answer.status).toBe(303);
    expect(String(answer.headers.location)).toContain(
      'https://www.tiendanube.com/apps/4321/authorize?state=',
    );
    expect(state.length).toBeGreaterThan(40);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/Path=\/connect; .*HttpOnly; SameSite=Lax/);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is connected, described, and its merchant signed in', async () => {
    const { state, cookie } = await begin();
    const back = await callback(state, cookie);
    expect([back.status, back.headers.location]).toEqual([303, '/connect/nuvemshop/done']);
    const done = await ask('/connect/nuvemshop/done', cookie);
    expect([done.status, done.headers.location]).toEqual([303, '/admin']);

    const store = await connected();
    expect(store).toMatchObject({ state: 'active', hasCredentials: true, currency: 'BRL' });
    const told = await me(cookieIn(done));
    expect(told.status).toBe(200);
    expect(told.body.store).toMatchObject({ id: store!.id, connectUrl: '/connect/nuvemshop' });
    expect(told.body.health).toMatchObject({
      reconnect: null,
      webhooksFailing: null,
      firstSync: { state: 'running', orders: 0, carts: 0, since: '2026-10-22T12:00:00.000Z' },
    });
    expect((await world.store.errands.ofStore(store!.id)).map(({ kind }) => kind).toSorted()).toEqual([
      'first_sync',
      'webhooks',
    ]);
    expect(world.logged.join('\n')).not.toMatch(/canary/);
  });

  it('that is known stays itself, with a new beginning', async () => {
    const first = await begin();
    await callback(first.state, first.cookie);
    const before = (await connected())!;
    world.clock.forward(60 * MINUTE);
    shop.token = { access_token: 'newer', user_id: '1234567' };
    const second = await begin();
    await callback(second.state, second.cookie);
    const after = (await connected())!;
    expect(after.id).toBe(before.id);
    expect(after.connectedAt).toEqual(world.clock.now());
    expect(await world.store.stores.credentials(after.id)).toMatchObject({ accessToken: 'newer' });
  });

  it('is refused a second time by the same state, and nobody is signed in twice', async () => {
    const { state, cookie } = await begin();
    await callback(state, cookie);
    const calls = platform.received.length;
    const again = await callback(state, cookie);
    expect(again.status).toBe(403);
    expect(platform.received).toHaveLength(calls);
    expect(cookieIn(await ask('/connect/nuvemshop/done', cookie))).toContain('retorno_session=');
    expect((await ask('/connect/nuvemshop/done', cookie)).headers['set-cookie']).toBeUndefined();
  });

  it('is refused to another browser, which gets no session, and still works for the one that began', async () => {
    const mine = await begin();
    const other = await begin();
    for (const cookie of [
      undefined,
      other.cookie,
      'retorno_connect=short',
      `${mine.cookie}; ${mine.cookie}`,
    ]) {
      expect((await callback(mine.state, cookie)).status).toBe(403);
    }
    expect(platform.received).toEqual([]);
    expect(await connected()).toBeNull();
    expect((await callback(mine.state, mine.cookie)).status).toBe(303);
    const done = await ask('/connect/nuvemshop/done', other.cookie);
    expect(done.headers['set-cookie']).toBeUndefined();
    expect((await ask('/connect/nuvemshop/done')).status).toBe(403);
  });

  it('is refused ten minutes later', async () => {
    const { state, cookie } = await begin();
    world.clock.forward(10 * MINUTE);
    expect((await callback(state, cookie)).status).toBe(403);
    expect(platform.received).toEqual([]);
  });

  it('is refused a state that is made up, doubled, or of another platform', async () => {
    const { state, cookie } = await begin();
    expect((await callback('made-up', cookie)).status).toBe(403);
    expect((await callback('', cookie)).status).toBe(403);
    const doubled = await ask(`/connect/nuvemshop/callback?code=a&state=${state}&state=${state}`, cookie);
    expect(doubled.headers.location).toBeUndefined();
    expect(doubled.headers['set-cookie']).toBeUndefined();
  });

  it('cannot be answered by a post where the platform redirects', async () => {
    const { state, cookie } = await begin();
    const posted = await call(`${world.url}/connect/nuvemshop/callback`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: { state, code: 'abc123' },
    });
    expect(posted.status).toBe(400);
    expect(await connected()).toBeNull();
  });

  it('is not trusted before its credentials are proven', async () => {
    shop.storeStatus = 401;
    const { state, cookie } = await begin();
    const refused = await callback(state, cookie);
    expect(refused.status).toBe(400);
    expect(await connected()).toBeNull();
    const done = await ask('/connect/nuvemshop/done', cookie);
    expect(done.status).toBe(400);
    expect(done.headers['set-cookie']).toBeUndefined();
  });

  it('keeps what it had when connecting it again fails', async () => {
    const first = await begin();
    await callback(first.state, first.cookie);
    const before = await connected();
    shop.token = { error: 'invalid_grant', error_description: '<script>alert(1)</script>' };
    const second = await begin();
    const refused = await callback(second.state, second.cookie);
    expect(refused.status).toBe(400);
    expect(refused.text).not.toContain('<script');
    expect(await connected()).toEqual(before);
    expect(await world.store.stores.credentials(before!.id)).toMatchObject({
      accessToken: 'canary-access-token',
    });
  });

  it('from the platform’s own app store is connected, and nobody is signed in by it', async () => {
    const landed = await callback(null);
    expect(landed.status).toBe(200);
    expect(landed.headers['set-cookie']).toBeUndefined();
    expect(await connected()).toMatchObject({ state: 'active' });
    expect((await ask('/connect/nuvemshop/done')).headers['set-cookie']).toBeUndefined();
  });

  it('is told so in the reader’s language', async () => {
    const titles = await Promise.all(
      ['pt-BR,pt;q=0.9', 'es-AR', 'pl', 'de'].map(async (language) => {
        const { text } = await ask('/connect/nuvemshop/done', undefined, { 'accept-language': language });
        return /<title>(.*?)<\/title>/.exec(text)?.[1];
      }),
    );
    expect(new Set(titles).size).toBe(4);
    expect(titles[3]).toBe('Your shop is not connected');
  });

  it('begins nothing by a HEAD', async () => {
    const head = await call(`${world.url}/connect/nuvemshop`, { method: 'HEAD' });
    expect(head.headers['set-cookie']).toBeUndefined();
  });
});

describe('a platform', () => {
  it('that is off names what it needs', async () => {
    const off = await openWorld();
    for (const path of ['', '/callback?code=a', '/done']) {
      const answer = await call(`${off.url}/connect/nuvemshop${path}`);
      expect(answer.status).toBe(503);
      expect(answer.body.code).toBe('platform_off');
      expect(answer.body.detail).toContain('NUVEMSHOP_APP_ID');
    }
    await off.close();
  });

  it('without this way of connecting, or that nobody knows, is not there', async () => {
    for (const path of ['custom', 'custom/callback', 'nobody', 'nobody/done', '__proto__'])
      expect((await ask(`/connect/${path}`)).status).toBe(404);
  });
});
