import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HonestServer, honestServer } from '../support/honest-server.ts';

let proxy: HonestServer;
beforeAll(async () => {
  proxy = await honestServer((_, response) => response.end('through the proxy'));
});
afterAll(() => proxy.close());

const script = fileURLToPath(new URL('call-by-proxy.ts', import.meta.url));

const callByProxy = async (url: string, resolvesTo: string): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, resolvesTo], {
    env: { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy.origin.replace('127.0.0.1', 'localhost') },
  });
  return JSON.parse(stdout);
};

it('a call goes by the proxy of the environment, which may itself be private', async () => {
  const result = await callByProxy('http://shop.example/path', '8.8.8.8');
  expect(result).toMatchObject({ kind: 'answered', body: 'through the proxy' });
  expect(proxy.received.map(({ url }) => url)).toEqual(['http://shop.example/path']);
});

it('a name that resolves to a private address is refused before the proxy hears of it', async () => {
  const before = proxy.received.length;
  const result = await callByProxy('http://shop.example/path', '10.0.0.1');
  expect(result).toEqual({ kind: 'refused', reason: 'the address is not public' });
  expect(proxy.received).toHaveLength(before);
});
