import { describe, expect, it } from 'vitest';
import { createReadSessionToken } from '../../../adapters/shopify/session-token.ts';
import { APP, sessionToken } from '../../support/shopify-platform.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const seconds = (count: number): Date => new Date(NOW.getTime() + count * 1_000);
const at = (count: number): number => NOW.getTime() / 1_000 + count;

const read = createReadSessionToken({ clientId: APP.clientId, secrets: [APP.secret, 'shpss_before'] });
const judge = (token: string, now = NOW) => read(token, { now: () => now });

describe('a session token', () => {
  it('names its shop, its user and its end', async () => {
    expect(await judge(sessionToken(NOW))).toEqual({
      storeKey: 'loja.myshopify.com',
      userId: '42',
      expiresAt: seconds(60),
    });
  });

  it('may be signed with the secret before the last rotation', async () => {
    expect(await judge(sessionToken(NOW, { secret: 'shpss_before' }))).not.toBeNull();
  });

  it('lives for its minute by the clock that is handed in, with ten seconds for clocks that differ', async () => {
    const token = sessionToken(NOW);
    expect(await judge(token, seconds(69))).not.toBeNull();
    expect(await judge(token, seconds(71))).toBeNull();
    expect(await judge(token, seconds(-9))).not.toBeNull();
    expect(await judge(token, seconds(-11))).toBeNull();
  });

  it.each([
    ['signed with another secret', { secret: 'shpss_other' }],
    ['signed with nothing', { secret: '' }],
    ['of another app', { claims: { aud: 'other' } }],
    ['of several apps', { claims: { aud: ['key', 'other'] } }],
    ['of no app', { claims: { aud: undefined } }],
    ['without an end', { claims: { exp: undefined } }],
    ['without a beginning', { claims: { nbf: undefined } }],
    ['whose end is no number', { claims: { exp: '9999999999' } }],
    ['issued by another shop', { claims: { iss: 'https://other.myshopify.com/admin' } }],
    ['issued by nobody', { claims: { iss: undefined } }],
    ['issued by the shop without its admin', { claims: { iss: 'https://loja.myshopify.com' } }],
    ['for no shop', { claims: { dest: undefined } }],
    ['for another shop', { claims: { dest: 'https://other.myshopify.com' } }],
    ['over http', { claims: { dest: 'http://loja.myshopify.com' } }],
    ['for a path', { claims: { dest: 'https://loja.myshopify.com/x' } }],
    ['for a port', { claims: { dest: 'https://loja.myshopify.com:444' } }],
    ['for a user at a shop', { claims: { dest: 'https://a@loja.myshopify.com' } }],
    ['for a list of shops', { claims: { dest: ['https://loja.myshopify.com'] } }],
    ['of an unsigned kind', { header: { alg: 'none' } }],
    ['of another kind', { header: { alg: 'HS512' } }],
    ['with a condition that we do not know', { header: { crit: ['x'], x: 1 } }],
  ])('%s is nobody’s', async (_, parts) => {
    expect(await judge(sessionToken(NOW, parts))).toBeNull();
  });

  it.each([
    'evil.example',
    'loja.myshopify.com.evil.example',
    'evil.example/loja.myshopify.com',
    '-loja.myshopify.com',
    'loja.shopify.com',
    'loja.myshopify.com\n',
    'admin.shopify.com',
  ])('rightly signed for %j is nobody’s: that is no shop', async (shop) => {
    expect(await judge(sessionToken(NOW, { shop }))).toBeNull();
  });

  it('whose parts are cut, swapped or no token at all is nobody’s', async () => {
    const token = sessionToken(NOW);
    const [head, , signature] = token.split('.');
    const other = sessionToken(NOW, { shop: 'other.myshopify.com', secret: 'theirs' }).split('.')[1];
    const spoilt = [
      `${head}.${other}.${signature}`,
      `${head}..${signature}`,
      token.slice(0, -1),
      `${token}x`,
    ];
    for (const text of [...spoilt, `${head}.${other}.`, '', '.', '..', 'rt_key', 'x'.repeat(4_000)])
      expect([text, await judge(text)]).toEqual([text, null]);
  });

  it('is one shop however it is written', async () => {
    expect(await judge(sessionToken(NOW, { shop: 'LOJA.myshopify.com' }))).toMatchObject({
      storeKey: 'loja.myshopify.com',
    });
    expect(await judge(sessionToken(NOW, { claims: { exp: at(60) } }))).not.toBeNull();
  });
});
