import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../adapters/woocommerce/connect.ts';
import { openShop, type Shop } from './shop.ts';

const state = 'p7Jm2xk9QbT4vN8sWcRzLg';

const begin = (shop: string, appUrl = 'https://app.example') =>
  connect.begin({ params: { shop }, state, appUrl });

const keys = {
  key_id: 2,
  user_id: state,
  consumer_key: `ck_${'a'.repeat(40)}`,
  consumer_secret: `cs_${'b'.repeat(40)}`,
  key_permissions: 'read_write',
};

describe('connecting a shop by WooCommerce’s own page', () => {
  it('sends the merchant to the shop with the state in user_id, and asks for keys that read and write', () => {
    const sent = begin('https://shop.example/pl/');
    expect(sent.kind).toBe('redirect');
    const to = new URL(sent.kind === 'redirect' ? sent.to : '');
    expect(to.origin + to.pathname).toBe('https://shop.example/pl/');
    expect(Object.fromEntries(to.searchParams)).toEqual({
      'wc-auth-version': '1',
      'wc-auth-route': 'authorize',
      app_name: 'Retorno',
      scope: 'read_write',
      user_id: state,
      return_url: 'https://app.example/connect/woocommerce/done',
      callback_url: 'https://app.example/connect/woocommerce/callback',
    });
  });

  it.each([
    ['shop.example', 'https://shop.example/'],
    [' https://shop.example/wp-admin/ ', 'https://shop.example/'],
    ['http://shop.example/loja', 'http://shop.example/loja/'],
  ])('understands %s', (typed, address) => {
    const sent = begin(typed);
    expect(sent.kind === 'redirect' ? sent.to.split('?')[0] : sent).toBe(address);
  });

  it.each([
    '',
    '   ',
    'javascript:alert(1)//',
    'https://user:pass@shop.example',
    'http://',
    'ftp://shop.example',
  ])('refuses %j, which is no shop', (typed) => {
    expect(begin(typed).kind).toBe('refused');
  });

  it('says why it cannot where our own address is not https', () => {
    expect(begin('https://shop.example', 'http://localhost:3000')).toMatchObject({ kind: 'refused' });
  });
});

describe('the keys that come back', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(() => shop.server.close());

  const finish = (body: unknown, named = 'https://sklep.example') =>
    connect.finish({ begun: { shop: named }, params: {}, body }, shop.context());

  it('are those of the shop that was named at the beginning', async () => {
    expect(await finish(keys)).toEqual({
      kind: 'granted',
      externalKey: 'https://sklep.example',
      url: 'https://sklep.example',
      credentials: {
        kind: 'woocommerce_keys',
        consumerKey: keys.consumer_key,
        consumerSecret: keys.consumer_secret,
      },
    });
  });

  it('are not taken when they may only read', async () => {
    expect((await finish({ ...keys, key_permissions: 'read' })).kind).toBe('refused');
  });

  it.each([
    null,
    'consumer_key=1',
    [],
    {},
    { ...keys, consumer_key: { toString: 'ck_1' } },
    { ...keys, consumer_secret: keys.consumer_key },
    { ...keys, consumer_key: 'ck_a:b@evil.example/' },
  ])('are refused when they are none: %j', async (body) => {
    expect((await finish(body)).kind).toBe('refused');
  });

  it('belong to the address that the shop itself uses, if only www or https differ', async () => {
    shop.troubles.push((response) =>
      response.writeHead(301, { location: 'https://www.sklep.example/?rest_route=/' }).end(),
    );
    expect(await finish(keys)).toMatchObject({ externalKey: 'https://www.sklep.example' });
  });

  it.each(['https://evil.example/', 'http://sklep.example/', 'https://sklep.example.evil.example/', '//%%%'])(
    'stay with the named address when it redirects to %s',
    async (location) => {
      shop.troubles.push((response) => response.writeHead(302, { location }).end());
      expect(await finish(keys)).toMatchObject({ externalKey: 'https://sklep.example' });
    },
  );

  it('are sent nowhere before they are proven', async () => {
    await finish(keys);
    expect(JSON.stringify(shop.server.received)).not.toContain(keys.consumer_secret);
  });
});
