import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShopify } from '../../../adapters/shopify/index.ts';
import { createRenewals } from '../../../src/pipeline/upkeep/renew-credentials.ts';
import type { Credentials } from '../../../src/ports/adapter.ts';
import type { Renewal } from '../../../src/ports/platform-work.ts';
import type { ConnectedStore } from '../../../src/ports/store/stores.ts';
import { databases } from '../../store/databases.ts';
import { openTestStore, silentLog } from '../../store/open-test-store.ts';
import { APP, openShopify, sessionToken, type ShopifyPlatform } from '../../support/shopify-platform.ts';
import { aConnection } from '../../support/a-connection.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(databases)('credentials that end, on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  let platform: ShopifyPlatform;
  let shop: ConnectedStore;
  let stores = 0;
  beforeEach(async () => {
    world = await openTestStore(make);
    platform = await openShopify(world.clock.now);
    shop = await connect();
  });
  afterEach(async () => {
    await platform.close();
    await world.close();
  });

  const offline = (): Credentials => {
    const { body } = platform.tokens.grant({ ...REQUEST, body: JSON.stringify(grantOf()) });
    const { access_token: accessToken, refresh_token: refreshToken } = body as Record<string, string>;
    const now = world.clock.now().getTime();
    return {
      kind: 'shopify_offline',
      accessToken: accessToken ?? '',
      expiresAtMs: now + 60 * MINUTE,
      refreshToken: refreshToken ?? '',
      refreshEndsAtMs: now + 90 * DAY,
      scope: '',
    };
  };
  const grantOf = () => ({
    client_id: APP.clientId,
    client_secret: APP.secret,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: sessionToken(world.clock.now()),
  });
  const connect = async (credentials: Credentials = offline()): Promise<ConnectedStore> => {
    const connected = await world.store.stores.connect(
      aConnection({
        platform: 'shopify',
        externalKey: `loja${(stores += 1)}.myshopify.com`,
        url: null,
        credentials,
        now: world.clock.now(),
      }),
    );
    return connected.store;
  };
  const renewals = (renewal: Renewal = shopifyRenewal) =>
    createRenewals({
      store: world.store,
      adapters: [{ platform: 'shopify', renewal }],
      fetch: platform.fetch,
      clock: { ...world.clock, sleep: (ms) => pause(ms / 10) },
      log: silentLog,
    });
  const held = async () => (await world.store.stores.credentials(shop.id)) as { accessToken: string };

  it('are handed out as they are while they last, and renewed before they end', async () => {
    const { credentials } = renewals();
    world.clock.advance(54 * MINUTE);
    expect(await credentials(shop.id)).toMatchObject({ accessToken: 'shpat_1' });
    world.clock.advance(2 * MINUTE);
    expect(await credentials(shop.id)).toMatchObject({ accessToken: 'shpat_2' });
    expect(await held()).toMatchObject({ accessToken: 'shpat_2', refreshToken: 'shprt_2' });
  });

  it('are renewed once, however many ask at the same time', async () => {
    const { credentials, renewDue } = renewals();
    world.clock.advance(56 * MINUTE);
    const given = await Promise.all([
      ...Array.from({ length: 20 }, () => credentials(shop.id)),
      renewDue().then(held),
    ]);
    expect(new Set(given.map((one) => (one as { accessToken: string }).accessToken))).toEqual(
      new Set(['shpat_2']),
    );
    expect(platform.calls).toEqual(['refresh_token']);
  });

  it('are renewed once by two processes', async () => {
    const [one, other] = [renewals(), renewals()];
    world.clock.advance(56 * MINUTE);
    const given = await Promise.all([one.credentials(shop.id), other.credentials(shop.id)]);
    expect(platform.calls).toEqual(['refresh_token']);
    for (const each of given) expect(each).toMatchObject({ accessToken: 'shpat_2' });
  });

  it('never end for a shop that does nothing for half a year', async () => {
    const { renewDue, credentials } = renewals();
    for (let day = 0; day < 180; day += 1) {
      world.clock.advance(DAY);
      await renewDue();
    }
    const { accessToken } = (await credentials(shop.id)) as { accessToken: string };
    expect(platform.tokens.isGood(accessToken)).toBe(true);
  });

  it('that lapsed say so until the merchant connects again, and are not tried for ever', async () => {
    const { renewDue, credentials } = renewals();
    world.clock.advance(91 * DAY);
    await renewDue();
    await credentials(shop.id);
    expect((await world.store.stores.find(shop.id))?.lapsed?.reason).toContain('90 days');
    expect(platform.calls).toEqual([]);
    await world.store.stores.connect({
      ...(await world.store.stores.find(shop.id))!,
      credentials: offline(),
      webhookSecret: null,
      flows: [],
      now: world.clock.now(),
    });
    expect((await world.store.stores.find(shop.id))?.lapsed).toBeNull();
  });

  it('stay as they are while the platform does not answer, which is not asked at every call', async () => {
    const { credentials } = renewals();
    world.clock.advance(56 * MINUTE);
    platform.shop.answer = (_, response) => void response.writeHead(500).end();
    for (let time = 0; time < 5; time += 1)
      expect(await credentials(shop.id)).toMatchObject({ accessToken: 'shpat_1' });
    expect(platform.calls).toEqual(['refresh_token']);
    platform.shop.answer = null;
    world.clock.advance(MINUTE);
    expect(await credentials(shop.id)).toMatchObject({ accessToken: 'shpat_2' });
    expect((await world.store.stores.find(shop.id))?.lapsed).toBeNull();
  });

  it('give way to those that the merchant brought while they were being renewed', async () => {
    const brought = { kind: 'shopify_token', accessToken: 'shpat_brought' } as const;
    const slow: Renewal = {
      ...shopifyRenewal,
      renew: async (context) => {
        const renewed = await shopifyRenewal.renew(context);
        await world.store.stores.connect({
          ...(await world.store.stores.find(shop.id))!,
          credentials: brought,
          webhookSecret: null,
          flows: [],
          now: world.clock.now(),
        });
        return renewed;
      },
    };
    world.clock.advance(56 * MINUTE);
    expect(await renewals(slow).credentials(shop.id)).toEqual(brought);
  });

  it('are renewed by another when whoever began is gone', async () => {
    world.clock.advance(56 * MINUTE);
    const now = world.clock.now();
    const until = new Date(now.getTime() + MINUTE);
    await world.store.commit([world.store.stores.renewalClaimed(shop.id, { now, until })]);
    world.clock.advance(MINUTE);
    expect(await renewals().credentials(shop.id)).toMatchObject({ accessToken: 'shpat_2' });
  });

  it('survive a renewal that throws, and a settings page that is open meanwhile', async () => {
    const before = (await world.store.stores.find(shop.id))!;
    world.clock.advance(56 * MINUTE);
    const broken: Renewal = { ...shopifyRenewal, renew: () => Promise.reject(new Error('no')) };
    expect(await renewals(broken).credentials(shop.id)).toMatchObject({ accessToken: 'shpat_1' });
    expect(await renewals().credentials(shop.id)).toMatchObject({ accessToken: 'shpat_2' });
    expect(await world.store.commit([world.store.stores.settingsChanged(before, { coolOffMs: 7 })])).toBe(
      'committed',
    );
  });

  it('that the platform refuses before their time are tried once an hour', async () => {
    const { renewDue } = renewals();
    platform.tokens.revokeAll();
    const at = world.clock.now();
    await world.store.commit([world.store.stores.ordersNotRead(shop.id, { at, reason: 'unauthorized' })]);
    await renewDue();
    expect((await world.store.stores.find(shop.id))?.lapsed?.reason).toContain('invalid_grant');
    await renewDue();
    expect(platform.calls).toEqual(['refresh_token']);
  });
});

const shopifyRenewal = createShopify({ clientId: APP.clientId, secrets: [APP.secret] }).renewal!;

const REQUEST = { method: 'POST', url: '', headers: {} };
