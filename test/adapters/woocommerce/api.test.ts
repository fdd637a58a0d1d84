import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createWooCommerce } from '../../../adapters/woocommerce/index.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { AdapterContext, Listing } from '../../../src/ports/adapter.ts';
import { type HonestServer, honestServer, type Received } from '../../support/honest-server.ts';
import { realClock } from '../../support/real-clock.ts';
import { readFixture } from '../cases.ts';
import { contextOn } from '../listing.contract.ts';
import { readAll } from '../listings.ts';
import { wooStore } from './store.ts';

const credentials = { kind: 'woocommerce_keys', consumerKey: 'ck_1', consumerSecret: 'cs_1' } as const;

let server: HonestServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const serve = async (answer: (request: Received) => { headers?: Record<string, string>; body: unknown }) => {
  server = await honestServer((request, response) => {
    const { headers = {}, body } = answer(request);
    response.writeHead(200, headers).end(JSON.stringify(body));
  });
  return contextOn(server, { store: wooStore, credentials, logged: [] });
};

const list = (context: AdapterContext, until: Date | null = null): Promise<Listing[]> =>
  readAll(createWooCommerce().orders!({ since: new Date('2026-11-21T12:00:00.700Z'), until }, context));

const asked = (at = 0) => new URL(server!.received[at]!.url, 'http://shop');

const lookup = async () => [{ address: '127.0.0.1', family: 4 }];

const orderOf = (id: number, second: number) => ({
  ...(readFixture(
    readFileSync(new URL('../../fixtures/woocommerce/order-bacs.json', import.meta.url), 'utf8'),
  ) as object),
  id,
  date_modified_gmt: `2026-11-21T12:10:${String(second).padStart(2, '0')}`,
});
const idsOf = (pages: readonly Listing[]) =>
  pages.flatMap((one) =>
    one.kind === 'page'
      ? one.observations.map((order) => ('externalId' in order ? order.externalId : ''))
      : [],
  );

describe('the order tail', () => {
  it('asks in UTC without a zone, a second wider than told at both ends', async () => {
    await list(await serve(() => ({ body: [] })), new Date('2026-11-21T13:00:00Z'));
    expect(asked().pathname).toBe('/wp-json/wc/v3/orders');
    expect(Object.fromEntries(asked().searchParams)).toEqual({
      modified_after: '2026-11-21T11:59:59',
      modified_before: '2026-11-21T13:00:01',
      dates_are_gmt: 'true',
      orderby: 'modified',
      order: 'asc',
      per_page: '100',
      page: '1',
    });
  });

  it('signs by Basic over https, with nothing secret in the address', async () => {
    await list(await serve(() => ({ body: [] })));
    expect(server!.received[0]!.headers.authorization).toBe(
      `Basic ${Buffer.from('ck_1:cs_1').toString('base64')}`,
    );
    expect(asked().search).not.toContain('ck_1');
  });

  it('signs by OAuth 1.0a over plain http, and never shows the secret', async () => {
    const context = await serve(() => ({ body: [] }));
    await list({ ...context, store: { ...wooStore, url: 'http://shop.example' } });
    expect(asked().searchParams.get('oauth_consumer_key')).toBe('ck_1');
    expect(asked().searchParams.get('oauth_signature_method')).toBe('HMAC-SHA256');
    expect(asked().searchParams.get('modified_after')).toBe('2026-11-21T11:59:59');
    expect(JSON.stringify(server!.received[0])).not.toContain('cs_1');
  });

  it('goes on to full pages where the shop does not count them, within one second by their number', async () => {
    const full = Array.from({ length: 100 }, (_, index) => orderOf(index + 1, 5));
    const context = await serve(() => ({ body: server!.received.length < 3 ? full : [orderOf(101, 5)] }));
    expect(idsOf(await list(context))).toContain('101');
    const places = [0, 1, 2].map((at) => [
      asked(at).searchParams.get('modified_after'),
      asked(at).searchParams.get('page'),
    ]);
    expect(places).toEqual([
      ['2026-11-21T11:59:59', '1'],
      ['2026-11-21T12:10:04', '1'],
      ['2026-11-21T12:10:04', '2'],
    ]);
  });

  it('overlooks none while another one changes between two pages', async () => {
    let orders = Array.from({ length: 150 }, (_, index) => orderOf(index + 1, Math.floor(index / 5)));
    const context = await serve(({ url }) => {
      const { searchParams } = new URL(url, 'http://shop');
      const from = searchParams.get('modified_after') ?? '';
      const first = (Number(searchParams.get('page')) - 1) * 100;
      const page = orders.filter(({ date_modified_gmt: at }) => at > from).slice(first, first + 100);
      const [moved, ...rest] = orders;
      if (moved?.id === 1) orders = [...rest, orderOf(1, 59)];
      return { body: page };
    });
    const ids = new Set(idsOf(await list(context)));
    expect(ids.size).toBe(150);
  });

  it('lists what it cannot read and keeps the rest', async () => {
    const context = await serve(() => ({ body: [{ code: 'x' }, null, { id: 5, status: 'processing' }] }));
    expect(await list(context)).toMatchObject([
      {
        kind: 'page',
        observations: [{ externalId: '5' }],
        unread: [{ externalId: null }, { externalId: null }],
      },
    ]);
  });

  it('keeps the path of a shop in a folder', async () => {
    const context = await serve(() => ({ body: [] }));
    await list({ ...context, store: { ...wooStore, url: 'https://shop.example/pl/' } });
    expect(asked().pathname).toBe('/pl/wp-json/wc/v3/orders');
  });

  it('is unauthorized without keys or address, without a call', async () => {
    const context = await serve(() => ({ body: [] }));
    expect(await list({ ...context, credentials: { kind: 'none' } })).toEqual([{ kind: 'unauthorized' }]);
    expect(await list({ ...context, store: { ...wooStore, url: null } })).toEqual([{ kind: 'unauthorized' }]);
    expect(server!.received).toEqual([]);
  });

  it('passes the guard: a shop at a private address is never called', async () => {
    const context = await serve(() => ({ body: [] }));
    const fetch = createOutbound({ lookup, allowPrivate: false, clock: realClock });
    for (const url of [server!.origin, `http://shop.example:${server!.port}`]) {
      const pages = await list({ ...context, fetch, store: { ...wooStore, url } });
      expect(pages).toEqual([{ kind: 'unavailable', reason: 'the address is not public' }]);
    }
    expect(server!.received).toEqual([]);
  });
});

const tells = (told: Record<string, unknown>) =>
  serve(({ url }) => ({ body: told[new URL(url, 'http://shop').pathname] ?? {} }));

describe('probe', () => {
  const answers: Record<string, unknown> = {
    '/wp-json/wc/v3/system_status': {
      environment: { version: '11.0.0', language: 'pl_PL' },
      settings: { currency: 'PLN' },
    },
    '/wp-json/wc/v3/settings/general/woocommerce_default_country': { value: 'PL:MZ' },
    '/': { name: 'Kubki &amp; co', timezone_string: 'Europe/Warsaw' },
  };

  it('tells the shop’s currency, language, zone, name and country', async () => {
    expect(await createWooCommerce().probe!(await tells(answers))).toEqual({
      ok: true,
      currency: 'PLN',
      timeZone: 'Europe/Warsaw',
      name: 'Kubki & co',
      locale: 'pl-PL',
      country: 'PL',
    });
  });

  it('makes do with what the keys may read, and believes in no zone that is none', async () => {
    const status = '/wp-json/wc/v3/system_status';
    const told = { [status]: answers[status], '/': { timezone_string: 'Mars/Olympus' } };
    expect(await createWooCommerce().probe!(await tells(told))).toMatchObject({
      ok: true,
      currency: 'PLN',
      timeZone: null,
      name: null,
      country: null,
    });
  });

  it('is not fooled by another kind of answer', async () => {
    const context = await serve(() => ({ body: 'hello' }));
    expect((await createWooCommerce().probe!(context)).ok).toBe(false);
  });
});
