import { afterEach, describe, expect, it } from 'vitest';
import { createNuvemshop } from '../../../adapters/nuvemshop/index.ts';
import { closeNuvemshop, json, nothing, openNuvemshop as open, type Answer } from './server.ts';
import { nuvemApp } from './store.ts';

afterEach(closeNuvemshop);

const finish = async (body: unknown, params: Record<string, string> = { code: 'abc123' }, status = 200) => {
  const { adapter, context, received } = await open((_, response) => json(response, body, status));
  const granted = await adapter.connect!.finish({ begun: {}, params, body: null }, context);
  return { granted, received };
};

describe('connecting', () => {
  const token = { access_token: 'new-token', token_type: 'bearer', scope: 'read_orders,write_coupons' };

  it('sends the merchant to the app’s consent page with our state', () => {
    const sent = createNuvemshop(nuvemApp).connect!.begin({
      params: {},
      state: 'a-_b c&d',
      appUrl: 'https://retorno.example',
    });
    expect(sent).toEqual({
      kind: 'redirect',
      to: 'https://www.tiendanube.com/apps/4321/authorize?state=a-_b%20c%26d',
    });
  });

  it.each([
    ['a number', { ...token, user_id: 1234567 }],
    ['text', { ...token, user_id: '1234567' }],
    ['by another name', { ...token, store_id: 1234567 }],
  ])('takes a store’s id that is written as %s', async (_, body) => {
    const { granted, received } = await finish(body);
    expect(granted).toEqual({
      kind: 'granted',
      externalKey: '1234567',
      url: null,
      credentials: { kind: 'nuvemshop_token', accessToken: 'new-token' },
    });
    expect(received[0]).toMatchObject({ method: 'POST', url: '/apps/authorize/token' });
    expect(received[0]!.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received[0]!.body)).toEqual({
      client_id: '4321',
      client_secret: 'canary-client-secret',
      grant_type: 'authorization_code',
      code: 'abc123',
    });
  });

  it('knows a refusal under a status of success', async () => {
    const { granted } = await finish({ error: 'invalid_grant', error_description: 'used <b>already</b>' });
    expect(granted).toEqual({ kind: 'refused', reason: 'Nuvemshop refuses the code (invalid_grant)' });
  });

  it('refuses a token that may not read orders', async () => {
    const { granted } = await finish({ ...token, scope: 'read_products', user_id: 1 });
    expect(granted.kind).toBe('refused');
  });

  it.each([
    ['no code', {}],
    ['a hostile code', { code: '"}{' }],
    ['the merchant’s refusal', { error: 'access_denied' }],
  ])('asks nobody about %s', async (_, params) => {
    const { granted, received } = await finish({ ...token, user_id: 1 }, params);
    expect(granted.kind).toBe('refused');
    expect(received).toEqual([]);
  });

  it.each([
    null,
    [],
    'ok',
    {},
    { ...token, user_id: '../12' },
    { ...token, user_id: 1, access_token: '' },
    { ...token, user_id: { a: 1 } },
  ])('takes %j for no token', async (body) => {
    expect((await finish(body)).granted.kind).toBe('refused');
  });
});

describe('webhooks', () => {
  const address = 'https://retorno.example/webhooks/nuvemshop';
  const wanted = { appUrl: 'https://retorno.example', address, secret: null };
  type Hook = { id: number; event: string; url: string };

  /** The platform's list, as it is told of changes. */
  const platform = (hooks: Hook[]): Answer => {
    let ids = 100;
    return ({ method, url, body }, response) => {
      const id = Number(/webhooks\/(\d+)/.exec(url)?.[1]);
      if (method === 'GET') return hooks.length === 0 ? nothing(response) : json(response, hooks);
      if (method === 'DELETE') {
        hooks.splice(
          hooks.findIndex((hook) => hook.id === id),
          1,
        );
        return json(response, {});
      }
      ids += 1;
      hooks.push({ id: ids, ...(JSON.parse(body) as { event: string; url: string }) });
      return json(response, hooks.at(-1), 201);
    };
  };

  it('are made once, for orders and for the app, and never doubled', async () => {
    const hooks: Hook[] = [];
    const { adapter, context } = await open(platform(hooks));
    const first = await adapter.webhooks!.keep(wanted, context);
    expect(first).toMatchObject({ kind: 'kept', removed: [] });
    const events = hooks.map(({ event }) => event);
    expect(events).toEqual(expect.arrayContaining(['order/created', 'order/updated', 'order/paid']));
    expect(events).toEqual(expect.arrayContaining(['app/uninstalled', 'app/suspended', 'app/resumed']));
    expect(new Set(events).size).toBe(events.length);

    expect(await adapter.webhooks!.keep(wanted, context)).toMatchObject({ made: [], removed: [] });
    expect(hooks).toHaveLength(events.length);
  });

  it('that are doubled go, and those of others are left alone', async () => {
    const hooks: Hook[] = [
      { id: 1, event: 'order/created', url: address },
      { id: 2, event: 'order/created', url: address },
      { id: 3, event: 'product/updated', url: address },
      { id: 4, event: 'order/created', url: 'https://somebody.example/webhooks/nuvemshop' },
    ];
    const { adapter, context } = await open(platform(hooks));
    const kept = await adapter.webhooks!.keep(wanted, context);
    expect(kept).toMatchObject({ removed: ['order/created', 'product/updated'] });
    expect(hooks.map(({ id }) => id)).toEqual(expect.arrayContaining([1, 4]));
    expect(hooks.map(({ id }) => id)).not.toContain(2);
  });

  it('need an address that the platform takes', async () => {
    const { adapter, context, received } = await open((_, response) => nothing(response));
    const kept = await adapter.webhooks!.keep({ ...wanted, address: 'http://localhost:3000/x' }, context);
    expect(kept.kind).toBe('unavailable');
    expect(received).toEqual([]);
  });

  it('wait while the store is paused', async () => {
    const { adapter, context } = await open((_, response) => json(response, {}, 402));
    expect(await adapter.webhooks!.keep(wanted, context)).toMatchObject({ kind: 'unavailable' });
  });
});
