import { afterAll, beforeAll, expect, test } from 'vitest';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';

let server: ServerProcess;

beforeAll(async () => {
  server = await createServerProcess({ ALLOW_PRIVATE_STORE_URLS: '1' });
});
afterAll(() => server.dispose());

test('a shop of one’s own may say where it is', { timeout: 60_000 }, async () => {
  const shop = ['store', 'add', '--platform', 'custom', '--name', 'Own'];
  const { id } = await server.run<{ id: string }>(...shop, '--url', 'https://own.example/shop/?x=1');
  const stores = await server.run<{ id: string; url: string | null }[]>('store', 'list');
  expect(stores.find((store) => store.id === id)?.url).toBe('https://own.example/shop');
  await expect(server.run(...shop, '--url', 'javascript:alert(1)')).rejects.toThrow('--url');
});

test(
  'a shop that is added again stays the same one, with its secret and its place',
  { timeout: 60_000 },
  async () => {
    const shop = ['--platform', 'woocommerce', '--url', 'http://127.0.0.1:9'];
    const keys = ['--consumer-key', 'ck_1', '--consumer-secret', 'cs_1'];
    type Added = { readonly id: string; readonly webhookSecret: string };
    const place = ['--currency', 'JPY', '--locale', 'ja', '--time-zone', 'Asia/Tokyo', '--country', 'JP'];
    const first = await server.run<Added>('store', 'add', ...shop, ...keys, ...place);
    expect(await server.run<Added>('store', 'add', ...shop, ...keys)).toEqual(first);
    const given = await server.run<Added>('store', 'add', ...shop, ...keys, '--webhook-secret', 'abc');
    expect(given).toMatchObject({ id: first.id, webhookSecret: 'abc' });
    const { key } = await server.run<{ key: string }>(
      'api-key',
      'create',
      '--store',
      first.id,
      '--scope',
      'admin',
    );
    await server.start();
    const answer = await fetch(`${server.url}/api/v1/settings`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await answer.json()).toMatchObject({
      currency: 'JPY',
      locale: 'ja',
      timeZone: 'Asia/Tokyo',
      country: 'JP',
    });
  },
);
