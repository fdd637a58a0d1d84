import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { idsIn, readAll } from '../listings.ts';
import { closeNuvemshop, openNuvemshop as open, type Answer } from './server.ts';
import { nuvemCredentials, nuvemFixture, nuvemStore } from './store.ts';

afterEach(closeNuvemshop);

const since = new Date('2026-11-21T11:00:00Z');
const nothingHere = (response: ServerResponse) =>
  response
    .writeHead(404, { 'x-total-count': '0' })
    .end('{"code":404,"message":"Not Found","description":"Last page is 0"}');

describe('calls', () => {
  it('say who we are and carry the token as the API’s reference writes it', async () => {
    const { adapter, context, received } = await open((_, response) => nothingHere(response));
    await readAll(adapter.orders!({ since, until: null }, context));
    expect(received[0]!.headers).toMatchObject({
      authentication: 'bearer canary-token',
      'user-agent': 'Retorno (dev@retorno.example)',
    });
    expect(received[0]!.headers.authorization).toBeUndefined();
  });

  it('write the token the other way when the first is refused, and remember what worked', async () => {
    const { adapter, context, received } = await open((request, response) => {
      if (request.headers.authorization === 'Bearer canary-token') response.writeHead(200).end('[]');
      else response.writeHead(401).end('{"error":"Invalid access token"}');
    });
    expect(await readAll(adapter.orders!({ since, until: null }, context))).toMatchObject([{ kind: 'page' }]);
    await readAll(adapter.orders!({ since, until: null }, context));
    expect(received.map(({ headers }) => headers.authorization !== undefined)).toEqual([false, true, true]);
    expect(received[1]!.headers['authentication']).toBeUndefined();
  });

  it('need a token of this platform and a store id that is one', async () => {
    const { adapter, context, received } = await open((_, response) => nothingHere(response), {
      kind: 'none',
    });
    expect(await readAll(adapter.carts!({ since, until: null }, context))).toEqual([
      { kind: 'unauthorized' },
    ]);
    const elsewhere = {
      ...context,
      credentials: nuvemCredentials,
      store: { ...nuvemStore, externalKey: '1/../2' },
    };
    expect(await readAll(adapter.carts!({ since, until: null }, elsewhere))).toEqual([
      { kind: 'unauthorized' },
    ]);
    expect(received).toHaveLength(0);
  });

  it('wait for the bucket when the last call used it up', async () => {
    let now = new Date('2026-11-21T12:00:00Z');
    const { adapter, context, received } = await open((_, response) =>
      response.writeHead(200, { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1500' }).end('[]'),
    );
    const moving = { ...context, now: () => now };
    await readAll(adapter.orders!({ since, until: null }, moving));
    const refused = await readAll(adapter.orders!({ since, until: null }, moving));
    expect(refused).toEqual([{ kind: 'rate_limited', retryAfterMs: 1500 }]);
    expect(received).toHaveLength(1);
    now = new Date('2026-11-21T12:00:01.500Z');
    expect(await readAll(adapter.orders!({ since, until: null }, moving))).toMatchObject([{ kind: 'page' }]);
  });

  it('read the wait of a 429 in milliseconds', async () => {
    const { adapter, context } = await open((_, response) =>
      response.writeHead(429, { 'x-rate-limit-reset': '2500' }).end(),
    );
    expect(await readAll(adapter.carts!({ since, until: null }, context))).toEqual([
      { kind: 'rate_limited', retryAfterMs: 2500 },
    ]);
  });
});

describe.each(['orders', 'carts'] as const)('the list of %s', (kind) => {
  const list = async (answer: Answer, request = { since, until: null as Date | null }) => {
    const { adapter, context, received } = await open(answer);
    return { pages: await readAll(adapter[kind]!(request, context)), received };
  };

  it('is empty when the platform answers 404 "Last page is 0"', async () => {
    const { pages } = await list((_, response) => nothingHere(response));
    expect(pages).toEqual([{ kind: 'page', observations: [], unread: [] }]);
  });

  it('is no answer when the address itself is unknown', async () => {
    const { pages } = await list((_, response) => response.writeHead(404).end('{"code":404}'));
    expect(pages).toEqual([{ kind: 'unavailable', reason: 'Nuvemshop answered 404' }]);
  });

  it('ends at the page past the last one', async () => {
    const { pages } = await list((_, response, asked) => {
      if (asked > 0) response.writeHead(404).end('{"description":"Last page is 1"}');
      else response.writeHead(200, { 'x-total-count': '2' }).end(JSON.stringify([item(kind, 1)]));
    });
    expect(idsIn(pages)).toEqual(['1']);
    expect(pages.map((page) => page.kind)).toEqual(['page']);
  });

  it('goes on by the total where pages are cut shorter than asked for', async () => {
    const { pages, received } = await list((_, response, asked) =>
      response.writeHead(200, { 'x-total-count': '3' }).end(JSON.stringify([item(kind, asked + 1)])),
    );
    expect(idsIn(pages)).toEqual(['1', '2', '3']);
    expect(received.map(({ url }) => new URL(url, 'http://x').searchParams.get('page'))).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('follows where Link leads, but never to another host', async () => {
    const { pages, received } = await list((_, response, asked) => {
      const link = asked === 0 ? { link: '<https://evil.example/x?page=2&cursor=abc>; rel="next"' } : {};
      response.writeHead(200, link).end(JSON.stringify([item(kind, asked + 1)]));
    });
    expect(idsIn(pages)).toEqual(['1', '2']);
    expect(received[1]!.url).toMatch(/^\/2025-03\/1234567\/\w+\?.*cursor=abc/);
  });

  it('does not turn in circles', async () => {
    const { received } = await list((_, response) =>
      response.writeHead(200, { link: '<?page=1>; rel="next"' }).end(JSON.stringify([item(kind, 1)])),
    );
    expect(received).toHaveLength(1);
  });

  it('says that a store is paused for want of payment, and ends', async () => {
    const { pages } = await list((_, response) =>
      response.writeHead(402).end('{"error":"Payment Required"}'),
    );
    expect(pages).toMatchObject([
      { kind: 'page', observations: [{ kind: 'store', change: 'paused' }] },
      { kind: 'unavailable', reason: 'the store is paused at Nuvemshop (402)' },
    ]);
  });

  it('keeps the readable items of a page', async () => {
    const { pages } = await list((_, response) =>
      response.writeHead(200).end(JSON.stringify([null, 7, {}, item(kind, 1)])),
    );
    expect(idsIn(pages)).toEqual(['1']);
    expect(pages).toMatchObject([{ unread: [{ externalId: null }, {}, {}] }]);
  });
});

const item = (kind: 'orders' | 'carts', id: number): Record<string, unknown> => ({
  ...nuvemFixture(kind === 'orders' ? 'order' : 'checkout'),
  id,
});

describe('the order tail', () => {
  it('asks for what changed, in whole seconds and a little wider', async () => {
    const { adapter, context, received } = await open((_, response) => nothingHere(response));
    const until = new Date('2026-11-21T11:30:00.700Z');
    await readAll(adapter.orders!({ since: new Date('2026-11-21T11:00:00.400Z'), until }, context));
    const { pathname, searchParams } = new URL(received[0]!.url, 'http://x');
    expect(pathname).toBe('/2025-03/1234567/orders');
    expect(Object.fromEntries(searchParams)).toEqual({
      updated_at_min: '2026-11-21T10:59:59+00:00',
      updated_at_max: '2026-11-21T11:30:01+00:00',
      status: 'any',
      page: '1',
      per_page: '200',
    });
  });

  it('reads a window in halves when it holds more than the API lists', async () => {
    const changed = Array.from({ length: 12_000 }, (_, at) => since.getTime() + at * 300);
    const { adapter, context } = await open((request, response) => {
      const { searchParams } = new URL(request.url, 'http://x');
      const from = Date.parse(searchParams.get('updated_at_min')!);
      const to = Date.parse(searchParams.get('updated_at_max') ?? '2099-01-01T00:00:00Z');
      const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))];
      if (page * size > 10_000) return void response.writeHead(422).end('{}');
      const within = changed.flatMap((at, id) => (at >= from && at <= to ? [id + 1] : []));
      if (within.length === 0) return void nothingHere(response);
      const items = within.slice((page - 1) * size, page * size).map((id) => ({ id, updated_at: null }));
      response.writeHead(200, { 'x-total-count': String(within.length) }).end(JSON.stringify(items));
    });
    const now = () => new Date(since.getTime() + 4_000_000);
    const pages = await readAll(adapter.orders!({ since, until: null }, { ...context, now }));
    expect(pages.filter((page) => page.kind !== 'page')).toEqual([]);
    expect(new Set(idsIn(pages)).size).toBe(12_000);
  });
});

const now = () => new Date('2026-11-21T12:10:00Z');
const checkout = (id: number, updated_at: string, created_at = updated_at) => ({
  ...nuvemFixture('checkout'),
  id,
  created_at,
  updated_at,
});

describe('polling carts', () => {
  it('reads three days back, since a checkout surfaces late and among older ones', async () => {
    const { adapter, context } = await open((_, response) =>
      response
        .writeHead(200)
        .end(
          JSON.stringify([
            checkout(9, '2026-11-21T05:00:00+0000'),
            checkout(3, '2026-11-18T13:00:00+0000'),
            checkout(8, '2026-11-18T11:00:00+0000'),
            checkout(1, '2026-11-21T04:00:00+0000', '2026-10-30T04:00:00+0000'),
          ]),
        ),
    );
    const pages = await readAll(adapter.carts!({ since, until: null }, { ...context, now }));
    expect(idsIn(pages)).toEqual(['9', '3', '1']);
  });

  it('goes back further when asked to', async () => {
    const { adapter, context } = await open((_, response) =>
      response.writeHead(200).end(JSON.stringify([checkout(8, '2026-11-01T11:00:00+0000')])),
    );
    const request = { since: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-11-02T00:00:00Z') };
    expect(idsIn(await readAll(adapter.carts!(request, { ...context, now })))).toEqual(['8']);
  });

  it('stops at the first page that is too old, when the list runs backwards', async () => {
    const { adapter, context, received } = await open((_, response, asked) => {
      const day = String(21 - asked * 5).padStart(2, '0');
      const items = [
        checkout(2, `2026-11-${day}T08:00:00+0000`),
        checkout(1, `2026-11-${day}T07:00:00+0000`),
      ];
      response.writeHead(200, { 'x-total-count': '8' }).end(JSON.stringify(items));
    });
    await readAll(adapter.carts!({ since, until: null }, { ...context, now }));
    expect(received).toHaveLength(2);
  });

  it('reads on when the list runs forwards, the newest standing last', async () => {
    const { adapter, context } = await open((_, response, asked) => {
      const day = ['01', '10', '21'][asked]!;
      const items = [
        checkout(1, `2026-11-${day}T07:00:00+0000`),
        checkout(asked + 2, `2026-11-${day}T08:00:00+0000`),
      ];
      response.writeHead(200, { 'x-total-count': '6' }).end(JSON.stringify(items));
    });
    const pages = await readAll(adapter.carts!({ since, until: null }, { ...context, now }));
    expect(idsIn(pages)).toEqual(['1', '4']);
  });
});

describe('the probe', () => {
  it('tells the store’s name, currency, language and the zone of its country', async () => {
    const { adapter, context, received } = await open((_, response) =>
      response.writeHead(200).end(JSON.stringify(nuvemFixture('store'))),
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
    expect(received[0]!.url).toBe('/2025-03/1234567/store');
  });

  it.each([
    [401, 'Nuvemshop refuses the access token'],
    [402, 'the store is paused at Nuvemshop (402)'],
    [429, 'Nuvemshop asks for patience'],
    [404, 'Nuvemshop has no such store'],
    [500, 'Nuvemshop answered 500'],
  ])('says why not on %i', async (status, reason) => {
    const { adapter, context } = await open((_, response) => response.writeHead(status).end('{}'));
    expect(await adapter.probe!(context)).toEqual({ ok: false, reason });
  });
});
