import type { ServerResponse } from 'node:http';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import type { WantedCoupon } from '../../../src/ports/platform-work.ts';
import { type HonestServer, honestServer, type Received } from '../../support/honest-server.ts';
import { contextOn } from '../listing.contract.ts';
import { nuvemApp, nuvemCredentials, nuvemStore } from './store.ts';

let server: HonestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

type Answer = (request: Received, response: ServerResponse, asked: number) => void;

const open = async (answer: Answer) => {
  let asked = 0;
  await server?.close();
  server = await honestServer((request, response) => answer(request, response, asked++));
  const logged: unknown[] = [];
  const given = { store: nuvemStore, credentials: nuvemCredentials, logged, timeoutMs: 10_000 };
  return { adapter: createNuvemshop(nuvemApp), context: contextOn(server, given), received: server.received };
};
const json = (response: ServerResponse, body: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const nothing = (response: ServerResponse): void => json(response, { description: 'Last page is 0' }, 404);

const finish = async (body: unknown, params: Record<string, string> = { code: 'abc123' }, status = 200) => {
  const { adapter, context, received } = await open((_, response) => json(response, body, status));
  const granted = await adapter.connect!.finish({ begun: {}, params, body: null }, context);
  return { granted, received };
};

describe('connecting', () => {
  const token = { access_token: 'new-token', token_type: 'bearer', scope: 'read_orders,write_coupons' };

  it('sends the merchant to the app’s consent page with our state', () => {
    const sent = createNuvemshop(nuvemApp).connect!.begin({
      params: {},
      state: 'a-_b c&d',
      appUrl: 'https://retorno.example',
    });
    expect(sent).toEqual({
      kind: 'redirect',
      to: 'https://www.tiendanube.com/apps/4321/authorize?state=a-_b%20c%26d',
    });
  });

  it.each([
    ['a number', { ...token, user_id: 1234567 }],
    ['text', { ...token, user_id: '1234567' }],
    ['by another name', { ...token, store_id: 1234567 }],
  ])('takes a store’s id that is written as %s', async (_, body) => {
    const { granted, received } = await finish(body);
    expect(granted).toEqual({
      kind: 'granted',
      externalKey: '1234567',
      url: null,
      credentials: { kind: 'nuvemshop_token', accessToken: 'new-token' },
    });
    expect(received[0]).toMatchObject({ method: 'POST', url: '/apps/authorize/token' });
    expect(received[0]!.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received[0]!.body)).toEqual({
      client_id: '4321',
      client_secret: 'canary-client-secret',
      grant_type: 'authorization_code',
      code: 'abc123',
    });
  });

  it('knows a refusal under a status of success', async () => {
    const { granted } = await finish({ error: 'invalid_grant', error_description: 'used <b>already</b>' });
    expect(granted).toEqual({ kind: 'refused', reason: 'Nuvemshop refuses the code (invalid_grant)' });
  });

  it('refuses a token that may not read orders', async () => {
    const { granted } = await finish({ ...token, scope: 'read_products', user_id: 1 });
    expect(granted.kind).toBe('refused');
  });

  it.each([
    ['no code', {}],
    ['a hostile code', { code: '"}{' }],
    ['the merchant’s refusal', { error: 'access_denied' }],
  ])('asks nobody about %s', async (_, params) => {
    const { granted, received } = await finish({ ...token, user_id: 1 }, params);
    expect(granted.kind).toBe('refused');
    expect(received).toEqual([]);
  });

  it.each([
    null,
    [],
    'ok',
    {},
    { ...token, user_id: '../12' },
    { ...token, user_id: 1, access_token: '' },
    { ...token, user_id: { a: 1 } },
  ])('takes %j for no token', async (body) => {
    expect((await finish(body)).granted.kind).toBe('refused');
  });
});

describe('webhooks', () => {
  const address = 'https://retorno.example/webhooks/nuvemshop';
  const wanted = { appUrl: 'https://retorno.example', address, secret: null };
  type Hook = { id: number; event: string; url: string };

  /** The platform's list, as it is told of changes. */
  const platform = (hooks: Hook[]): Answer => {
    let ids = 100;
    return ({ method, url, body }, response) => {
      const id = Number(/webhooks\/(\d+)/.exec(url)?.[1]);
      if (method === 'GET') return hooks.length === 0 ? nothing(response) : json(response, hooks);
      if (method === 'DELETE') {
        hooks.splice(
          hooks.findIndex((hook) => hook.id === id),
          1,
        );
        return json(response, {});
      }
      ids += 1;
      hooks.push({ id: ids, ...(JSON.parse(body) as { event: string; url: string }) });
      return json(response, hooks.at(-1), 201);
    };
  };

  it('are made once, for orders and for the app, and never doubled', async () => {
    const hooks: Hook[] = [];
    const { adapter, context } = await open(platform(hooks));
    const first = await adapter.webhooks!.keep(wanted, context);
    expect(first).toMatchObject({ kind: 'kept', removed: [] });
    const events = hooks.map(({ event }) => event);
    expect(events).toEqual(expect.arrayContaining(['order/created', 'order/updated', 'order/paid']));
    expect(events).toEqual(expect.arrayContaining(['app/uninstalled', 'app/suspended', 'app/resumed']));
    expect(new Set(events).size).toBe(events.length);

    expect(await adapter.webhooks!.keep(wanted, context)).toMatchObject({ made: [], removed: [] });
    expect(hooks).toHaveLength(events.length);
  });

  it('that are doubled go, and those of others are left alone', async () => {
    const hooks: Hook[] = [
      { id: 1, event: 'order/created', url: address },
      { id: 2, event: 'order/created', url: address },
      { id: 3, event: 'product/updated', url: address },
      { id: 4, event: 'order/created', url: 'https://somebody.example/webhooks/nuvemshop' },
    ];
    const { adapter, context } = await open(platform(hooks));
    const kept = await adapter.webhooks!.keep(wanted, context);
    expect(kept).toMatchObject({ removed: ['order/created', 'product/updated'] });
    expect(hooks.map(({ id }) => id)).toEqual(expect.arrayContaining([1, 4]));
    expect(hooks.map(({ id }) => id)).not.toContain(2);
  });

  it('need an address that the platform takes', async () => {
    const { adapter, context, received } = await open((_, response) => nothing(response));
    const kept = await adapter.webhooks!.keep({ ...wanted, address: 'http://localhost:3000/x' }, context);
    expect(kept.kind).toBe('unavailable');
    expect(received).toEqual([]);
  });

  it('wait while the store is paused', async () => {
    const { adapter, context } = await open((_, response) => json(response, {}, 402));
    expect(await adapter.webhooks!.keep(wanted, context)).toMatchObject({ kind: 'unavailable' });
  });
});

const applyIt = async (answer: Answer, cartId = '989339794') => {
  const { adapter, context, received } = await open(answer);
  return {
    applied: await adapter.coupons!.applyTo!({ cartId, code: 'VOLTA-7K' }, context),
    received,
  };
};

const refusing =
  (known: readonly unknown[]): Answer =>
  ({ method }, response) =>
    method === 'POST'
      ? json(response, { code: 422, description: 'x', value: ['<script>'] }, 422)
      : known.length === 0
        ? nothing(response)
        : json(response, known);

describe('coupons', () => {
  const coupon: WantedCoupon = {
    code: 'VOLTA-7K',
    title: 'Recovery',
    benefit: { kind: 'percent', percent: 10 },
    minimumTotal: { minor: 5000, currency: 'BRL' },
    startsAt: new Date('2026-11-21T12:00:00Z'),
    // Already the 23rd in UTC, still the 22nd in the shop.
    endsAt: new Date('2026-11-23T01:00:00Z'),
  };
  const create = async (answer: Answer, over: Partial<WantedCoupon> = {}) => {
    const { adapter, context, received } = await open(answer);
    return { made: await adapter.coupons!.create({ ...coupon, ...over }, context), received };
  };

  it('are for one order, and end on the day of the shop on which they are promised to', async () => {
    const made = await create((_, response) => json(response, { id: 55, code: 'VOLTA-7K' }, 201));
    expect(made.made).toEqual({ kind: 'made', code: 'VOLTA-7K', externalId: '55' });
    expect(JSON.parse(made.received[0]!.body)).toEqual({
      code: 'VOLTA-7K',
      type: 'percentage',
      value: '10',
      max_uses: 1,
      min_price: '50.00',
      start_date: '2026-11-21',
      end_date: '2026-11-22',
    });
  });

  it.each([
    [
      { kind: 'amount', amount: { minor: 1990, currency: 'BRL' } },
      { type: 'absolute', value: '19.90' },
    ],
    [{ kind: 'free_shipping' }, { type: 'shipping' }],
  ] as const)('of the kind %j are written as the platform does', async (benefit, written) => {
    const { received } = await create((_, response) => json(response, { id: 5 }, 201), { benefit });
    expect(JSON.parse(received[0]!.body)).toMatchObject(written);
  });

  it('that stand already are told as taken, and what the platform does not want as refused', async () => {
    expect((await create(refusing([{ id: 9, code: 'volta-7k' }]))).made).toEqual({ kind: 'taken' });
    expect((await create(refusing([{ id: 9, code: 'OTHER' }]))).made.kind).toBe('refused');
    const { made } = await create(refusing([]));
    expect(made).toEqual({ kind: 'refused', reason: 'Nuvemshop refuses it (422, value)' });
  });

  it('in another currency than the store’s are not made', async () => {
    const { made, received } = await create((_, response) => json(response, {}), {
      benefit: { kind: 'amount', amount: { minor: 100, currency: 'ARS' } },
    });
    expect(made.kind).toBe('refused');
    expect(received).toEqual([]);
  });

  describe('put into a checkout', () => {
    it('are named by their id', async () => {
      const { applied, received } = await applyIt(({ method }, response) =>
        json(response, method === 'GET' ? [{ id: 55, code: 'VOLTA-7K' }] : {}),
      );
      expect(applied).toEqual({ kind: 'applied' });
      expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
        'GET /2025-03/1234567/coupons?code=VOLTA-7K&per_page=10',
        'POST /2025-03/1234567/checkouts/989339794/coupon',
      ]);
      expect(JSON.parse(received[1]!.body)).toEqual({ coupon_id: 55 });
    });

    it('do not replace one that is there', async () => {
      const { applied } = await applyIt(({ method }, response) =>
        method === 'GET'
          ? json(response, [{ id: 55, code: 'VOLTA-7K' }])
          : json(response, { description: 'The checkout already has an assigned coupon.' }, 422),
      );
      expect(applied.kind).toBe('refused');
    });

    it('are looked for in nobody’s else checkout', async () => {
      for (const cartId of ['../1', '1/../2', '', 'abc', '1?x=2']) {
        const { applied, received } = await applyIt((_, response) => json(response, []), cartId);
        expect(applied.kind).toBe('refused');
        expect(received).toEqual([]);
      }
    });
  });
});

const tokenOf = (claims: Record<string, unknown>, secret = nuvemApp.clientSecret, alg = 'HS256') =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

describe('the embedded admin', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const calls = {
    fetch: () => Promise.reject(new Error('nobody is asked')),
    now: () => now,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    storeSecret: () => Promise.resolve(null),
  };
  const at = (seconds: number) => Math.floor(now.getTime() / 1_000) + seconds;
  const read = (token: string, app = nuvemApp) => createNuvemshop(app).embedding!.readToken(token, calls);

  it('knows the store by a token of the app’s secret', async () => {
    expect(await read(await tokenOf({ storeId: 1234567, exp: at(60) }))).toEqual({
      storeKey: '1234567',
      userId: null,
      expiresAt: new Date(now.getTime() + 60_000),
    });
    expect(await read(await tokenOf({ storeId: '1234567' }))).toMatchObject({ storeKey: '1234567' });
  });

  it('refuses what is over, not yet, or too old to have been given for this call', async () => {
    expect(await read(await tokenOf({ storeId: '1', exp: at(-11) }))).toBeNull();
    expect(await read(await tokenOf({ storeId: '1', nbf: at(11) }))).toBeNull();
    expect(await read(await tokenOf({ storeId: '1', iat: at(-25 * 3_600) }))).toBeNull();
  });

  it('refuses another secret, another algorithm, none, and the one of its developer mode', async () => {
    expect(await read(await tokenOf({ storeId: '1' }, 'another'))).toBeNull();
    expect(await read(await tokenOf({ storeId: '1' }, 'THE_SECRET'))).toBeNull();
    expect(await read(await tokenOf({ storeId: '1' }, nuvemApp.clientSecret.repeat(3), 'HS512'))).toBeNull();
    const long = nuvemApp.clientSecret.repeat(4);
    const app = { ...nuvemApp, clientSecret: long };
    expect(await read(await tokenOf({ storeId: '1' }, long, 'HS512'), app)).toBeNull();
    expect(await read(new UnsecuredJWT({ storeId: '1' }).encode())).toBeNull();
  });

  it('refuses tokens that name no store, and every token while the app’s secret is not set', async () => {
    for (const storeId of [undefined, null, '', 0, 'x', { a: 1 }, '1 or 1', '9'.repeat(21)])
      expect(await read(await tokenOf({ storeId }))).toBeNull();
    expect(await read(await tokenOf({ storeId: '1' }), { ...nuvemApp, clientSecret: '' })).toBeNull();
  });

  it('may be framed by the platform’s own hosts only', () => {
    const ancestors = createNuvemshop(nuvemApp).embedding!.ancestors('1234567');
    expect(ancestors.length).toBeGreaterThan(0);
    for (const origin of ancestors) expect(origin).toMatch(/^https:\/\/\*\.[a-z.]+$/);
  });
});
