import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes as systemBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmailChannel } from '../../src/compose/channels.ts';
import { found, type Foundation } from '../../src/compose/foundation.ts';
import { createPages } from '../../src/compose/pages.ts';
import { createProduct } from '../../src/compose/product.ts';
import { createReminding } from '../../src/compose/reminding.ts';
import { readConfig, type Environment } from '../../src/config.ts';
import { preparedFlow } from '../../src/core/flows/prepared-flow.ts';
import { newId, type StepId } from '../../src/core/words/ids.ts';
import { FLOW_KINDS } from '../../src/core/words/vocabulary.ts';
import type { AdminFile } from '../../src/http/admin/admin-files.ts';
import { createHttp, type HttpParts } from '../../src/http/http.ts';
import { listen } from '../../src/http/server.ts';
import {
  createReconciliations,
  type ReconciliationParts,
} from '../../src/pipeline/orders/reconciliations.ts';
import { createAudit } from '../../src/pipeline/upkeep/audit.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Outbound } from '../../src/ports/outbound.ts';
import type { Connection, ConnectedStore } from '../../src/ports/store/stores.ts';
import type { Store } from '../../src/ports/store/store.ts';
import { aConnection } from './a-connection.ts';
import { percentsByHand } from './coupons.ts';
import { NO_METRICS } from './no-metrics.ts';
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
  { fetch = unreachable, adminFiles = new Map() }: Around = {},
): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'retorno-world-'));
  const clock = createWorldClock(new Date('2026-11-21T12:00:00Z'));
  const { log, logged } = createLog();
  // The app wants to know its address, which is known only once the server listens.
  let listener = notYet;
  const server = await listen((request, response) => listener(request, response), {
    host: '127.0.0.1',
    port: 0,
  });
  const url = `http://127.0.0.1:${server.port}`;
  const config = readWorldConfig({
    DATABASE_URL: `sqlite:${join(folder, 'retorno.db')}`,
    APP_URL: url,
    ...environment,
  });
  const surroundings = { clock, log, randomBytes, outbound: () => fetch };
  const base = await found({ config, surroundings, as: 'server' });
  const app = compose(base, adminFiles);
  listener = createHttp(app.http);
  return {
    url,
    store: base.store,
    clock,
    logged,
    connect: (over) => connect(base.store, clock, over),
    key: async ({ id }, scope = 'admin') => (await base.store.access.createKey(id, scope)).key,
    settled: app.settled,
    close: async () => {
      await server.close(1_000);
      await app.stop();
      await base.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const notYet: ReturnType<typeof createHttp> = (_request, response) => void response.destroy();

/** What stands around the app; left out: nothing answers, and no admin is built. */
type Around = { readonly fetch?: Outbound; readonly adminFiles?: ReadonlyMap<string, AdminFile> };

const unreachable: Outbound = async () => ({ kind: 'unreachable', reason: 'no network here' });

const randomBytes = (size: number): Uint8Array => new Uint8Array(systemBytes(size));

const readWorldConfig = (environment: Environment) => {
  const read = readConfig({
    ENCRYPTION_KEY: Buffer.from(KEY).toString('base64'),
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

/** As it is served, but that nothing is looked for on a schedule and platforms do at once what is asked of them. */
const compose = (base: Foundation, adminFiles: ReadonlyMap<string, AdminFile>) => {
  const { store, clock, config, log } = base;
  const product = createProduct(base);
  const email = createEmailChannel(base);
  const reminding = createReminding(base, product, { email });
  const working = { product, reminding, audit: createAudit(base), runner: null, adminFiles };
  const http: HttpParts = {
    ...createPages(base, working),
    contact: 'hello@retorno.example',
    metrics: { token: config.metricsToken, read: async () => NO_METRICS },
    mayBeCalled: () => true,
    orders: { catchUp: async () => ({ ordersSeenUntil: clock.now(), failure: null }) },
    byHand: { ...reminding.byHand, makeCoupon: percentsByHand(base) },
    reconciliations: createReconciliations({ store, reconcile: findLostOrder, clock, randomBytes, log }),
    readiness: async () => [{ name: 'database', ok: true, reason: null }],
  };
  return {
    http,
    settled: product.processor.idle,
    stop: async () => {
      await Promise.all([product.processor.stop(), product.forged.stop(), product.cards.stop()]);
      await email.close();
    },
  };
};

/** A platform that has an order and we not. */
const findLostOrder: ReconciliationParts['reconcile'] = async (_request, book) => {
  const lost = { subject: 'order', externalId: '1003', reason: 'webhook_missing' } as const;
  await book.noted([{ ...lost, details: null, repaired: false, emailHash: null, phoneHash: null }]);
  return { kind: 'done' };
};

const connect = async (
  store: Store,
  clock: Clock,
  over: Partial<Connection> = {},
): Promise<ConnectedStore> => {
  let steps = 0;
  const newStepId = () => newId<StepId>(clock.now(), (size) => new Uint8Array(size).fill((steps += 1)));
  const connected = await store.stores.connect(
    aConnection({
      name: 'Loja da Ana',
      webhookSecret: over.platform === 'woocommerce' ? WOO_SECRET : null,
      flows: FLOW_KINDS.map((kind) => preparedFlow(kind, clock.now(), newStepId)),
      now: clock.now(),
      ...over,
    }),
  );
  return connected.store;
};
