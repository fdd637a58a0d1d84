import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWooCommerce } from '../../../adapters/woocommerce/index.ts';
import { webhooks } from '../../../adapters/woocommerce/webhooks.ts';
import type { WantedWebhooks } from '../../../src/ports/platform-work.ts';
import { openShop, type Shop, type ShopWebhook } from './shop.ts';

const wanted: WantedWebhooks = {
  appUrl: 'https://app.example',
  address: 'https://app.example/webhooks/woocommerce/019abc',
  secret: 'a'.repeat(64),
};
const TOPICS = ['order.created', 'order.updated', 'order.deleted', 'order.restored'];

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.server.close());

const keep = (change: Partial<WantedWebhooks> = {}) =>
  webhooks.keep({ ...wanted, ...change }, shop.context());

const ours = () => shop.webhooks.filter(({ delivery_url }) => delivery_url === wanted.address);

const spoil = (topic: string, change: Partial<ShopWebhook>): void => {
  const at = shop.webhooks.findIndex((webhook) => webhook.topic === topic);
  shop.webhooks[at] = { ...shop.webhooks[at]!, ...change };
};

describe('the webhooks of a shop', () => {
  it('makes those that are missing, signed with the store’s secret', async () => {
    expect(await keep()).toEqual({
      kind: 'kept',
      topics: TOPICS,
      made: TOPICS,
      mended: [],
      removed: [],
      scopes: [],
    });
    expect(ours().map(({ topic }) => topic)).toEqual(TOPICS);
    expect(ours().every(({ secret, status }) => secret === wanted.secret && status === 'active')).toBe(true);
  });

  it.each([
    ['9.9.5', ['no_checkout_link']],
    ['10.0.2', []],
    ['11.2.0-rc.1', []],
    ['unknown', []],
  ])('tells of WooCommerce %s without the plugin that it lacks %j', async (version, scopes) => {
    shop.version = version;
    expect(await keep()).toMatchObject({ kind: 'kept', scopes });
  });

  it('asks no version where the plugin brings carts back', async () => {
    shop.version = '9.9.5';
    shop.plugin = 'unconnected';
    expect(await keep()).toMatchObject({ kind: 'kept', scopes: ['companion_plugin'] });
  });

  it('changes nothing where all is well', async () => {
    await keep();
    const before = shop.changes().length;
    expect(await keep()).toMatchObject({ kind: 'kept', made: [], mended: [], removed: [] });
    expect(shop.changes()).toHaveLength(before);
  });

  it('makes anew what the shop switched off: set to active it would keep its count of failures', async () => {
    await keep();
    const old = ours().find(({ topic }) => topic === 'order.updated')!.id;
    spoil('order.updated', { status: 'disabled' });
    expect(await keep()).toMatchObject({ made: [], mended: ['order.updated'] });
    expect(ours().filter(({ topic }) => topic === 'order.updated')).toMatchObject([{ status: 'active' }]);
    expect(ours().some(({ id }) => id === old)).toBe(false);
  });

  it('takes away doubles of ours, and leaves others’ alone', async () => {
    await keep();
    const double = ours()[0]!;
    const theirs = { ...double, name: 'ERP', delivery_url: 'https://erp.example/hook' };
    shop.webhooks.push(
      { ...double, id: 90 },
      { ...theirs, id: 91 },
      { ...theirs, id: 92, status: 'disabled' },
    );
    expect(await keep()).toMatchObject({ made: [], mended: [], removed: ['order.created'] });
    expect(ours()).toHaveLength(4);
    expect(shop.webhooks.map(({ id }) => id)).toEqual(expect.arrayContaining([91, 92]));
  });

  it('follows when our own address changes', async () => {
    await keep({ appUrl: 'https://old.example', address: 'https://old.example/webhooks/woocommerce/019abc' });
    expect(await keep()).toMatchObject({ mended: TOPICS });
    expect(shop.webhooks).toHaveLength(4);
    expect(ours()).toHaveLength(4);
  });

  it('makes all anew for a new secret, which the shop would never tell', async () => {
    await keep();
    expect(await keep({ secret: 'b'.repeat(64) })).toMatchObject({ mended: TOPICS });
    expect(ours().map(({ secret }) => secret)).toEqual(TOPICS.map(() => 'b'.repeat(64)));
  });

  it('leaves alone another store’s at the same app', async () => {
    await webhooks.keep(
      { ...wanted, address: 'https://app.example/webhooks/woocommerce/019xyz' },
      shop.context(),
    );
    await keep();
    expect(shop.webhooks).toHaveLength(8);
  });

  it('finds ours behind hundreds of others', async () => {
    await keep();
    const mine = shop.webhooks.splice(0);
    const other = { name: 'ERP', status: 'active', topic: 'order.created' };
    for (let id = 1_000; id < 1_250; id++)
      shop.webhooks.push({ ...other, id, delivery_url: 'https://erp.example/' });
    shop.webhooks.push(...mine);
    expect(await keep()).toMatchObject({ made: [], mended: [], removed: [] });
  });

  it('is unauthorized with keys that the shop refuses, and changes nothing', async () => {
    const wrong = { kind: 'woocommerce_keys', consumerKey: 'ck_0', consumerSecret: 'cs_0' } as const;
    expect(await webhooks.keep(wanted, shop.context(wrong))).toEqual({ kind: 'unauthorized' });
    expect(shop.changes()).toEqual([]);
  });

  it('says when a shop answers a page in place of its API', async () => {
    shop.troubles.push((response) => response.writeHead(200).end('<html>Be right back</html>'));
    expect((await keep()).kind).toBe('unavailable');
    expect(shop.changes()).toEqual([]);
  });

  it('ends where it was cut off, the next time', async () => {
    shop.troubles.push(
      (response) => response.writeHead(200).end('[]'),
      (response) => response.writeHead(500).end('{}'),
    );
    expect((await keep()).kind).toBe('unavailable');
    expect((await keep()).kind).toBe('kept');
    expect(ours()).toHaveLength(4);
  });
});

describe('the companion plugin', () => {
  it('is what a shop without it is told to lack', () => {
    const { scopes } = createWooCommerce();
    expect(scopes!.missing([])).toEqual(['companion_plugin']);
    expect(scopes!.missing(['companion_plugin'])).toEqual([]);
  });

  it('is told address and secret, and after that left alone', async () => {
    shop.plugin = 'unconnected';
    expect(await keep()).toMatchObject({ made: [...TOPICS, 'retorno.cart'], scopes: ['companion_plugin'] });
    expect(shop.plugin).toEqual({
      storeId: '019abc',
      webhookUrl: wanted.address,
      webhookSecret: wanted.secret,
    });
    const before = shop.changes().length;
    expect(await keep()).toMatchObject({ topics: [...TOPICS, 'retorno.cart'], made: [] });
    expect(shop.changes()).toHaveLength(before);
  });

  it('is told anew after the secret changed', async () => {
    shop.plugin = 'unconnected';
    await keep();
    await keep({ secret: 'b'.repeat(64) });
    expect(shop.plugin).toMatchObject({ webhookSecret: 'b'.repeat(64) });
  });

  it('is done without where a shop does not have it', async () => {
    expect(await keep()).toMatchObject({ kind: 'kept', topics: TOPICS });
  });
});
