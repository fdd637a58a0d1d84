import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createWix } from '../../../adapters/wix/index.ts';
import type { TokenCalls } from '../../../src/ports/platform-work.ts';
import { type HonestServer, honestServer, type Received } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { INSTANCE, WIX_APP, wixCredentials, wixStore } from './store.ts';

let server: HonestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const NOW = new Date('2026-11-21T12:10:00Z');
const inSeconds = (at: Date): number => Math.floor(at.getTime() / 1_000);
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

const INFO = {
  active: true,
  subjectType: 'USER',
  subjectId: 'user-1',
  exp: String(inSeconds(later(3_600_000))),
  clientId: WIX_APP.appId,
  siteId: 'site-1',
  instanceId: INSTANCE,
};

type Answer = (request: Received, response: ServerResponse) => void;

const telling =
  (info: unknown, status = 200): Answer =>
  (_, response) =>
    void response.writeHead(status).end(JSON.stringify(info));

const open = async (answer: Answer) => {
  server = await honestServer(answer);
  const logged: unknown[] = [];
  const context = contextOn(server, { store: wixStore, credentials: wixCredentials, logged });
  const clock = { now: NOW };
  const calls: TokenCalls = {
    fetch: context.fetch,
    log: context.log,
    now: () => clock.now,
    storeSecret: async () => null,
  };
  const adapter = createWix(WIX_APP);
  return { adapter, calls, clock, logged, received: server.received };
};

const ACCESS_TOKEN = `OauthNG.JWS.${'e30'.repeat(10)}.e30.abc`;

describe('an access token shown by the dashboard', () => {
  it('is asked about, and opens the store of its instance', async () => {
    const { adapter, calls, received } = await open(telling(INFO));
    expect(await adapter.embedding!.readToken(ACCESS_TOKEN, calls)).toEqual({
      storeKey: INSTANCE,
      userId: 'user-1',
      expiresAt: later(3_600_000),
    });
    expect(received[0]).toMatchObject({ method: 'POST', url: '/oauth2/token-info' });
    expect(JSON.parse(received[0]!.body)).toEqual({ token: ACCESS_TOKEN });
  });

  it.each([
    ['of another app', { clientId: 'another' }],
    ['without an app', { clientId: null }],
    ['that is over', { active: false }],
    ['that ended', { exp: String(inSeconds(NOW)) }],
    ['without an end', { exp: null }],
    ['of no instance', { instanceId: null }],
    ['of a visitor of the site', { subjectType: 'VISITOR' }],
    ['of a member of the site', { subjectType: 'MEMBER' }],
    ['of nobody known', { subjectType: null }],
  ])('%s opens nothing', async (_, changed) => {
    const { adapter, calls } = await open(telling({ ...INFO, ...changed }));
    expect(await adapter.embedding!.readToken(ACCESS_TOKEN, calls)).toBeNull();
  });

  it.each([400, 401, 404, 429, 500])('opens nothing when Wix answers %i', async (status) => {
    const { adapter, calls } = await open(telling(INFO, status));
    expect(await adapter.embedding!.readToken(ACCESS_TOKEN, calls)).toBeNull();
  });

  it('is asked about once a minute, however many calls carry it', async () => {
    const { adapter, calls, clock, received } = await open(telling(INFO));
    const read = () => adapter.embedding!.readToken(ACCESS_TOKEN, calls);
    const owners = await Promise.all([read(), read(), read()]);
    await read();
    expect(new Set(owners.map((owner) => owner?.storeKey))).toEqual(new Set([INSTANCE]));
    expect(received).toHaveLength(1);
    clock.now = later(61_000);
    await read();
    expect(received).toHaveLength(2);
  });

  it('that is refused is not asked about again at once, but one that was not judged is', async () => {
    const refused = await open(telling({}, 400));
    await refused.adapter.embedding!.readToken(ACCESS_TOKEN, refused.calls);
    await refused.adapter.embedding!.readToken(ACCESS_TOKEN, refused.calls);
    expect(refused.received).toHaveLength(1);
    await server?.close();
    let isDown = true;
    const unsure = await open((request, response) => telling(INFO, isDown ? 500 : 200)(request, response));
    expect(await unsure.adapter.embedding!.readToken(ACCESS_TOKEN, unsure.calls)).toBeNull();
    isDown = false;
    expect(await unsure.adapter.embedding!.readToken(ACCESS_TOKEN, unsure.calls)).not.toBeNull();
    expect(JSON.stringify(unsure.logged)).not.toContain(ACCESS_TOKEN);
  });

  it('that ends within the minute is good no longer than that', async () => {
    const exp = inSeconds(later(10_000));
    const { adapter, calls, clock, received } = await open(telling({ ...INFO, exp }));
    expect(await adapter.embedding!.readToken(ACCESS_TOKEN, calls)).not.toBeNull();
    clock.now = later(11_000);
    expect(await adapter.embedding!.readToken(ACCESS_TOKEN, calls)).toBeNull();
    expect(received).toHaveLength(2);
  });

  it.each([
    '',
    'short',
    'eyJhbGciOiJIUzI1NiJ9.eyJkZXN0IjoiaHR0cHM6Ly94In0.abcdefgh',
    'rk_0123456789abcdef0123456789',
    `OauthNG.JWS.${'a'.repeat(9_000)}.b.c`,
    'OauthNG.JWS.a b\n.c.d.e.f.g',
  ])('is not what %j is: nobody is asked', async (token) => {
    const { adapter, calls, received } = await open(telling(INFO));
    expect(await adapter.embedding!.readToken(token, calls)).toBeNull();
    expect(received).toHaveLength(0);
  });
});

const instanceToken = (payload: unknown, secret = WIX_APP.appSecret): string => {
  const written = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${createHmac('sha256', secret).update(written).digest('base64url')}.${written}`;
};

const OWNER = {
  instanceId: INSTANCE,
  uid: 'owner-1',
  permissions: 'OWNER',
  signDate: '2026-11-21T12:00:00.000Z',
};

describe('the instance that a frame is opened with', () => {
  it('opens its store for a day at most, when Wix says the same', async () => {
    const { adapter, calls } = await open(
      telling({ active: true, instanceId: INSTANCE, clientId: WIX_APP.appId }),
    );
    expect(await adapter.embedding!.readToken(instanceToken(OWNER), calls)).toEqual({
      storeKey: INSTANCE,
      userId: 'owner-1',
      expiresAt: new Date('2026-11-22T12:00:00.000Z'),
    });
  });

  it.each([
    ['signed by somebody else', instanceToken(OWNER, 'guessed')],
    ['of a visitor of the site', instanceToken({ ...OWNER, permissions: '' })],
    ['of nobody', instanceToken({ ...OWNER, permissions: undefined })],
    ['without a date', instanceToken({ ...OWNER, signDate: null })],
    ['of no instance', instanceToken({ ...OWNER, instanceId: null })],
    [
      'changed',
      instanceToken(OWNER)
        .replace(/.$/, 'A')
        .replace(/\..{4}/, '.e30x'),
    ],
    ['that is no object', instanceToken('x'.repeat(20))],
  ])('%s opens nothing, and nobody is asked', async (_, token) => {
    const { adapter, calls, received } = await open(telling(INFO));
    expect(await adapter.embedding!.readToken(token, calls)).toBeNull();
    expect(received).toHaveLength(0);
  });

  it.each([
    ['another instance', { ...INFO, instanceId: 'other' }],
    ['another app', { ...INFO, clientId: 'other' }],
    ['that it is over', { ...INFO, active: false }],
  ])('opens nothing when Wix says %s', async (_, info) => {
    const { adapter, calls } = await open(telling(info));
    expect(await adapter.embedding!.readToken(instanceToken(OWNER), calls)).toBeNull();
  });

  it('of the day before yesterday opens nothing', async () => {
    const { adapter, calls } = await open(telling(INFO));
    const old = instanceToken({ ...OWNER, signDate: '2026-11-19T12:00:00.000Z' });
    expect(await adapter.embedding!.readToken(old, calls)).toBeNull();
  });

  it('tells a page that it stands in the dashboard, and of which site where that is signed', () => {
    const { opened } = createWix(WIX_APP).embedding!;
    expect(opened!({ instance: instanceToken(OWNER), viewMode: 'dashboard' })).toEqual({
      storeKey: INSTANCE,
    });
    expect(opened!({ instance: instanceToken(OWNER, 'guessed') })).toEqual({ storeKey: null });
    // As set up by the app's page, and after the instance was taken out of the address.
    expect(opened!({ frame: 'wix' })).toEqual({ storeKey: null });
    expect(opened!({ shop: 'x.myshopify.com' })).toBeNull();
    expect(opened!({ frame: 'nuvemshop' })).toBeNull();
    expect(opened!({ instance: 'one-part' })).toBeNull();
  });

  it('connects its site, since the app’s own secret is all it takes', async () => {
    const { adapter, calls } = await open(telling(INFO));
    const owner = { storeKey: INSTANCE, userId: null, expiresAt: later(1_000) };
    expect(await adapter.embedding!.grant!(ACCESS_TOKEN, owner, calls)).toEqual({
      kind: 'granted',
      externalKey: INSTANCE,
      url: null,
      credentials: { kind: 'wix_instance', instanceId: INSTANCE },
    });
  });

  it('is framed by Wix’s dashboard alone', () => {
    expect(createWix(WIX_APP).embedding!.ancestors(INSTANCE)).toEqual(['https://*.wix.com']);
  });
});

const begin = (params: Record<string, string> = {}) => {
  const sent = createWix(WIX_APP).connect!.begin({
    params,
    state: 's&1',
    appUrl: 'https://retorno.example',
  });
  return sent.kind === 'redirect' ? new URL(sent.to) : null;
};

describe('installing in a browser', () => {
  it('leads to Wix with our state, and with the token of a merchant who came from its market', () => {
    const to = begin({ token: 't/1' })!;
    expect(`${to.origin}${to.pathname}`).toBe('https://www.wix.com/installer/install');
    expect(Object.fromEntries(to.searchParams)).toEqual({
      appId: WIX_APP.appId,
      redirectUrl: 'https://retorno.example/connect/wix/callback',
      state: 's&1',
      token: 't/1',
    });
    expect(begin()!.searchParams.has('token')).toBe(false);
  });

  const finish = async (params: Record<string, string>, info: unknown = INFO, redeemed = 200) => {
    const { adapter, calls, received } = await open(({ url }, response) =>
      url === '/oauth/access'
        ? telling({ access_token: 'at-1', refresh_token: 'rt-1' }, redeemed)({} as Received, response)
        : telling(info)({} as Received, response),
    );
    return { granted: await adapter.connect!.finish({ begun: {}, params, body: null }, calls), received };
  };

  it('keeps the instance that the code proves', async () => {
    const { granted, received } = await finish({ code: 'c1', instanceId: INSTANCE });
    expect(granted).toEqual({
      kind: 'granted',
      externalKey: INSTANCE,
      url: null,
      credentials: { kind: 'wix_instance', instanceId: INSTANCE },
    });
    expect(JSON.parse(received[0]!.body)).toMatchObject({ grant_type: 'authorization_code', code: 'c1' });
    expect(JSON.parse(received[1]!.body)).toEqual({ token: 'at-1' });
  });

  it.each([
    ['no code', { instanceId: INSTANCE }, INFO, 200],
    ['no instance', { code: 'c1' }, INFO, 200],
    ['a code that is not taken', { code: 'c1', instanceId: INSTANCE }, INFO, 400],
    ['a code of one site and the name of another', { code: 'c1', instanceId: 'victim' }, INFO, 200],
    ['a code of another app', { code: 'c1', instanceId: INSTANCE }, { ...INFO, clientId: 'other' }, 200],
    ['a token that is over', { code: 'c1', instanceId: INSTANCE }, { ...INFO, active: false }, 200],
  ])('connects nothing by %s', async (...[, params, info, redeemed]) => {
    const { granted } = await finish(params, info, redeemed);
    expect(granted.kind).toBe('refused');
  });
});
