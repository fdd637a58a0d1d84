import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectedStore } from '../../src/ports/store/stores.ts';
import { openWorld, type World } from '../support/world.ts';
import { call, type Answer } from './call.ts';

let world: World;
let store: ConnectedStore;

beforeAll(async () => {
  world = await openWorld();
  store = await world.connect();
});
afterAll(() => world.close());

const api = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  call(`${world.url}/api/v1${path}`, { method, headers });

const signIn = async (): Promise<string> => {
  const { token } = await world.store.access.createLoginLink(store.id);
  const answer = await call(`${world.url}/login/${token}`);
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
};

describe('a key', () => {
  test('of scope admin opens the API, whatever the case of "bearer"', async () => {
    const key = await world.key(store);
    expect((await api('/settings', { authorization: `Bearer ${key}` })).status).toBe(200);
    expect((await api('/settings', { authorization: `bearer ${key}` })).status).toBe(200);
  });

  test('does what its scope says and nothing else', async () => {
    const events = await world.key(store, 'events');
    const admin = await world.key(store);
    expect((await api('/settings', { authorization: `Bearer ${events}` })).status).toBe(403);
    const posted = await call(`${world.url}/api/v1/events`, { method: 'POST', key: admin, body: {} });
    expect([posted.status, posted.body.code]).toEqual([403, 'forbidden']);
  });

  test('that is revoked opens nothing', async () => {
    const { id, key } = await world.store.access.createKey(store.id, 'admin');
    await world.store.access.revokeKey(store.id, id);
    expect((await api('/settings', { authorization: `Bearer ${key}` })).status).toBe(401);
  });

  test.each(['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'Bearer ../../x', 'Bearer null'])(
    'written as %j is 401 with a problem, on paths that exist and on those that do not',
    async (authorization) => {
      for (const path of ['/settings', '/nothing']) {
        const answer = await api(path, { authorization });
        expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
      }
    },
  );

  test('in the query opens nothing', async () => {
    const key = await world.key(store);
    expect((await api(`/settings?access_token=${key}&key=${key}`)).status).toBe(401);
  });
});

describe('the one-time link', () => {
  test('becomes a cookie that scripts cannot read, once', async () => {
    const { token } = await world.store.access.createLoginLink(store.id);
    const first = await call(`${world.url}/login/${token}`);
    expect([first.status, first.headers.location]).toEqual([303, '/admin']);
    const cookie = first.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const second = await call(`${world.url}/login/${token}`);
    expect(second.status).toBe(401);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('that is over says so in the language of who opens it', async () => {
    const answer = await call(`${world.url}/login/nothing`, {
      headers: { 'accept-language': 'pt-BR,en;q=0.5' },
    });
    expect(answer.text).toContain('lang="pt-BR"');
    expect(answer.text).toContain('não funciona mais');
  });

  test('is not used up by the HEAD of a link preview', async () => {
    const { token } = await world.store.access.createLoginLink(store.id);
    await call(`${world.url}/login/${token}`, { method: 'HEAD' });
    expect((await call(`${world.url}/login/${token}`)).status).toBe(303);
  });

  test('is over after its time', async () => {
    const { token } = await world.store.access.createLoginLink(store.id);
    world.clock.forward(11 * 60_000);
    expect((await call(`${world.url}/login/${token}`)).status).toBe(401);
  });

  test('behind https sets a cookie for https only', async () => {
    const secure = await openWorld({ APP_URL: 'https://retorno.example' });
    const one = await secure.connect();
    const { token } = await secure.store.access.createLoginLink(one.id);
    const answer = await call(`${secure.url}/login/${token}`);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure/);
    await secure.close();
  });
});

describe('the session cookie', () => {
  let cookie: string;
  beforeEach(async () => {
    cookie = await signIn();
  });

  test('opens the API and says in the admin who is signed in', async () => {
    expect((await api('/settings', { cookie })).status).toBe(200);
    expect((await call(`${world.url}/admin`, { headers: { cookie } })).text).toContain('Loja da Ana');
    expect((await call(`${world.url}/admin`)).text).not.toContain('Loja da Ana');
  });

  test('changes nothing without the header that only our own page sends', async () => {
    const forged = await call(`${world.url}/api/v1/settings`, {
      method: 'PUT',
      headers: { cookie },
      body: { locale: 'en' },
    });
    expect([forged.status, forged.body.code]).toEqual([403, 'forbidden']);
    const own = await call(`${world.url}/api/v1/settings`, {
      method: 'PUT',
      headers: { cookie, 'x-requested-with': 'retorno' },
      body: { locale: 'pt-BR' },
    });
    expect(own.status).toBe(200);
  });

  test('does not help a wrong key', async () => {
    expect((await api('/settings', { cookie, authorization: 'Bearer wrong' })).status).toBe(401);
  });

  test('sent twice, truncated or as a key is none', async () => {
    expect((await api('/settings', { cookie: `${cookie}; ${cookie}` })).status).toBe(401);
    expect((await api('/settings', { cookie: cookie.slice(0, -4) })).status).toBe(401);
    expect((await api('/settings', { authorization: `Bearer ${cookie.split('=')[1]}` })).status).toBe(401);
  });

  test('is over after signing out, and after its time', async () => {
    await call(`${world.url}/logout`, { method: 'POST', headers: { cookie } });
    expect((await api('/settings', { cookie })).status).toBe(401);
    const other = await signIn();
    world.clock.forward(13 * 3_600_000);
    expect((await api('/settings', { cookie: other })).status).toBe(401);
  });
});

describe('counting', () => {
  test('twenty wrong keys of one address a minute, then 429; a right key still opens', async () => {
    const fresh = await openWorld();
    const one = await fresh.connect();
    const key = await fresh.key(one);
    const guess = () => call(`${fresh.url}/api/v1/settings`, { key: 'rt_guess' });
    const answers = [];
    for (let time = 0; time < 22; time += 1) answers.push(await guess());
    expect(answers.slice(0, 20).every(({ status }) => status === 401)).toBe(true);
    expect(answers.slice(20).map(({ status, body }) => [status, body.code])).toEqual([
      [429, 'rate_limited'],
      [429, 'rate_limited'],
    ]);
    expect(Number(answers[21]?.headers['retry-after'])).toBeGreaterThan(0);
    // A header that anybody can send chooses no other count.
    const elsewhere = await call(`${fresh.url}/api/v1/settings`, {
      key: 'rt_x',
      headers: { 'x-forwarded-for': '9.9.9.9' },
    });
    expect(elsewhere.status).toBe(429);
    expect((await call(`${fresh.url}/api/v1/settings`, { key })).status).toBe(200);
    await fresh.close();
  });

  test('a thousand calls a minute of one key are served; beyond that 429 with Retry-After, for that key alone', async () => {
    const [busy, calm] = [await world.key(store), await world.key(store)];
    const statuses: number[] = [];
    let last: Answer | null = null;
    for (let round = 0; round < 13; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => call(`${world.url}/api/v1/settings`, { key: busy })),
      );
      statuses.push(...answers.map(({ status }) => status));
      last = answers.at(-1) ?? null;
    }
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1_000);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await call(`${world.url}/api/v1/settings`, { key: calm })).status).toBe(200);
  });
});

describe('headers', () => {
  test('of every page say: no cache, no frame, no sniffing, no inline script, and nothing of the framework', async () => {
    const { headers } = await call(`${world.url}/admin`);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-request-id']).toMatch(/^[0-9a-z]{26}$/);
  });

  test('that name another host change no link', async () => {
    const answer = await call(`${world.url}/`, { headers: { host: 'evil.example' } });
    expect([answer.status, answer.headers.location]).toEqual([302, '/admin']);
  });

  test.each(['/%', '/r/%E0%A4%A', '/api/v1/carts/%ff'])(
    'of a malformed address %s end in a problem, not in a stack',
    async (path) => {
      const answer = await call(`${world.url}${path}`, { key: await world.key(store) });
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/at .*\(|node_modules/);
    },
  );
});
