import { hash } from 'node:crypto';
import { z } from 'zod';
import { id, listOf, objectOf, text } from '../../src/core/words/tolerant.ts';
import type { AdapterContext } from '../../src/ports/adapter.ts';
import type { WantedWebhooks, Webhooks, WebhooksKept } from '../../src/ports/platform-work.ts';
import { COMPANION, connectPlugin } from './plugin-connection.ts';
import { NO_CHECKOUT_LINK } from './return-url.ts';
import { type Api, createApi, type NoAnswer, type Reply, unavailable } from './rest.ts';
import { PLUGIN_CART } from './verify.ts';

const TOPICS = ['order.created', 'order.updated', 'order.deleted', 'order.restored'] as const;

/**
 * A shop sends what it sends once and gives up for good after seven failures in a row. One that is no longer active
 * is made anew: set to active, it would keep its count of failures and be switched off by the next one.
 */
export const webhooks: Webhooks = { keep: (wanted, context) => keep(wanted, context) };

const keep = async (wanted: WantedWebhooks, context: AdapterContext): Promise<WebhooksKept> => {
  const api = createApi(context);
  const { secret } = wanted;
  if (api === null || secret === null) return { kind: 'unauthorized' };
  const found = await list(api);
  if (found.kind !== 'listed') return found;
  const ours = found.webhooks.filter(({ delivery_url }) => leadsToUs(delivery_url, wanted.address));
  const name = nameOf(secret);
  const plan = planOf(ours, { address: wanted.address, name });
  for (const topic of [...plan.missing, ...plan.broken]) {
    const body = { name: `${name} ${topic}`, topic, delivery_url: wanted.address, secret, status: 'active' };
    const made = await api({ method: 'POST', path: 'webhooks', body });
    if (made.kind !== 'answered') return noAnswer(made);
  }
  for (const old of plan.old) {
    const gone = await api({ method: 'DELETE', path: `webhooks/${old}`, query: { force: 'true' } });
    if (gone.kind !== 'answered' && !wasGone(gone)) return noAnswer(gone);
  }
  const plugin = await connectPlugin(api, { ...wanted, secret, shop: context.store.externalKey });
  if (plugin.kind === 'no_answer') return plugin.why;
  return { ...keptOf(plan, plugin.kind), scopes: await scopesOf(api, plugin.kind) };
};

/** Carts and the way back to them: by the plugin, else by what WooCommerce itself can. */
const scopesOf = async (api: Api, plugin: 'absent' | 'made' | 'stood'): Promise<readonly string[]> => {
  if (plugin !== 'absent') return [COMPANION];
  const query = { _fields: 'environment' };
  const answer = await api({ method: 'GET', path: 'system_status', query });
  const version = answer.kind === 'answered' ? statusBody.parse(answer.data)?.environment?.version : null;
  return Number(/^\d+/.exec(version ?? '')?.[0] ?? Number.NaN) < FIRST_WITH_LINK ? [NO_CHECKOUT_LINK] : [];
};

const FIRST_WITH_LINK = 10;

const statusBody = objectOf(z.object({ environment: objectOf(z.object({ version: text })) }));

const webhookBody = listOf(
  z.object({ id, name: text, status: text, topic: text, delivery_url: text.transform((url) => url ?? '') }),
);
type Webhook = z.infer<typeof webhookBody>[number];

type Listed = { readonly kind: 'listed'; readonly webhooks: readonly Webhook[] } | NoAnswer;

const list = async (api: Api): Promise<Listed> => {
  const webhooks: Webhook[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = { per_page: '100', page: String(page) };
    const answer = await api({ method: 'GET', path: 'webhooks', query });
    if (answer.kind !== 'answered') return noAnswer(answer);
    if (!Array.isArray(answer.data))
      return { kind: 'unavailable', reason: 'the shop answered no list of webhooks' };
    webhooks.push(...webhookBody.parse(answer.data));
    if (answer.data.length < 100 || (answer.pages !== null && page >= answer.pages)) break;
  }
  return { kind: 'listed', webhooks };
};

const MOST_PAGES = 50;

/** The path holds the store's id, so ours are known also after our own address has changed. */
const leadsToUs = (url: string, address: string): boolean =>
  URL.canParse(url) && new URL(url).pathname.endsWith(`/${ownPath(address)}`);

const ownPath = (address: string): string => new URL(address).pathname.split('/').slice(-3).join('/');

/** The secret is never told back; a webhook that was made with another one is known by its name. */
const nameOf = (secret: string): string => `Retorno ${hash('sha256', secret, 'hex').slice(0, 8)}`;

type Plan = {
  readonly missing: readonly string[];
  readonly broken: readonly string[];
  /** Ids of what goes once the new ones stand. */
  readonly old: readonly string[];
  readonly doubled: readonly string[];
};

const planOf = (
  ours: readonly Webhook[],
  { address, name }: { readonly address: string; readonly name: string },
): Plan => {
  const isSound = (webhook: Webhook): boolean =>
    webhook.status === 'active' &&
    webhook.delivery_url === address &&
    webhook.name === `${name} ${webhook.topic ?? ''}`;
  const kept = TOPICS.flatMap((topic) => ours.find((one) => one.topic === topic && isSound(one)) ?? []);
  const without = TOPICS.filter((topic) => !kept.some((one) => one.topic === topic));
  const isBroken = (topic: string): boolean => ours.some((one) => one.topic === topic);
  const going = ours.filter((one) => !kept.includes(one));
  return {
    missing: without.filter((topic) => !isBroken(topic)),
    broken: without.filter(isBroken),
    old: going.flatMap((one) => one.id ?? []),
    doubled: going.flatMap(({ topic }) =>
      topic === null || without.some((one) => one === topic) ? [] : topic,
    ),
  };
};

const keptOf = ({ missing, broken, doubled }: Plan, plugin: 'absent' | 'made' | 'stood') => ({
  kind: 'kept' as const,
  topics: [...TOPICS, ...(plugin === 'absent' ? [] : [PLUGIN_CART])],
  made: [...missing, ...(plugin === 'made' ? [PLUGIN_CART] : [])],
  mended: broken,
  removed: [...new Set(doubled)],
});

const wasGone = (reply: Reply): boolean => reply.kind === 'rejected' && reply.status === 404;

const noAnswer = (reply: Exclude<Reply, { kind: 'answered' }>): NoAnswer =>
  reply.kind === 'rejected' ? unavailable(reply.status) : reply;
