import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes as systemBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdapters } from '../../adapters/index.ts';
import { createMailboxChannel } from '../../src/channels/email/mailbox.ts';
import { createConnect } from '../../src/pipeline/connect/connect.ts';
import { createConnectStore } from '../../src/pipeline/connect/connect-store.ts';
import { createAttention } from '../../src/compose/attention.ts';
import { readConfig, type Config, type Environment } from '../../src/config.ts';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import { linkKeyOf } from '../../src/core/message/manual-link.ts';
import { newId, type StepId } from '../../src/core/words/ids.ts';
import { FLOW_KINDS, type Platform } from '../../src/core/words/vocabulary.ts';
import type { AdminFile } from '../../src/http/admin/admin-files.ts';
import type { ByHand } from '../../src/http/api/by-hand.ts';
import { createHttp } from '../../src/http/http.ts';
import { listen } from '../../src/http/server.ts';
import { createLogContact } from '../../src/pipeline/conversations/log-contact.ts';
import { createWriteByHand } from '../../src/pipeline/conversations/write-by-hand.ts';
import { createAdmitToken } from '../../src/pipeline/embedding/admit-token.ts';
import { createTakeIn } from '../../src/pipeline/embedding/take-in.ts';
import { createForgedBook } from '../../src/pipeline/intake/forged-book.ts';
import { createLanes } from '../../src/pipeline/intake/lanes.ts';
import { createNamedCarts } from '../../src/pipeline/intake/named-carts.ts';
import { createProcessor } from '../../src/pipeline/intake/process.ts';
import { createReceive } from '../../src/pipeline/intake/receive.ts';
import {
  createReconciliations,
  type ReconciliationParts,
} from '../../src/pipeline/orders/reconciliations.ts';
import { createPreviewCampaign } from '../../src/pipeline/campaigns/preview-campaign.ts';
import { UP } from './up.ts';
import { createExplainMessage } from '../../src/pipeline/reminders/explain-message.ts';
import { createExplainShopper } from '../../src/pipeline/reminders/explain-shopper.ts';
import { createExplainCart } from '../../src/pipeline/reminders/explain-cart.ts';
import type { ReminderParts } from '../../src/pipeline/reminders/parts.ts';
import { createReminders } from '../../src/pipeline/reminders/reminders.ts';
import { createTrustShopper } from '../../src/pipeline/reminders/trust-shopper.ts';
import { createSendTest } from '../../src/pipeline/reminders/send-test.ts';
import { createManualUrls } from '../../src/pipeline/return/manual-url.ts';
import { createDressed } from '../../src/pipeline/orders/dressed-store.ts';
import { createReturns } from '../../src/pipeline/return/returns.ts';
import { createCloseCart } from '../../src/pipeline/upkeep/close-cart.ts';
import type { ChannelPort, EmailContent } from '../../src/ports/channel.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Outbound } from '../../src/ports/outbound.ts';
import type { Connection, ConnectedStore } from '../../src/ports/store/stores.ts';
import type { Store } from '../../src/ports/store/store.ts';
import { NO_METRICS } from './no-metrics.ts';
import { percentsByHand } from './coupons.ts';
import { createSecrets } from '../../src/secrets.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { createWorldClock, type WorldClock } from './world-clock.ts';

const KEY = new Uint8Array(32).map((_, place) => place * 7 + 1);
export const SHOPIFY_SECRET = 'shpss_of_the_app';
export const OLD_SHOPIFY_SECRET = 'shpss_before';
export const WOO_SECRET = 'whsec_of_the_shop';

export type World = {
  readonly url: string;
  readonly store: Store;
  readonly clock: WorldClock;
  /** Logged lines, as JSON. */
  readonly logged: readonly string[];
  readonly connect: (over?: Partial<Connection>) => Promise<ConnectedStore>;
  readonly key: (store: ConnectedStore, scope?: 'admin' | 'events') => Promise<string>;
  /** Everything received has taken effect. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The whole app on loopback: real database, real HTTP, a clock that is moved by hand, and nothing outside. */
export const openWorld = async (
  environment: Environment = {},
  { fetch = unreachable, adminFiles }: Around = {},
): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'retorno-world-'));
  const file = join(folder, 'retorno.db');
  const config = readWorldConfig({ DATABASE_URL: `sqlite:${file}`, ...environment });
  await migrate(`sqlite:${file}`);
  const clock = createWorldClock(new Date('2026-11-21T12:00:00Z'));
  const { log, logged } = createLog();
  const parts = await openParts({ file, clock, log, config, outside: fetch });
  const { listener, url } = reachable();
  const server = await listen((request, response) => listener.current(request, response), {
    host: '127.0.0.1',
    port: 0,
  });
  url.current = `http://127.0.0.1:${server.port}`;
  listener.current = createHttp({
    ...parts.http(environment['APP_URL'] ?? url.current),
    trustProxy: config.trustProxy,
    contact: 'hello@retorno.example',
    metrics: { token: config.metricsToken, read: async () => NO_METRICS },
    hasMailbox: config.mail?.kind === 'mailbox',
    ...(adminFiles === undefined ? {} : { adminFiles }),
    platforms: config.platforms,
    readiness: async () => [{ name: 'database', ok: true, reason: null }],
  });
  return {
    url: url.current,
    store: parts.store,
    clock,
    logged,
    connect: (over) => connect(parts.store, clock, over),
    key: async ({ id }, scope = 'admin') => (await parts.store.access.createKey(id, scope)).key,
    settled: parts.processor.idle,
    close: async () => {
      await server.close(1_000);
      await parts.processor.stop();
      await parts.store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** A platform that has an order and we not. */
const findLostOrder: ReconciliationParts['reconcile'] = async (_request, book) => {
  const lost = { subject: 'order', externalId: '1003', reason: 'webhook_missing' } as const;
  await book.noted([{ ...lost, details: null, repaired: false, emailHash: null, phoneHash: null }]);
  return { kind: 'done' };
};

const readWorldConfig = (environment: Environment) => {
  const read = readConfig({
    SHOPIFY_API_KEY: 'key',
    SHOPIFY_API_SECRET: SHOPIFY_SECRET,
    SHOPIFY_API_SECRET_PREVIOUS: OLD_SHOPIFY_SECRET,
    SMTP_URL: 'mailbox:',
    MAIL_FROM: 'shop@example.com',
    ...environment,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
};

const createLog = (): { log: Log; logged: string[] } => {
  const logged: string[] = [];
  const write = (level: string) => (fields: Readonly<Record<string, unknown>>, event: string) =>
    void logged.push(JSON.stringify({ level, event, ...fields }));
  return {
    logged,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  };
};

/** What stands around the app; left out: nothing answers, and no admin is built. */
type Around = { readonly fetch?: Outbound; readonly adminFiles?: ReadonlyMap<string, AdminFile> };

type Opening = {
  readonly file: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config;
  readonly outside: Outbound;
};

const unreachable: Outbound = async () => ({ kind: 'unreachable', reason: 'no network here' });

const valuesOf = ({ platforms }: Config) =>
  Object.fromEntries(
    Object.entries(platforms).flatMap(([platform, state]) => (state.on ? [[platform, state.values]] : [])),
  );

const randomBytes = (size: number): Uint8Array => new Uint8Array(systemBytes(size));

const openParts = async ({ file, clock, log, config, outside }: Opening) => {
  const secrets = createSecrets({ current: KEY, previous: null }, randomBytes);
  const store = await openStore({ url: `sqlite:${file}`, as: 'server', log, secrets, clock, randomBytes });
  const adapters = createAdapters(valuesOf(config));
  const connectStore = createConnectStore({ store, now: clock.now, randomBytes });
  const calls = { store, adapters, connectStore, fetch: outside, clock, now: clock.now, log };
  const byPlatform = new Map(adapters.map((adapter) => [adapter.platform, adapter]));
  const { reconsider } = store.messages;
  const linkKey = linkKeyOf(KEY);
  const returns = createReturns({
    store,
    reconsider,
    adapterOf: (platform: Platform) => byPlatform.get(platform) ?? null,
    dress: createDressed({ store, adapters: byPlatform, now: clock.now }).contents,
    linkKeys: [linkKey],
    randomBytes,
    log,
  });
  const intake = {
    store,
    reconsider,
    creditOrder: returns.creditOrder,
    namedCarts: createNamedCarts({ ...store, linkKeys: [linkKey] }),
    eraseShopper: async () => undefined,
    eraseStore: async () => undefined,
    randomBytes,
  };
  const processor = createProcessor({
    adapters: byPlatform,
    intake,
    deliveries: store.deliveries,
    outboundFor: () => outside,
    lanes: createLanes(),
    secrets,
    clock,
    log,
  });
  const email = createMailboxChannel({ mailbox: store.mailbox, clock });
  const receive = createReceive({ ...store, secrets, clock, randomBytes, arriving: processor.arriving });
  return {
    store,
    processor,
    http: (appUrl: string) => ({
      appUrl,
      adapters,
      store,
      receive,
      forged: createForgedBook({ store, clock, randomBytes, log }),
      links: returns,
      carts: {
        manualUrls: createManualUrls({ stores: store.stores, linkKey, appUrl }),
        explain: createExplainCart({ store, ordersFreshForMs: 60_000, channels: UP }),
        closeCart: createCloseCart({ store, reconsider, randomBytes }),
      },
      explaining: {
        explainMessage: createExplainMessage({ store, ordersFreshForMs: 60_000, channels: UP }),
        explainShopper: createExplainShopper({ store, ordersFreshForMs: 60_000, channels: UP }),
      },
      previewCampaign: createPreviewCampaign({
        store,
        channels: UP,
        clock,
        limits: { ordersFreshForMs: 60_000 },
      }),
      byHand: createByHand({ store, email, clock, log, appUrl }),
      attention: createAttention({ store, clock, adapters }, email),
      connect: createConnect({
        ...calls,
        ...store,
        adapters: byPlatform,
        outboundFor: () => outside,
        appUrl,
      }),
      admitToken: createAdmitToken({ ...calls, stores: store.stores, takeIn: createTakeIn(calls) }),
      orders: { catchUp: async () => ({ ordersSeenUntil: clock.now(), failure: null }) },
      reconciliations: createReconciliations({ store, reconcile: findLostOrder, clock, randomBytes, log }),
      nudge: processor.nudge,
      now: clock.now,
      randomBytes,
      log,
    }),
  };
};

type Writing = {
  readonly store: Store;
  readonly email: ChannelPort<EmailContent>;
  readonly clock: Clock;
  readonly log: Log;
  readonly appUrl: string;
};

/** Mails go to the built-in mailbox; nothing is looked for on a schedule. */
const createByHand = ({ store, email, clock, log, appUrl }: Writing): ByHand => {
  const parts: ReminderParts = {
    store,
    channels: { email },
    clock,
    randomBytes: systemBytes,
    log,
    limits: { ordersFreshForMs: 60_000, concurrency: 10, concurrencyPerStore: 2 },
    appUrl,
    mailFrom: { name: null, address: 'shop@example.com' },
  };
  const { send } = createReminders({ ...parts, catchUp: async () => undefined });
  return {
    logContact: createLogContact({ store, reconsider: store.messages.reconsider, randomBytes: systemBytes }),
    writeByHand: createWriteByHand({ ...parts, clock, send }),
    sendTest: createSendTest(parts),
    makeCoupon: percentsByHand(parts),
    trustShopper: createTrustShopper({ ...parts, store }),
  };
};

/** The address is known only once the server listens, and the app wants to know its address. */
const reachable = () => ({
  url: { current: '' },
  listener: {
    current: ((_request, response) => void response.destroy()) as ReturnType<typeof createHttp>,
  },
});

const connect = async (
  store: Store,
  clock: Clock,
  over: Partial<Connection> = {},
): Promise<ConnectedStore> => {
  let steps = 0;
  const newStepId = () => newId<StepId>(clock.now(), (size) => new Uint8Array(size).fill((steps += 1)));
  const connected = await store.stores.connect({
    platform: 'custom',
    externalKey: null,
    name: 'Loja da Ana',
    url: 'https://shop.example',
    currency: 'BRL',
    locale: 'pt-BR',
    timeZone: 'America/Sao_Paulo',
    country: 'BR',
    credentials: { kind: 'none' },
    webhookSecret: over.platform === 'woocommerce' ? WOO_SECRET : null,
    flows: FLOW_KINDS.map((kind) => preparedFlow(kind, clock.now(), newStepId)),
    now: clock.now(),
    ...over,
  });
  return connected.store;
};
