import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter, Credentials } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbound } from '../../ports/outbound.ts';
import type { Renewal, Renewed } from '../../ports/platform-work.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { factsOf } from '../intake/read-delivery.ts';

export type RenewalParts = {
  readonly store: Pick<Store, 'stores' | 'commit'>;
  readonly adapters: readonly Pick<Adapter, 'platform' | 'renewal'>[];
  readonly fetch: Outbound;
  readonly clock: Clock;
  readonly log: Log;
};

export type Renewals = {
  /** A store's credentials, renewed first where it is time. Everybody who calls a platform asks here. */
  readonly credentials: (id: StoreId) => Promise<Credentials>;
  /** Renews all that it is time for, those of idle stores too, so that none ever lapses. Never rejects. */
  readonly renewDue: () => Promise<void>;
};

/** Longer than a renewal takes; after that whoever claimed it is gone. */
const CLAIM_MS = 60_000;
/** A platform that did not renew is not asked again at every call. */
const REST_MS = 30_000;
/** Refused though not over: tried once an hour, in case the platform took back the old ones alone. */
const REFUSED_REST_MS = 3_600_000;
const AT_ONCE = 4;
const LOOK_AGAIN_MS = 500;
const LOOKS = 40;

/**
 * Keeps credentials that end alive: ahead of time, one renewal per store at once whatever asks and however many
 * processes there are, and the new pair stored in one statement that only the claim's holder can make.
 */
export const createRenewals = (parts: RenewalParts): Renewals => {
  const { stores } = parts.store;
  const byPlatform = new Map<Platform, Renewal>(
    parts.adapters.flatMap(({ platform, renewal }) => (renewal === undefined ? [] : [[platform, renewal]])),
  );
  const running = new Map<StoreId, Promise<void>>();
  const restingUntil = new Map<StoreId, number>();

  const renewOnce = (store: ConnectedStore, held: Credentials, renewal: Renewal): Promise<void> => {
    const known = running.get(store.id);
    if (known !== undefined) return known;
    const started = renew(parts, { id: store.id, held, renewal })
      .then((isRenewed) => {
        if (isRenewed) restingUntil.delete(store.id);
        else restingUntil.set(store.id, parts.clock.now().getTime() + REST_MS);
        return undefined;
      })
      .finally(() => void running.delete(store.id));
    running.set(store.id, started);
    return started;
  };

  const credentials = async (id: StoreId): Promise<Credentials> => {
    const store = await stores.find(id);
    const held = await stores.credentials(id);
    const renewal = store === null ? undefined : byPlatform.get(store.platform);
    if (store === null || renewal === undefined || store.lapsed !== null) return held;
    const now = parts.clock.now();
    const at = renewal.renewAt(held);
    if (at === null || at > now || now.getTime() < (restingUntil.get(id) ?? 0)) return held;
    await renewOnce(store, held, renewal);
    return stores.credentials(id);
  };

  const refusedAt = new Map<StoreId, number>();
  const renewOne = async (store: ConnectedStore): Promise<void> => {
    await credentials(store.id);
    const renewal = byPlatform.get(store.platform);
    const now = parts.clock.now().getTime();
    if (renewal === undefined || store.tail.reason !== 'unauthorized') return;
    const held = await stores.credentials(store.id);
    if (renewal.renewAt(held) === null) return;
    if (now - (refusedAt.get(store.id) ?? Number.NEGATIVE_INFINITY) < REFUSED_REST_MS) return;
    refusedAt.set(store.id, now);
    await renewOnce(store, held, renewal);
  };

  return {
    credentials,
    renewDue: async () => {
      const waiting = (await stores.list()).filter(
        (one) => byPlatform.has(one.platform) && one.hasCredentials && one.lapsed === null,
      );
      const next = async (): Promise<void> => {
        for (let store = waiting.pop(); store !== undefined; store = waiting.pop()) {
          await renewOne(store).catch(() =>
            parts.log.error({ storeId: store?.id }, 'credentials could not be looked at'),
          );
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, next));
    },
  };
};

/** Whether the credentials that stand now are new. The words of a failure may hold a secret, so none are logged. */
type Renewing = {
  readonly id: StoreId;
  /** As they were seen when it was found to be time. */
  readonly held: Credentials;
  readonly renewal: Renewal;
};

const renew = async (parts: RenewalParts, { id, held, renewal }: Renewing): Promise<boolean> => {
  const { stores } = parts.store;
  const now = parts.clock.now();
  const until = new Date(now.getTime() + CLAIM_MS);
  if ((await parts.store.commit([stores.renewalClaimed(id, { now, until })])) === 'conflict')
    return awaitOther(parts, { id, held, renewal });
  try {
    // Read again: what stood there before the claim may have been renewed by whoever held it last.
    const [store, credentials] = await Promise.all([stores.find(id), stores.credentials(id)]);
    if (store === null || !isSame(renewal, credentials, held)) {
      await parts.store.commit([stores.renewalGivenUp(id, until)]);
      return store !== null;
    }
    const { fetch, clock, log } = parts;
    const context = { fetch, now: () => clock.now(), credentials, store: factsOf(store), log };
    return await settle(parts, { id, until, renewed: await renewal.renew(context) });
  } catch {
    parts.log.error({ storeId: id }, 'credentials not renewed');
    await parts.store.commit([stores.renewalGivenUp(id, until)]);
    return false;
  }
};

/** Another process renews them: what it stores is seen a moment later. */
const awaitOther = async (parts: RenewalParts, { id, held, renewal }: Renewing): Promise<boolean> => {
  for (let look = 0; look < LOOKS; look += 1) {
    await parts.clock.sleep(LOOK_AGAIN_MS);
    if (!isSame(renewal, await parts.store.stores.credentials(id), held)) return true;
  }
  return false;
};

const isSame = ({ renewAt }: Renewal, one: Credentials, other: Credentials): boolean =>
  renewAt(one)?.getTime() === renewAt(other)?.getTime();

type Answered = { readonly id: StoreId; readonly until: Date; readonly renewed: Renewed };

const settle = async (parts: RenewalParts, { id, until, renewed }: Answered): Promise<boolean> => {
  const { stores } = parts.store;
  const at = parts.clock.now();
  switch (renewed.kind) {
    case 'renewed':
      // Conflict: the merchant connected it again meanwhile, and what that brought is newer.
      return (
        (await parts.store.commit([stores.credentialsRenewed(id, renewed.credentials, until)])) ===
        'committed'
      );
    case 'lapsed':
      parts.log.warn({ storeId: id, reason: renewed.reason }, 'store must be connected again');
      await parts.store.commit([stores.credentialsLapsed(id, { at, reason: renewed.reason, until })]);
      return false;
    case 'unauthorized':
    case 'rate_limited':
    case 'unavailable':
      parts.log.warn({ storeId: id, outcome: renewed.kind }, 'credentials not renewed');
      await parts.store.commit([stores.renewalGivenUp(id, until)]);
      return false;
  }
};
