import type { Adapter } from '../../../ports/adapter.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import { contextOf, type ContextParts } from '../../adapter-context.ts';
import { keepNow, type KeepWebhooksParts } from '../../errands/keep-webhooks.ts';
import { fine, inWords, wrong, type Examiner, type Finding } from './check.ts';

export type StoreExaminerParts = KeepWebhooksParts & { readonly adapters: readonly Adapter[] };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Of a store that is active: what it needs of its platform. */
export const storeExaminers = (parts: StoreExaminerParts, store: ConnectedStore): readonly Examiner[] => {
  const adapter = parts.adapters.find(({ platform }) => platform === store.platform);
  if (adapter === undefined)
    return [{ name: `platform:${store.id}`, look: () => wrong(`${store.platform} is not in this version`) }];
  return [
    { name: `webhooks:${store.id}`, look: () => webhooks(store, adapter, parts.now()) },
    ...(adapter.webhooks === undefined
      ? []
      : [{ name: `registered:${store.id}`, look: () => registered(parts, store, adapter) }]),
    ...(adapter.capabilities.orderTruth === 'platform'
      ? [{ name: `orders:${store.id}`, look: () => orders(store, parts.now()) }]
      : []),
    ...(adapter.probe === null
      ? []
      : [{ name: `credentials:${store.id}`, look: () => credentials(parts, store, adapter.probe) }]),
  ];
};

/** No shop is silent from its first day on; later a quiet week may be one. */
const webhooks = ({ lastWebhookAt, connectedAt }: ConnectedStore, adapter: Adapter, now: Date): Finding => {
  if (lastWebhookAt !== null)
    return fine(`last heard ${inWords(now.getTime() - lastWebhookAt.getTime())} ago`);
  if (adapter.capabilities.webhookSecret === 'none') return fine('none yet; events come over the API');
  return now.getTime() - connectedAt.getTime() > DAY_MS
    ? wrong('none has come since the store was connected: are they registered, with our address?')
    : fine('none yet; the store was connected less than a day ago');
};

/** Looked at by keeping them: what is missing is made by the way, and told. */
const registered = async (
  parts: KeepWebhooksParts,
  store: ConnectedStore,
  adapter: Adapter,
): Promise<Finding> => {
  if (!store.hasCredentials) return wrong('no credentials to look with: add the store once more');
  const kept = await keepNow(parts, { adapter, store });
  if (kept === null) return fine('registered by the platform’s own configuration');
  if (kept.kind !== 'kept') return wrong(kept.kind === 'unavailable' ? kept.reason : kept.kind);
  const changed = [
    ...kept.made.map((topic) => `made ${topic}`),
    ...kept.mended.map((topic) => `mended ${topic}`),
    ...kept.removed.map((topic) => `took away ${topic}`),
  ];
  return fine(
    `all ${kept.topics.length} are there${changed.length === 0 ? '' : `; just now ${changed.join(', ')}`}`,
  );
};

const orders = ({ tail, ordersSeenUntil }: ConnectedStore, now: Date): Finding => {
  const failing = tail.failingSince === null ? 0 : now.getTime() - tail.failingSince.getTime();
  if (failing > 0)
    return wrong(`not read for ${inWords(failing)}, so nothing is sent: ${tail.reason ?? 'no reason given'}`);
  if (ordersSeenUntil === null) return wrong('never read yet, so nothing is sent');
  const age = now.getTime() - ordersSeenUntil.getTime();
  return age > HOUR_MS
    ? wrong(`known up to ${inWords(age)} ago: does the server run?`)
    : fine('known up to now');
};

const credentials = async (
  parts: ContextParts,
  store: ConnectedStore,
  probe: Adapter['probe'],
): Promise<Finding> => {
  if (!store.hasCredentials) return wrong('none are kept: add the store once more');
  const answer = await probe?.(await contextOf(parts, store));
  return answer?.ok === false ? wrong(answer.reason) : fine('accepted');
};
