import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCustom } from '../../../../adapters/custom/index.ts';
import type { DeliveryId, StoreId } from '../../../../src/core/words/ids.ts';
import { createDoctor, type DoctorParts } from '../../../../src/pipeline/upkeep/doctor.ts';
import type { Outbound } from '../../../../src/ports/outbound.ts';
import type { Adapter } from '../../../../src/ports/adapter.ts';
import type { WebhooksKept } from '../../../../src/ports/platform-work.ts';
import type { Platform } from '../../../../src/core/words/vocabulary.ts';
import { backUp } from '../../../../src/store/backup.ts';
import { examine } from '../../../../src/store/examine.ts';
import { databases } from '../../../store/databases.ts';
import { openTestStore, silentLog, testSecrets } from '../../../store/open-test-store.ts';
import { realClock } from '../../../support/real-clock.ts';
import { aConnection } from '../../../support/a-connection.ts';

const DAY = 86_400_000;

let world: Awaited<ReturnType<typeof openTestStore>>;
beforeEach(async () => {
  world = await openTestStore(databases[0]!.make);
});
afterEach(() => world.close());

const platform = (over: Partial<Adapter> = {}): Adapter => ({
  ...createCustom(),
  platform: 'shopify',
  capabilities: { ...createCustom().capabilities, webhookSecret: 'app', orderTruth: 'platform' },
  probe: () => Promise.resolve({ ok: true, currency: null, timeZone: null, name: null }),
  ...over,
});

const doctorWith = (
  over: Partial<DoctorParts> = {},
  adapters: readonly Adapter[] = [platform(), createCustom()],
) =>
  createDoctor({
    appUrl: 'https://retorno.loja.com.br',
    clock: { ...realClock, now: world.clock.now },
    examine: () => examine(world.url, world.clock),
    mail: { kind: 'smtp', url: 'smtp://mail.loja.com.br', from: 'oi@example.com' },
    checkSmtp: () => Promise.resolve({ ok: true }),
    resolveTxt: () => Promise.resolve([]),
    inOffice: (work) =>
      work({
        store: world.store,
        clock: world.clock,
        adapters,
        keyIds: [testSecrets().keyIds.current],
        outboundFor: () => answersNow,
        guarded: answersNow,
        log: silentLog,
      }),
    ...over,
  })();

const answersNow: Outbound = () =>
  Promise.resolve({
    kind: 'answered',
    status: 200,
    headers: new Headers({ date: world.clock.now().toUTCString() }),
    body: '',
  });

/** What is wrong, and why. */
const ills = async (...given: Parameters<typeof doctorWith>) => {
  const { ok, checks } = await doctorWith(...given);
  const wrong = checks.filter((check) => !check.ok);
  expect(ok).toBe(wrong.length === 0);
  return Object.fromEntries(wrong.map(({ name, reason }) => [name, reason]));
};

const connect = async (on: Platform = 'shopify', over: { timeZone?: string } = {}) => {
  const { store } = await world.store.stores.connect(
    aConnection({
      platform: on,
      externalKey: on === 'custom' ? null : 'loja.myshopify.com',
      url: 'https://loja.com.br',
      credentials: on === 'custom' ? { kind: 'none' } : { kind: 'shopify_token', accessToken: 'shpat_x' },
      now: world.clock.now(),
      ...over,
    }),
  );
  return store.id;
};

const read = (id: StoreId) => {
  const now = world.clock.now();
  return world.store.commit([world.store.stores.ordersRead(id, { seenUntil: now, watermark: now })]);
};

it('a server in order has nothing wrong, and everything is looked at', async () => {
  const id = await connect();
  await read(id);
  await connect('custom');
  const { ok, checks } = await doctorWith();
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  expect(ok).toBe(true);
  expect(checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'database',
      'journal_mode',
      'synchronous',
      'free_disk',
      'last_backup',
      'migrations',
      'time_zones',
      'public_address',
      'clock',
      'smtp',
      `webhooks:${id}`,
      `orders:${id}`,
      `credentials:${id}`,
      'key_ids',
      'last_sweep',
      'backlog',
      'dead_deliveries',
      'uncertain_messages',
      'audit',
    ]),
  );
});

it('without SMTP_URL e-mail is down; a refused login, plain http and missing DNS records are told', async () => {
  expect(await ills({ mail: null })).toEqual({ smtp: expect.stringContaining('e-mail is down') });
  expect(await ills({ mail: { kind: 'mailbox', from: 'oi@loja.com.br' } })).toEqual({});
  const refused = { ok: false as const, reason: 'login: 535 no' };
  expect(await ills({ checkSmtp: () => Promise.resolve(refused) })).toEqual({ smtp: 'login: 535 no' });
  expect(await ills({ appUrl: 'http://retorno.loja.com.br' })).toEqual({
    public_address: expect.any(String),
  });
  expect(await ills({ appUrl: 'http://localhost:3000' })).toEqual({});
  const mail = { kind: 'smtp', url: 'smtp://mail.loja.com.br', from: 'oi@loja.com.br' } as const;
  expect(Object.keys(await ills({ mail }))).toEqual(['spf:loja.com.br', 'dmarc:loja.com.br']);
});

it('a database that is not there is named, not made, and the rest is looked at all the same', async () => {
  const url = `${world.url}.missing`;
  let asked = 0;
  const found = await ills({
    mail: null,
    examine: () => examine(url, world.clock),
    inOffice: () => {
      asked += 1;
      return Promise.resolve([]);
    },
  });
  expect(found).toEqual({
    database: expect.stringContaining('There is no database'),
    smtp: expect.any(String),
  });
  expect(asked).toBe(0);
  await expect(examine(url, world.clock)).rejects.toThrow('There is no database');
});

it('a store that cannot be opened is a finding', async () => {
  const found = await ills({
    inOffice: () => Promise.reject(new Error('The key file does not hold 32 bytes.')),
  });
  expect(found).toEqual({ store: 'The key file does not hold 32 bytes.' });
});

it('tells of each store what keeps it from sending', async () => {
  const id = await connect();
  expect(await ills()).toEqual({ [`orders:${id}`]: expect.stringContaining('never read') });
  const since = world.clock.now();
  await world.store.commit([world.store.stores.ordersNotRead(id, { at: since, reason: 'unauthorized' })]);
  world.clock.advance(2 * DAY);
  await backUp(world.url, `${world.url.replace('sqlite:', '')}.saved`);
  expect(await ills({}, [platform({ probe: refuses })])).toEqual({
    [`orders:${id}`]: expect.stringContaining('unauthorized'),
    [`webhooks:${id}`]: expect.stringContaining('none has come'),
    [`credentials:${id}`]: 'the token is not accepted',
  });
  const never = { probe: () => new Promise<never>(() => {}) };
  expect(
    await ills({ clock: { now: world.clock.now, sleep: (_, signal) => soon(signal) } }, [platform(never)]),
  ).toMatchObject({
    [`credentials:${id}`]: 'no answer within 15 s',
  });
  await world.store.commit([world.store.stores.removed(id, 'uninstalled')]);
  expect(await ills()).toEqual({});
});

const refuses = () => Promise.resolve({ ok: false as const, reason: 'the token is not accepted' });
const later = (ms: number) => ({ ...realClock, now: () => new Date(Date.now() + ms) });

/** A clock of the tests whose 15 seconds are 300 ms. */
const soon = (signal?: AbortSignal) => realClock.sleep(300, signal);

it('tells what the server leaves undone', async () => {
  const id = await connect('custom');
  const { deliveries, dueStores, commit } = world.store;
  await commit([dueStores.broughtForward(id, world.clock.now())]);
  await deliveries.append(
    ['d1', 'd2'].map((one) => ({ ...delivery, storeId: id, id: one as DeliveryId, dedupeKey: one })),
  );
  expect(await ills()).toMatchObject({ key_ids: expect.stringContaining('2 rows under ffffffff') });

  const [dead] = await deliveries.due(world.clock.now(), 1);
  await commit([deliveries.died(dead!, world.clock.now(), 'cannot be read')]);
  world.clock.advance(3 * 60_000);
  expect(await ills()).toEqual({
    key_ids: expect.any(String),
    last_sweep: expect.stringContaining('3 minutes'),
    backlog: expect.stringContaining('1 deliveries'),
    dead_deliveries: expect.stringContaining('1 in all'),
  });
});

it('a backup that was never made, or long ago, and a clock that is off are told', async () => {
  expect(await ills({ clock: later(2 * DAY) })).toMatchObject({
    last_backup: expect.stringContaining('none was made'),
  });
  await backUp(world.url, `${world.url.replace('sqlite:', '')}.saved`);
  expect(await ills({ clock: later(2 * DAY) })).toEqual({});
  expect(await ills({ clock: later(9 * DAY) })).toMatchObject({
    last_backup: expect.stringContaining('9 days ago'),
  });

  const found = { ...(await examine(world.url, world.clock)), database: 'postgres' as const };
  const now = world.clock.now();
  const serverClock = (ms: number) => ({ at: new Date(now.getTime() + ms), askedAt: now, answeredAt: now });
  expect(await ills({ examine: async () => ({ ...found, serverClock: serverClock(4_000) }) })).toEqual({});
  expect(await ills({ examine: async () => ({ ...found, serverClock: serverClock(-9_000) }) })).toEqual({
    clock: expect.stringContaining('9.0 s'),
  });
});

it('a journal that is none, a commit that does not wait, a full disk and missing tables are told', async () => {
  const found = await examine(world.url, world.clock);
  const sick = {
    ...found,
    journalMode: 'delete',
    durability: { isSafe: false, setting: 'synchronous=OFF' },
    disk: { freeBytes: 1_000, databaseBytes: 500 },
    missingMigrations: ['0001_more.sql'],
  };
  const told = await ills({
    examine: async () => sick,
    inOffice: () => Promise.reject(new Error('not opened')),
  });
  expect(Object.keys(told)).toEqual(['journal_mode', 'synchronous', 'free_disk', 'migrations']);
});

const delivery = {
  platform: 'custom' as const,
  storeKey: 'x',
  topic: 'cart.updated',
  encoding: 'json' as const,
  receivedAt: new Date('2026-11-21T12:00:00Z'),
  body: 'v1.ffffffff.AAAA',
};

it('the webhooks of each store are seen to at its platform, and it is told what was missing', async () => {
  const id = await connect();
  await read(id);
  const seen: unknown[] = [];
  const keeping = (kept: WebhooksKept) =>
    platform({
      webhooks: {
        keep: (wanted) => {
          seen.push(wanted);
          return Promise.resolve(kept);
        },
      },
    });
  const kept = { kind: 'kept', topics: ['a', 'b'], made: ['a'], mended: [], removed: ['c'] } as const;
  const { checks } = await doctorWith({}, [keeping(kept)]);
  expect(checks).toContainEqual({
    name: `registered:${id}`,
    ok: true,
    reason: 'all 2 are there; just now made a, took away c',
  });
  expect(seen).toEqual([
    {
      appUrl: 'https://retorno.loja.com.br',
      address: 'https://retorno.loja.com.br/webhooks/shopify',
      secret: null,
    },
  ]);
  const gone = { kind: 'unavailable', reason: 'down' } as const;
  expect(await ills({}, [keeping(gone)])).toEqual({ [`registered:${id}`]: 'down' });
});
