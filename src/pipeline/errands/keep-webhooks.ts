import type { StoreId } from '../../core/words/ids.ts';
import type { WebhooksKept } from '../../ports/platform-work.ts';
import type { Commit } from '../../ports/store/write.ts';
import type { Stores } from '../../ports/store/stores.ts';
import { contextOf, type ContextParts } from '../adapter-context.ts';
import { webhookAddress } from '../connect/webhook-address.ts';
import { noAnswer } from './no-answer.ts';
import type { ErrandHandler, ErrandWork } from './work-errand.ts';

export type KeepWebhooksParts = ContextParts & {
  readonly stores: Pick<Stores, 'credentials' | 'secrets'>;
  readonly appUrl: string;
};

type Noting = KeepWebhooksParts & {
  readonly stores: Pick<Stores, 'scopesGranted'>;
  readonly commit: Commit;
};

const DAY_MS = 86_400_000;

/** Once a day: what is missing at the platform is made, what it disabled is mended, what is doubled goes. */
export const createKeepWebhooks = (parts: Noting): ErrandHandler => ({
  leaseMs: 5 * 60_000,
  retry: { firstMs: 60_000, mostMs: 3_600_000 },
  work: async (work) => {
    const kept = await keepNow(parts, work);
    if (kept === null) return { kind: 'done', nextAt: null };
    note(parts, work.store.id, kept);
    if (kept.kind !== 'kept') return noAnswer(kept);
    if (kept.scopes !== undefined)
      await parts.commit([parts.stores.scopesGranted(work.store.id, kept.scopes, parts.now())]);
    return { kind: 'done', nextAt: new Date(parts.now().getTime() + DAY_MS) };
  },
});

/** Null where the platform's own configuration registers them. */
export const keepNow = async (
  parts: KeepWebhooksParts,
  { adapter, store }: Pick<ErrandWork, 'adapter' | 'store'>,
): Promise<WebhooksKept | null> => {
  if (adapter.webhooks === undefined) return null;
  const { appUrl } = parts;
  const secret =
    adapter.capabilities.webhookSecret === 'store'
      ? ((await parts.stores.secrets(store.id))?.webhook ?? null)
      : null;
  const wanted = { appUrl, secret, address: webhookAddress(appUrl, store.platform, store.id) };
  return adapter.webhooks.keep(wanted, await contextOf(parts, store));
};

const note = ({ log }: KeepWebhooksParts, storeId: StoreId, kept: WebhooksKept): void => {
  if (kept.kind !== 'kept') return;
  const { made, mended, removed } = kept;
  if (made.length + mended.length + removed.length > 0)
    log.info({ storeId, made, mended, removed }, 'webhooks changed at the platform');
};
