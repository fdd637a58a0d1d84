import type { Config } from '../config.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { AdminFile } from '../http/admin/admin-files.ts';
import type { CaughtUp } from '../http/api/orders/routes.ts';
import { createHttp } from '../http/http.ts';
import { listen, type Listening } from '../http/server.ts';
import { createManualUrls } from '../pipeline/return/manual-url.ts';
import { createAudit, type Audit } from '../pipeline/upkeep/audit.ts';
import { createCloseCart } from '../pipeline/upkeep/close-cart.ts';
import type { Store } from '../ports/store/store.ts';
import type { Runner } from '../ports/runner.ts';
import { createLocalRunner } from '../runners/local.ts';
import { createEmailChannel } from './channels.ts';
import { createConnecting } from './connecting.ts';
import { createChores } from './chores.ts';
import { found, type Foundation } from './foundation.ts';
import { readMetrics } from './metrics.ts';
import { createEmbeddedDoor } from './embedding.ts';
import { createOutboundWebhooks } from './outbound-webhooks.ts';
import { createProduct, type Product } from './product.ts';
import { createReadiness } from './readiness.ts';
import { createReminding, type Reminding } from './reminding.ts';
import { readBuiltAdmin } from './admin.ts';
import type { Surroundings } from './surroundings.ts';
import { mayBePublic } from '../outbound/public-address.ts';

export type Served = {
  readonly port: number;
  /** Takes nothing new, finishes what runs, hands over what is in flight, closes the database. */
  readonly stop: () => Promise<void>;
};

/** The whole server by its role: `web` answers, `worker` processes and sends, `all` does both. */
export const serve = async (config: Config, surroundings: Surroundings): Promise<Served> => {
  const base = await found({ config, surroundings, as: 'server' });
  const product = createProduct(base);
  const email = createEmailChannel(base);
  const outboundCalls = createOutboundWebhooks(base);
  const reminding = createReminding(base, product, { email, webhook: outboundCalls.channel });
  const audit = createAudit(base);
  const runner = createLocalRunner({
    clock: base.clock,
    log: base.log,
    jobs: {
      ...reminding.reminders,
      chores: createChores(base, product, { reminding, audit, outboundCalls }),
    },
  });
  const isWorking = config.role !== 'web';
  const adminFiles = config.role === 'worker' ? new Map<never, never>() : await readBuiltAdmin(base.log);
  const listening = await open(base, {
    product,
    reminding,
    audit,
    runner: isWorking ? runner : null,
    adminFiles,
  });
  if (isWorking) {
    if (config.database.kind === 'sqlite') await reminding.reminders.takeOver();
    product.processor.start();
    await runner.start();
  }
  base.log.info({ port: listening.port, role: config.role }, 'serving');
  return {
    port: listening.port,
    stop: async () => {
      const grace = config.shutdownGraceMs;
      await Promise.all([
        listening.close(grace),
        isWorking ? runner.stop(grace) : null,
        within(base, grace, product.reconciliations.stop()),
      ]);
      await Promise.all([product.processor.stop(), product.errands.stop(), product.forged.stop()]);
      await product.cards.stop();
      await Promise.all([email.close(), outboundCalls.channel.close()]);
      await base.close();
      base.log.info({}, 'stopped');
    },
  };
};

const within = async ({ clock }: Foundation, graceMs: number, work: Promise<void>): Promise<void> => {
  const over = new AbortController();
  await Promise.race([work, clock.sleep(graceMs, over.signal)]);
  over.abort();
};

type Working = {
  readonly product: Product;
  readonly reminding: Reminding;
  readonly audit: Audit;
  readonly runner: Runner | null;
  readonly adminFiles: ReadonlyMap<string, AdminFile>;
};

const open = (base: Foundation, working: Working): Promise<Listening> => {
  const { config } = base;
  return listen(createPages(base, working), { host: config.host, port: config.port });
};

const createPages = (base: Foundation, { product, reminding, audit, runner, adminFiles }: Working) => {
  const { store, config, clock, randomBytes, log } = base;
  const manualUrls = createManualUrls({
    stores: store.stores,
    linkKey: base.linkKeys[0],
    appUrl: config.appUrl,
  });
  return createHttp({
    appUrl: config.appUrl,
    trustProxy: config.trustProxy,
    contact: contactOf(config),
    metrics: { token: config.metricsToken, read: readMetrics(base, audit) },
    hasMailbox: config.mail?.kind === 'mailbox',
    mayBeCalled: config.allowPrivateStoreUrls ? () => true : mayBePublic,
    platforms: config.platforms,
    adapters: base.adapters,
    store: { ...store, reader: dressedReader(store, product) },
    receive: product.receive,
    forged: product.forged,
    links: product.returns,
    carts: {
      manualUrls,
      explain: reminding.explain,
      closeCart: createCloseCart({ store, reconsider: store.messages.reconsider, randomBytes }),
    },
    orders: { catchUp: catchUpNow(base, product) },
    admitToken: createEmbeddedDoor(base),
    reconciliations: product.reconciliations,
    attention: reminding.attention,
    connect: createConnecting(base),
    explaining: reminding.explaining,
    previewCampaign: reminding.previewCampaign,
    byHand: reminding.byHand,
    readiness: createReadiness(base, runner),
    nudge: product.processor.nudge,
    adminFiles,
    now: clock.now,
    randomBytes,
    log,
  });
};

/** The operator's address, as mail shows it: `Shop <shop@example.com>` or the address alone. */
const contactOf = ({ mail }: Config): string | null =>
  mail === null ? null : (/<([^<>]+)>$/.exec(mail.from)?.[1] ?? mail.from);

/** The reader makes its members on demand, so it is not copied but stood in front of. */
const dressedReader = ({ reader }: Store, { dressed }: Product): Store['reader'] =>
  Object.create(reader, { cartViews: { value: dressed.cartViews(reader.cartViews) } }) as Store['reader'];

/** The order tail on demand, in the words of the API. */
const catchUpNow =
  ({ store }: Foundation, { catchUp }: Product) =>
  async (storeId: StoreId): Promise<CaughtUp> => {
    const outcome = await catchUp(storeId, { onDemand: true });
    const known = await store.stores.find(storeId);
    return {
      ordersSeenUntil: known?.ordersSeenUntil ?? null,
      failure: outcome.kind === 'not_read' ? outcome.reason : null,
    };
  };
