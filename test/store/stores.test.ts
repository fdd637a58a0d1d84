import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import type { StepId, StoreId } from '../../src/core/words/ids.ts';
import type { Connection } from '../../src/ports/store/stores.ts';
import { databases } from './databases.ts';
import { openTestStore } from './open-test-store.ts';
import { aConnection } from '../support/a-connection.ts';

describe.each(databases)('stores on $name', ({ make }) => {
  let world: Awaited<ReturnType<typeof openTestStore>>;
  beforeAll(async () => {
    world = await openTestStore(make);
  });
  afterAll(() => world.close());

  const connect = (connection: Partial<Connection>) =>
    world.store.stores.connect(aConnection({ ...shop, now: world.clock.now(), ...connection }));

  it('a new store has the default settings of its own currency, language and zone, and its flows', async () => {
    const flow = preparedFlow('abandoned_cart', world.clock.now(), () => 'step' as StepId);
    const { kind, store } = await connect({ externalKey: 'new.example', flows: [flow] });

    expect(kind).toBe('created');
    expect(store.settings).toMatchObject({ abandonedAfterMs: 1_800_000, currency: 'BRL', locale: 'pt-BR' });
    expect(await world.store.flows.list(store.id)).toEqual([flow]);
    expect(await world.store.stores.find(store.id)).toEqual(store);
    expect(await world.store.stores.findByKey('shopify', 'new.example')).toEqual(store);
  });

  it('credentials and secrets come back, and do not stand in the database as they are', async () => {
    const { store } = await connect({ externalKey: 'secret.example', webhookSecret: 'hook-secret' });

    expect(await world.store.stores.credentials(store.id)).toEqual(shop.credentials);
    const secrets = await world.store.stores.secrets(store.id);
    expect(secrets).toMatchObject({ webhook: 'hook-secret', smtpUrl: null });
    expect(Buffer.from(secrets?.own ?? '', 'base64url')).toHaveLength(32);
    const engine = world.openEngine();
    const rows = await engine.read(engine.db.select().from(engine.tables.stores));
    await engine.close();
    expect(rows.find(({ id }) => id === store.id)?.credentialsEnc).toMatch(/^v1\./);
    expect(JSON.stringify(rows)).not.toMatch(/hook-secret|shpat_1/);
  });

  it('connecting again keeps id, settings and flows, and renews the time of connection', async () => {
    const { store } = await connect({ externalKey: 'again.example', webhookSecret: 'w1' });
    await world.store.commit([world.store.stores.settingsChanged(store, { coolOffMs: 7 })]);
    await world.store.commit([world.store.stores.removed(store.id, 'app/uninstalled')]);
    expect(await world.store.stores.credentials(store.id)).toEqual({ kind: 'none' });
    world.clock.advance(60_000);

    const again = await connect({
      externalKey: 'again.example',
      webhookSecret: null,
      credentials: { kind: 'shopify_token', accessToken: 'shpat_2' },
    });
    expect(again.kind).toBe('reconnected');
    expect(again.store).toMatchObject({
      id: store.id,
      state: 'active',
      stateReason: null,
      connectedAt: world.clock.now(),
    });
    expect(again.store.settings.coolOffMs).toBe(7);
    expect(await world.store.stores.credentials(store.id)).toMatchObject({ accessToken: 'shpat_2' });
    expect(await world.store.stores.secrets(store.id)).toMatchObject({ webhook: 'w1' });
  });

  it('connecting again without credentials leaves those that are kept', async () => {
    const credentials = { kind: 'shopify_token', accessToken: 'shpat_kept' } as const;
    const { store } = await connect({ externalKey: 'kept.example', credentials });
    await connect({ externalKey: 'kept.example', credentials: { kind: 'none' } });
    expect(await world.store.stores.credentials(store.id)).toEqual(credentials);
    await world.store.commit([world.store.stores.removed(store.id, 'app/uninstalled')]);
    await connect({ externalKey: 'kept.example', credentials: { kind: 'none' } });
    expect(await world.store.stores.credentials(store.id)).toEqual({ kind: 'none' });
  });

  it('the same shop connected many times at once is one store', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => connect({ externalKey: 'race.example' })),
    );

    expect(new Set(outcomes.map(({ store }) => store.id)).size).toBe(1);
    expect(outcomes.filter(({ kind }) => kind === 'created')).toHaveLength(1);
  });

  it('settings left out keep their value, within email too', async () => {
    const { store } = await connect({ externalKey: 'settings.example' });
    const { stores, commit } = world.store;
    await commit([
      stores.settingsChanged(store, { email: { legalName: 'Ana Ltda' } }, { smtpUrl: 'smtp://u:p@h' }),
    ]);
    const second = (await stores.find(store.id))!;
    await commit([stores.settingsChanged(second, { email: { postalAddress: 'Rua 1' }, coolOffMs: 5 })]);

    const third = (await stores.find(store.id))!;
    expect(third.settings.email).toMatchObject({ legalName: 'Ana Ltda', postalAddress: 'Rua 1' });
    expect(third.settings.coolOffMs).toBe(5);
    expect(third.hasSmtpUrl).toBe(true);
    expect((await stores.secrets(store.id))?.smtpUrl).toBe('smtp://u:p@h');
    expect(await commit([stores.settingsChanged(second, { coolOffMs: 9 })])).toBe('conflict');
    await commit([stores.settingsChanged(third, {}, { smtpUrl: null })]);
    expect((await stores.secrets(store.id))?.smtpUrl).toBeNull();
  });

  it('what another process writes is seen after five seconds, what we write at once', async () => {
    const { store } = await connect({ externalKey: 'two.example' });
    const { stores, commit } = world.store;
    const other = await world.open('command');
    expect((await stores.find(store.id))?.state).toBe('active');
    await other.commit([other.stores.paused(store.id, 'by hand')]);

    expect((await stores.find(store.id))?.state).toBe('active');
    world.clock.advance(5001);
    expect((await stores.find(store.id))?.state).toBe('paused');
    await commit([stores.resumed(store.id, world.clock.now())]);
    expect(await stores.find(store.id)).toMatchObject({ state: 'active', connectedAt: world.clock.now() });
    await other.close();
  });

  it('the order tail never goes back, and remembers since when it fails', async () => {
    const { store } = await connect({ externalKey: 'tail.example' });
    const { stores, commit } = world.store;
    await commit([stores.ordersRead(store.id, { seenUntil: new Date(50), watermark: new Date(40) })]);
    await commit([stores.ordersRead(store.id, { seenUntil: new Date(30), watermark: new Date(60) })]);
    await commit([stores.ordersNotRead(store.id, { at: new Date(70), reason: 'no answer' })]);
    await commit([stores.ordersNotRead(store.id, { at: new Date(80), reason: 'unauthorized' })]);

    expect(await stores.find(store.id)).toMatchObject({
      ordersSeenUntil: new Date(50),
      tail: { watermark: new Date(60), failingSince: new Date(70), reason: 'unauthorized' },
    });
    await commit([stores.ordersRead(store.id, { seenUntil: new Date(90), watermark: new Date(90) })]);
    expect((await stores.find(store.id))?.tail).toEqual({
      watermark: new Date(90),
      failingSince: null,
      reason: null,
    });
  });

  it('a store of one’s own has its id for a key, and a webhook is noted once a minute', async () => {
    const { store } = await connect({ platform: 'custom', externalKey: null });
    const { stores, commit } = world.store;

    expect(store.externalKey).toBe(store.id);
    const writes = stores.heard(store.id, new Date(100_000));
    expect(stores.heard(store.id, new Date(120_000))).toEqual([]);
    await commit(writes);
    world.clock.advance(6000);
    expect((await stores.find(store.id))?.lastWebhookAt).toEqual(new Date(100_000));
    expect(await stores.find('nobody' as StoreId)).toBeNull();
    expect(await stores.secrets('nobody' as StoreId)).toBeNull();
  });
});

const shop = {
  platform: 'shopify',
  externalKey: 'shop.example',
  url: null,
  credentials: { kind: 'shopify_token', accessToken: 'shpat_1' },
} as const;
