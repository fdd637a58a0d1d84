import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import { nuvemApp } from './store.ts';

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
