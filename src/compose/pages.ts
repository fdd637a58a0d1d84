import type { Config } from '../config.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { AdminFile } from '../http/admin/admin-files.ts';
import type { CaughtUp } from '../http/api/orders/routes.ts';
import type { HttpParts } from '../http/http.ts';
import { mayBePublic } from '../outbound/public-address.ts';
import { createManualUrls } from '../pipeline/return/manual-url.ts';
import type { Audit } from '../pipeline/upkeep/audit.ts';
import { createCloseCart } from '../pipeline/upkeep/close-cart.ts';
import type { Runner } from '../ports/runner.ts';
import type { Store } from '../ports/store/store.ts';
import { createConnecting } from './connecting.ts';
import { createEmbeddedDoor } from './embedding.ts';
import type { Foundation } from './foundation.ts';
import { readMetrics } from './metrics.ts';
import type { Product } from './product.ts';
import { createReadiness } from './readiness.ts';
import type { Reminding } from './reminding.ts';

export type Working = {
  readonly product: Product;
  readonly reminding: Reminding;
  readonly audit: Audit;
  readonly runner: Runner | null;
  readonly adminFiles: ReadonlyMap<string, AdminFile>;
};

/** All that the HTTP surface works with, put together. */
export const createPages = (
  base: Foundation,
  { product, reminding, audit, runner, adminFiles }: Working,
): HttpParts => {
  const { store, config, clock, randomBytes, log } = base;
  const manualUrls = createManualUrls({
    stores: store.stores,
    linkKey: base.linkKeys[0],
    appUrl: config.appUrl,
  });
  return {
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
  };
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
