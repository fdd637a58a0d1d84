import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { embedding } from '../../../adapters/woocommerce/embedding.ts';
import type { TokenCalls } from '../../../src/ports/platform-work.ts';
import { silentLog } from '../../support/silent-log.ts';

const now = new Date('2026-11-21T12:00:00Z');
const nowS = now.getTime() / 1_000;
const secrets = new Map([
  ['019abc', { storeKey: 'https://sklep.example', secret: 'a'.repeat(64) }],
  ['019xyz', { storeKey: 'https://other.example', secret: 'b'.repeat(64) }],
]);
const calls: TokenCalls = {
  fetch: () => Promise.reject(new Error('a launch needs no call')),
  now: () => now,
  log: silentLog,
  storeSecret: (id) => Promise.resolve(secrets.get(id) ?? null),
};

const claims = { aud: 'retorno', store: '019abc', sub: '7', iat: nowS - 10, exp: nowS + 290 };
const launch = (change: object = {}, secret = 'a'.repeat(64)) =>
  new SignJWT({ ...claims, ...change })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(secret));

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const read = async (token: string | Promise<string>) => embedding.readToken(await token, calls);

describe('a launch from the companion plugin', () => {
  it('says which store and which user', async () => {
    expect(await read(launch())).toEqual({
      storeKey: 'https://sklep.example',
      userId: '7',
      expiresAt: new Date('2026-11-21T12:04:50Z'),
    });
  });

  it('opens no other store: its name is signed with that store’s own secret', async () => {
    expect(await read(launch({ store: '019xyz' }))).toBeNull();
    expect(await read(launch({ store: 'unknown' }))).toBeNull();
    expect(await read(launch({ store: '../019abc' }))).toBeNull();
  });

  it.each([
    ['is over', { exp: nowS - 31 }],
    ['is from the future', { iat: nowS + 600, exp: nowS + 900 }],
    ['claims to live for days', { iat: nowS - 3_600, exp: nowS + 86_400 }],
    ['has no end', { exp: undefined }],
    ['has no beginning', { iat: undefined }],
    ['names no user', { sub: undefined }],
    ['is for somebody else', { aud: 'other' }],
  ])('is nothing when it %s', async (_, change) => {
    expect(await read(launch(change))).toBeNull();
  });

  it.each(['', 'x', 'a.b.c', `${'a'.repeat(3_000)}.b.c`, '{"store":"019abc"}'])(
    'is nothing when it is %j',
    async (token) => {
      expect(await read(token)).toBeNull();
    },
  );

  it('cannot do without its signature, or with another algorithm', async () => {
    expect(await read(`${base64({ alg: 'none' })}.${base64(claims)}.`)).toBeNull();
    const longer = `${base64({ alg: 'HS512' })}.${base64(claims)}`;
    const signature = createHmac('sha512', 'a'.repeat(64)).update(longer).digest('base64url');
    expect(await read(`${longer}.${signature}`)).toBeNull();
  });
});

describe('who may frame the admin', () => {
  it('is the shop’s own origin', () => {
    expect(embedding.ancestors('https://sklep.example:8443/pl')).toEqual(['https://sklep.example:8443']);
    expect(embedding.ancestors(null)).toEqual([]);
    expect(embedding.ancestors("https://x.example; script-src 'unsafe-inline'")).toEqual([]);
  });

  it('is told by the address the plugin opens', () => {
    expect(embedding.opened!({ frame: 'wordpress', shop: 'https://sklep.example/' })).toEqual({
      storeKey: 'https://sklep.example',
    });
    expect(embedding.opened!({ shop: 'https://sklep.example' })).toBeNull();
    expect(embedding.opened!({ frame: 'wordpress', shop: 'javascript:alert(1)' })).toBeNull();
  });
});
