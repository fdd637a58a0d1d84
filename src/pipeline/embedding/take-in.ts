import { preparedFlow } from '../../core/flows/prepared-flow.ts';
import { newId, type RandomBytes } from '../../core/words/ids.ts';
import { FLOW_KINDS, type Platform } from '../../core/words/vocabulary.ts';
import type { Adapter, ProbeResult } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbound } from '../../ports/outbound.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore, StoreDescription } from '../../ports/store/stores.ts';
import type { GrantedStore } from './admit-token.ts';

export type TakeInParts = {
  readonly store: Pick<Store, 'stores' | 'commit'>;
  readonly adapters: readonly Pick<Adapter, 'platform' | 'probe'>[];
  readonly fetch: Outbound;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
};

/** Connects a store with what its platform granted, once the platform has told what store that is. */
export const createTakeIn =
  (parts: TakeInParts) =>
  async (platform: Platform, granted: GrantedStore): Promise<ConnectedStore | null> => {
    const { stores } = parts.store;
    const known = await stores.findByKey(platform, granted.externalKey);
    const told = await ask(parts, platform, granted);
    if (told === null && known === null) return null;
    const now = parts.clock.now();
    const { store } = await stores.connect({
      platform,
      externalKey: granted.externalKey,
      ...describe(known ?? { ...NOTHING_KNOWN, name: granted.externalKey, url: granted.url }, told),
      credentials: granted.credentials,
      webhookSecret: null,
      flows: FLOW_KINDS.map((kind) => preparedFlow(kind, now, () => newId(now, parts.randomBytes))),
      now,
    });
    if (told?.scopes) await parts.store.commit([stores.scopesGranted(store.id, told.scopes, now)]);
    return stores.find(store.id);
  };

/** What the platform tells now, else what was known. */
const describe = (known: StoreDescription, told: Partial<Told> | null): StoreDescription => ({
  name: told?.name ?? known.name,
  url: told?.url ?? known.url,
  currency: told?.currency ?? known.currency,
  ...describePlace(known, told ?? {}),
});

const describePlace = (known: StoreDescription, told: Partial<Told>) => ({
  locale: told.locale ?? known.locale,
  timeZone: told.timeZone ?? known.timeZone,
  country: told.country ?? known.country,
});

type Told = Extract<ProbeResult, { ok: true }>;

/** Null where the platform does not tell: a store without its currency and zone is not begun with. */
const ask = async (
  { adapters, fetch, clock, log }: TakeInParts,
  platform: Platform,
  { externalKey, url, credentials }: GrantedStore,
): Promise<Told | null> => {
  const probe = adapters.find((adapter) => adapter.platform === platform)?.probe;
  const store = { ...NOTHING_KNOWN, externalKey, url };
  const answer = await probe?.({ fetch, now: () => clock.now(), credentials, store, log });
  if (answer?.ok === true) return answer;
  log.warn({ platform, reason: answer?.reason ?? 'nobody to ask' }, 'platform does not tell of its store');
  return null;
};

const NOTHING_KNOWN = {
  currency: 'USD',
  country: null,
  locale: 'en',
  timeZone: 'UTC',
  paymentMeanings: {},
} as const;
