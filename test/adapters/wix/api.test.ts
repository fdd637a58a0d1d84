import { afterEach, describe, expect, it } from 'vitest';
import { idsIn, readAll } from '../listings.ts';
import { closeWix, json, openWix as open } from './server.ts';
import { INSTANCE, WIX_APP, wixCredentials, wixFixture, wixStore } from './store.ts';

afterEach(closeWix);

const since = new Date('2026-11-21T11:00:00Z');
const until = new Date('2026-11-21T12:00:00Z');
const all = { since, until: null };
const noOrders = { orders: [], metadata: { count: 0 } };

describe('the token', () => {
  it('is made of the app’s id and secret and the instance, and carried bare', async () => {
    const { adapter, context, received } = await open((_, response) => json(response, noOrders));
    await readAll(adapter.orders!(all, context));
    expect(JSON.parse(received[0]!.body)).toEqual({
      grant_type: 'client_credentials',
      client_id: WIX_APP.appId,
      client_secret: WIX_APP.appSecret,
      instance_id: INSTANCE,
    });
    expect(received[1]!.headers.authorization).toBe('canary-token-1');
  });

  it('is asked for once, by many calls at the same time too, until shortly before it ends', async () => {
    let now = new Date('2026-11-21T12:00:00Z');
    const { adapter, context, received } = await open((_, response) => json(response, noOrders));
    const moving = { ...context, now: () => now };
    const granted = () => received.filter(({ url }) => url === '/oauth2/token').length;
    await Promise.all(Array.from({ length: 5 }, () => readAll(adapter.orders!(all, moving))));
    expect(granted()).toBe(1);
    now = new Date('2026-11-21T15:54:00Z');
    await readAll(adapter.orders!(all, moving));
    expect(granted()).toBe(1);
    now = new Date('2026-11-21T15:56:00Z');
    await readAll(adapter.orders!(all, moving));
    expect(granted()).toBe(2);
  });

  it('that was revoked is asked for anew, once', async () => {
    const { adapter, context, received } = await open((request, response) => {
      if (request.headers.authorization === 'canary-token-1') json(response, {}, 401);
      else json(response, noOrders);
    });
    expect(await readAll(adapter.orders!(all, context))).toMatchObject([{ kind: 'page' }]);
    expect(received.map(({ url }) => url.split('/').at(-1))).toEqual(['token', 'search', 'token', 'search']);
  });

  it('that is refused twice is refused', async () => {
    const { adapter, context, received } = await open((_, response) => json(response, {}, 401));
    expect(await readAll(adapter.orders!(all, context))).toEqual([{ kind: 'unauthorized' }]);
    expect(received).toHaveLength(4);
  });

  it.each([
    [400, { kind: 'unauthorized' }],
    [401, { kind: 'unauthorized' }],
    [404, { kind: 'unauthorized' }],
    [500, { kind: 'unavailable', reason: 'Wix answered 500' }],
  ])('is not granted when Wix answers %i', async (status, outcome) => {
    const { adapter, context, received } = await open(
      (_, response) => json(response, noOrders),
      wixCredentials,
      (response) => json(response, { message: 'canary' }, status),
    );
    expect(await readAll(adapter.orders!(all, context))).toEqual([outcome]);
    expect(received.every(({ url }) => url === '/oauth2/token')).toBe(true);
  });

  it('needs an instance', async () => {
    const { adapter, context, received } = await open((_, response) => json(response, noOrders), {
      kind: 'none',
    });
    expect(await readAll(adapter.orders!(all, context))).toEqual([{ kind: 'unauthorized' }]);
    expect(received).toHaveLength(0);
  });

  it('of one site is not the token of another', async () => {
    const { adapter, context, received } = await open((_, response) => json(response, noOrders));
    await readAll(adapter.orders!(all, context));
    const other = { ...context, credentials: { kind: 'wix_instance', instanceId: 'other' } as const };
    await readAll(adapter.orders!(all, other));
    expect(received.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      'canary-token-1',
      undefined,
      'canary-token-2',
    ]);
  });
});

describe.each([
  ['orders', '/ecom/v1/orders/search', 'orders', 'order', 'metadata'],
  [
    'carts',
    '/ecom/v1/abandoned-checkout/search',
    'abandonedCheckouts',
    'abandoned-checkout',
    'pagingMetadata',
  ],
] as const)('the list of %s', (...[kind, path, member, fixture, paging]) => {
  const page = (ids: readonly string[], next?: string) => ({
    [member]: ids.map((id) => ({ ...wixFixture(fixture), id })),
    [paging]: { count: ids.length, cursors: next === undefined ? {} : { next } },
  });

  it('asks for what changed within, oldest first, and follows the cursor alone', async () => {
    const { adapter, context, received } = await open((_, response, asked) =>
      json(response, asked === 0 ? page(['a', 'b'], 'to-c') : page(['c'])),
    );
    expect(idsIn(await readAll(adapter[kind]!({ since, until }, context)))).toEqual(['a', 'b', 'c']);
    const calls = received.filter(({ url }) => url !== '/oauth2/token');
    expect(calls.map(({ url, method }) => `${method} ${url}`)).toEqual([`POST ${path}`, `POST ${path}`]);
    expect(calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        search: {
          filter: { updatedDate: { $gte: since.toISOString(), $lte: until.toISOString() } },
          sort: [{ fieldName: 'updatedDate', order: 'ASC' }],
          cursorPaging: { limit: 100 },
        },
      },
      { search: { cursorPaging: { limit: 100, cursor: 'to-c' } } },
    ]);
  });

  it('is one call where nothing changed', async () => {
    const { adapter, context, received } = await open((_, response) => json(response, page([])));
    expect(await readAll(adapter[kind]!(all, context))).toEqual([
      { kind: 'page', observations: [], unread: [] },
    ]);
    expect(received.filter(({ url }) => url === path)).toHaveLength(1);
  });

  it('ends where a cursor leads to itself or to nothing', async () => {
    const turning = await open((_, response) => json(response, page(['a'], 'same')));
    expect(idsIn(await readAll(turning.adapter[kind]!(all, turning.context)))).toEqual(['a', 'a']);
    await closeWix();
    const empty = await open((_, response, asked) => json(response, page([], `next-${asked}`)));
    expect(await readAll(empty.adapter[kind]!(all, empty.context))).toHaveLength(1);
  });

  it('names what has no id and keeps the rest', async () => {
    const { adapter, context } = await open((_, response) => {
      const { [member]: items } = page(['a']);
      json(response, { [member]: [null, 1, {}, ...(items as unknown[])] });
    });
    const [read] = await readAll(adapter[kind]!(all, context));
    expect(read).toMatchObject({ kind: 'page', observations: [{ externalId: 'a' }] });
    expect(read?.kind === 'page' ? read.unread : []).toHaveLength(3);
  });

  it.each([
    [429, { 'retry-after': '3' }, { kind: 'rate_limited', retryAfterMs: 3_000 }],
    [429, {}, { kind: 'rate_limited', retryAfterMs: 15_000 }],
    [403, {}, { kind: 'unauthorized' }],
    [404, {}, { kind: 'unavailable', reason: 'Wix has no such thing' }],
    [400, {}, { kind: 'unavailable', reason: 'Wix rejected the call (400)' }],
  ] as const)('says what %i means', async (status, headers, outcome) => {
    const { adapter, context } = await open((_, response) => response.writeHead(status, headers).end('{}'));
    expect(await readAll(adapter[kind]!(all, context))).toEqual([outcome]);
  });
});

const delivery = (topic: string, entityId: string) => ({
  topic,
  body: { eventType: topic, entityId },
  receivedAt: new Date('2026-11-21T12:10:00Z'),
  store: wixStore,
});

describe('what an event only named', () => {
  it.each([
    ['wix.ecom.v1.order_approved', '/ecom/v1/orders/x-1', { order: wixFixture('order') }, 'order'],
    [
      'wix.ecom.v1.abandoned_checkout_updated',
      '/ecom/v1/abandoned-checkout/x-1',
      { abandonedCheckout: wixFixture('abandoned-checkout') },
      'cart',
    ],
  ])('by %s is asked for', async (...[topic, path, body, kind]) => {
    const { adapter, context, received } = await open((_, response) => json(response, body));
    expect(await adapter.resolve!(delivery(topic, 'x-1'), context)).toMatchObject({
      kind: 'observed',
      observations: [{ kind }],
    });
    expect(received.at(-1)!.url).toBe(path);
  });

  it('may be gone, late or nonsense', async () => {
    const topic = 'wix.ecom.v1.order_approved';
    const gone = await open((_, response) => json(response, {}, 404));
    expect((await gone.adapter.resolve!(delivery(topic, 'x'), gone.context)).kind).toBe('ignored');
    await closeWix();
    const odd = await open((_, response) => json(response, { order: [] }));
    expect((await odd.adapter.resolve!(delivery(topic, 'x'), odd.context)).kind).toBe('unavailable');
    expect((await odd.adapter.resolve!(delivery(topic, '../x'), odd.context)).kind).toBe('malformed');
  });
});

describe('the probe', () => {
  it('tells what the site is', async () => {
    const { adapter, context } = await open(({ url }, response) =>
      json(
        response,
        url === '/apps/v1/instance'
          ? { instance: { instanceId: INSTANCE }, site: { url: 'https://www.casadocafe.example/' } }
          : wixFixture('site-properties'),
      ),
    );
    expect(await adapter.probe!(context)).toEqual({
      ok: true,
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      name: 'Casa do Café',
      country: 'BR',
      locale: 'pt-BR',
      url: 'https://www.casadocafe.example',
    });
  });

  it('does without the address of a site that is not published', async () => {
    const { adapter, context } = await open(({ url }, response) =>
      json(response, url === '/apps/v1/instance' ? {} : wixFixture('site-properties'), 200),
    );
    expect(await adapter.probe!(context)).toMatchObject({ ok: true, url: null });
  });

  it.each([
    [401, 'Wix refuses the app’s credentials for this site'],
    [429, 'Wix asks for patience'],
    [500, 'Wix answered 500'],
  ])('says why not when Wix answers %i', async (status, reason) => {
    const { adapter, context } = await open((_, response) => json(response, { secret: 'canary' }, status));
    expect(await adapter.probe!(context)).toEqual({ ok: false, reason });
  });
});
