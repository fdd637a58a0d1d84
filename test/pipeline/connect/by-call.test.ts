import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdapters } from '../../../adapters/index.ts';
import { createConnect } from '../../../src/pipeline/connect/connect.ts';
import { createConnectStore } from '../../../src/pipeline/connect/connect-store.ts';
import type { Adapter } from '../../../src/ports/adapter.ts';
import { databases } from '../../store/databases.ts';
import { openTestStore } from '../../store/open-test-store.ts';
import { countingBytes } from '../../support/test-secrets.ts';

/** Keys that each shop knows: what is proven by calling it. */
const SHOPS: Readonly<Record<string, string>> = {
  'https://ana.example': 'ck_ana',
  'https://eva.example': 'ck_eva',
};

const woo = createAdapters().find(({ platform }) => platform === 'woocommerce')!;

/** A platform whose shops post their consent, as WooCommerce does. */
const adapter: Adapter = {
  ...woo,
  connect: {
    asks: 'shop',
    answersBy: 'call',
    stateIn: 'user_id',
    begin: ({ params, state }) => ({
      kind: 'redirect',
      to: `${params['shop']}/wc-auth/v1/authorize?user_id=${state}`,
    }),
    finish: ({ begun, body }) => {
      const url = begun['shop'] ?? '';
      const { consumer_key: consumerKey } = body as { consumer_key?: string };
      return Promise.resolve(
        consumerKey === undefined
          ? { kind: 'refused', reason: 'no keys' }
          : {
              kind: 'granted',
              externalKey: url,
              url,
              credentials: { kind: 'woocommerce_keys', consumerKey, consumerSecret: 'cs' },
            },
      );
    },
  },
  probe: ({ store, credentials }) =>
    Promise.resolve(
      credentials.kind === 'woocommerce_keys' && SHOPS[store.url ?? ''] === credentials.consumerKey
        ? { ok: true, name: 'Shop', currency: 'EUR', timeZone: 'Europe/Warsaw' }
        : { ok: false, reason: 'the shop refuses the keys' },
    ),
};

describe.each(databases)('a shop that posts its consent, on $name', ({ make }) => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let connect: ReturnType<typeof createConnect>;
  beforeEach(async () => {
    opened = await openTestStore(make);
    const { store, clock } = opened;
    connect = createConnect({
      adapters: new Map([['woocommerce', adapter] as const]),
      connectStates: store.connectStates,
      connectStore: createConnectStore({ store, now: clock.now, randomBytes: countingBytes() }),
      outboundFor: () => () => Promise.resolve({ kind: 'unreachable', reason: 'none' }),
      appUrl: 'https://retorno.example',
      now: clock.now,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    });
  });
  afterEach(() => opened.close());

  const begin = async (shop: string) => {
    const begun = await connect.begin('woocommerce', { shop });
    if (begun.kind !== 'sent') throw new Error(begun.kind);
    const state = new URL(begun.to).searchParams.get('user_id') ?? '';
    return { state, browser: begun.browser.token };
  };
  const post = (
    body: Record<string, unknown>,
    by: 'call' | 'redirect' = 'call',
    browser: string | null = null,
  ) => connect.answered('woocommerce', { by, params: {}, body, browser });
  const storeOf = (shop: string) => opened.store.stores.findByKey('woocommerce', shop);
  const standing = (browser: string) => opened.store.connectStates.ofBrowser('woocommerce', browser);

  it('asks for the address first', async () => {
    expect(await connect.begin('woocommerce', {})).toEqual({ kind: 'asks' });
    expect(await connect.begin('woocommerce', { shop: '  ' })).toEqual({ kind: 'asks' });
  });

  it('is connected with a secret of its own, and the browser that began learns of it', async () => {
    const { state, browser } = await begin('https://ana.example');
    expect(await standing(browser)).toEqual({ kind: 'waiting' });
    const answered = await post({ user_id: state, consumer_key: 'ck_ana' });
    expect(answered).toMatchObject({ kind: 'connected', isBegunHere: false });
    const store = (await storeOf('https://ana.example'))!;
    expect(await standing(browser)).toEqual({ kind: 'connected', storeId: store.id });
    expect((await opened.store.stores.secrets(store.id))?.webhook).toMatch(/^[0-9a-f]{64}$/);
  });

  it('cannot put its keys in the place of another shop’s', async () => {
    const { state, browser } = await begin('https://ana.example');
    const answered = await post({ user_id: state, consumer_key: 'ck_eva' });
    expect(answered).toMatchObject({ kind: 'refused', why: 'not_proven' });
    expect(await storeOf('https://ana.example')).toBeNull();
    expect(await storeOf('https://eva.example')).toBeNull();
    expect(await standing(browser)).toMatchObject({ kind: 'refused' });
  });

  it('is believed once, whoever repeats it, also at the same time', async () => {
    const { state } = await begin('https://ana.example');
    const body = { user_id: state, consumer_key: 'ck_ana' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(body)));
    expect(answers.filter(({ kind }) => kind === 'connected')).toHaveLength(1);
    expect(await post(body)).toMatchObject({ kind: 'refused', why: 'stale' });
  });

  it('is not believed without a state of ours, a late one, or by way of a browser', async () => {
    const { state, browser } = await begin('https://ana.example');
    for (const user_id of [undefined, null, '', 'made up', 1, { toString: 'x' }, [state]])
      expect(await post({ user_id, consumer_key: 'ck_ana' })).toMatchObject({ why: 'stale' });
    const body = { user_id: state, consumer_key: 'ck_ana' };
    expect(await post(body, 'redirect', browser)).toMatchObject({ why: 'stale' });
    opened.clock.advance(10 * 60_000);
    expect(await post(body)).toMatchObject({ why: 'stale' });
    expect(await storeOf('https://ana.example')).toBeNull();
  });

  it('that reconnects keeps its webhook secret, its settings and its history', async () => {
    const first = await begin('https://ana.example');
    await post({ user_id: first.state, consumer_key: 'ck_ana' });
    const before = (await storeOf('https://ana.example'))!;
    const secret = (await opened.store.stores.secrets(before.id))?.webhook;
    await opened.store.commit([opened.store.stores.removed(before.id, 'uninstalled')]);
    opened.clock.advance(60_000);
    const second = await begin('https://ana.example');
    await post({ user_id: second.state, consumer_key: 'ck_ana' });
    const after = (await storeOf('https://ana.example'))!;
    expect(after).toMatchObject({ id: before.id, state: 'active', connectedAt: opened.clock.now() });
    expect((await opened.store.stores.secrets(after.id))?.webhook).toBe(secret);
    expect(await opened.store.errands.find(after.id, 'first_sync')).toMatchObject({
      dueAt: opened.clock.now(),
      doneAt: null,
    });
  });
});
