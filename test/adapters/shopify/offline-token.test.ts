import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopify } from '../../../adapters/shopify/index.ts';
import type { AdapterContext, Credentials } from '../../../src/ports/adapter.ts';
import { APP, openShopify, sessionToken, type ShopifyPlatform } from '../../support/shopify-platform.ts';
import { silentLog } from '../../support/silent-log.ts';
import { shopifyStore } from './store.ts';

const START = new Date('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const { embedding, renewal } = createShopify({ clientId: APP.clientId, secrets: [APP.secret] });
let now: Date;
let platform: ShopifyPlatform;
beforeEach(async () => {
  now = START;
  platform = await openShopify(() => now);
});
afterEach(() => platform.close());

const calls = () => ({ fetch: platform.fetch, now: () => now, log: silentLog });
const grant = (token = sessionToken(now)) =>
  embedding!.grant!(token, { storeKey: 'loja.myshopify.com', userId: null, expiresAt: now }, calls());
const renew = (credentials: Credentials) => {
  const context: AdapterContext = { ...calls(), credentials, store: shopifyStore };
  return renewal!.renew(context);
};
const granted = async (): Promise<Credentials> => {
  const answer = await grant();
  if (answer.kind !== 'granted') throw new Error(answer.kind);
  return answer.credentials;
};

describe('token exchange', () => {
  it('makes the shop’s own expiring token of a session token', async () => {
    expect(await grant()).toEqual({
      kind: 'granted',
      externalKey: 'loja.myshopify.com',
      url: 'https://loja.myshopify.com',
      credentials: {
        kind: 'shopify_offline',
        accessToken: 'shpat_1',
        expiresAtMs: START.getTime() + HOUR,
        refreshToken: 'shprt_1',
        refreshEndsAtMs: START.getTime() + 90 * DAY,
        scope: 'read_orders,read_customers,read_products,write_discounts',
      },
    });
    expect(JSON.parse(platform.server.received[0]!.body)).toMatchObject({
      client_id: APP.clientId,
      client_secret: APP.secret,
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      expiring: '1',
    });
  });

  it('is refused for a stale token, in Shopify’s own word', async () => {
    const stale = sessionToken(now);
    now = new Date(START.getTime() + 2 * 60_000);
    expect(await grant(stale)).toEqual({ kind: 'refused', reason: 'invalid_subject_token' });
  });

  it('takes a token without an end for what it is, and a pair without its times as documented', async () => {
    const answers = [{ access_token: 'shpat_x' }, { access_token: 'shpat_x', refresh_token: 'shprt_x' }];
    platform.shop.answer = (_, response) => response.end(JSON.stringify(answers.shift()));
    expect(await granted()).toEqual({ kind: 'shopify_token', accessToken: 'shpat_x' });
    expect(await granted()).toMatchObject({ expiresAtMs: START.getTime() + HOUR });
  });

  it.each([
    ['an error', 500, '{}'],
    ['a redirect', 302, ''],
    ['nothing', 200, ''],
    ['no token', 200, '{"access_token":null}'],
    ['a page', 200, '<html>'],
    ['a page of a firewall’s', 403, '\n<!DOCTYPE html>'],
    ['a wrong secret', 400, '{"error":"invalid_client"}'],
  ])('says that there is no answer on %s', async (_, status, body) => {
    platform.shop.answer = (__, response) => void response.writeHead(status).end(body);
    expect((await grant()).kind).toBe('unavailable');
  });

  it('repeats nothing that Shopify writes', async () => {
    platform.shop.answer = (_, response) =>
      void response.writeHead(400).end(JSON.stringify({ error: 'shpss_of_the_app Ana!' }));
    expect(await grant()).toEqual({ kind: 'refused', reason: 'http_400' });
  });
});

describe('renewal', () => {
  it('is due five minutes before the token ends; tokens that do not end have none', async () => {
    expect(renewal!.renewAt(await granted())).toEqual(new Date(START.getTime() + 55 * 60_000));
    expect(renewal!.renewAt({ kind: 'shopify_token', accessToken: 'x' })).toBeNull();
    expect(renewal!.renewAt({ kind: 'shopify_client', clientId: 'a', clientSecret: 'b' })).toBeNull();
  });

  it('brings a new pair and another ninety days', async () => {
    const first = await granted();
    now = new Date(START.getTime() + 60 * DAY);
    const renewed = await renew(first);
    expect(renewed).toMatchObject({
      kind: 'renewed',
      credentials: {
        accessToken: 'shpat_2',
        refreshToken: 'shprt_2',
        refreshEndsAtMs: START.getTime() + 150 * DAY,
      },
    });
  });

  it('works again with the old token when an answer was lost', async () => {
    const first = await granted();
    platform.shop.answer = (request, response) => {
      platform.tokens.grant(request);
      response.destroy();
    };
    expect((await renew(first)).kind).toBe('unavailable');
    platform.shop.answer = null;
    expect((await renew(first)).kind).toBe('renewed');
  });

  it('is over after ninety days, without a call', async () => {
    const first = await granted();
    now = new Date(START.getTime() + 90 * DAY);
    expect((await renew(first)).kind).toBe('lapsed');
    expect(platform.calls).toEqual(['token-exchange']);
  });

  it('is over when Shopify refuses: the app was taken out', async () => {
    const first = await granted();
    platform.shop.isInstalled = false;
    expect(await renew(first)).toEqual({
      kind: 'lapsed',
      reason: 'Shopify refuses to renew it (app_not_installed)',
    });
  });

  it.each([
    ['an error', 500],
    ['too many calls', 429],
    ['an unpaid shop', 402],
  ])('is not over on %s', async (_, status) => {
    const first = await granted();
    platform.shop.answer = (__, response) => void response.writeHead(status).end('{}');
    expect(['unavailable', 'rate_limited']).toContain((await renew(first)).kind);
  });
});

describe('an offline token', () => {
  it('is what the shop is read with', async () => {
    const adapter = createShopify();
    const context = { ...calls(), credentials: await granted(), store: shopifyStore };
    expect(await adapter.probe!(context)).toMatchObject({
      ok: true,
      name: 'Loja da Ana',
      country: 'BR',
      url: 'https://loja.example.com',
      scopes: ['read_orders', 'write_customers'],
    });
    now = new Date(START.getTime() + HOUR);
    expect(await adapter.probe!(context)).toEqual({ ok: false, reason: 'Shopify refuses the credentials' });
  });
});
