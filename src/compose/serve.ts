import type { Config } from '../config.ts';
import { createHttp } from '../http/http.ts';
import { listen, type Listening } from '../http/server.ts';
import { createAudit } from '../pipeline/upkeep/audit.ts';
import { createLocalRunner } from '../runners/local.ts';
import { createEmailChannel } from './channels.ts';
import { createChores } from './chores.ts';
import { found, type Foundation } from './foundation.ts';
import { createOutboundWebhooks } from './outbound-webhooks.ts';
import { createPages, type Working } from './pages.ts';
import { createProduct } from './product.ts';
import { createReminding } from './reminding.ts';
import { readBuiltAdmin } from './admin.ts';
import type { Surroundings } from './surroundings.ts';

export type Served = {
  readonly port: number;
  /** Takes nothing new, finishes what runs, hands over what is in flight, closes the database. */
  readonly stop: () => Promise<void>;
};

/** The whole server by its role: `web` answers, `worker` processes and sends, `all` does both. */
export const serve = async (config: Config, surroundings: Surroundings): Promise<Served> => {
  const base = await found({ config, surroundings, as: 'server' });
  // SQLite is read on a thread that takes half a second to load, for which the first list need not wait.
  if (config.database.kind === 'sqlite') base.store.reader.stores.list().catch(nothing);
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

const nothing = () => undefined;

const within = async ({ clock }: Foundation, graceMs: number, work: Promise<void>): Promise<void> => {
  const over = new AbortController();
  await Promise.race([work, clock.sleep(graceMs, over.signal)]);
  over.abort();
};

const open = (base: Foundation, working: Working): Promise<Listening> => {
  const { config } = base;
  return listen(createHttp(createPages(base, working)), { host: config.host, port: config.port });
};
