import type { StoreId } from '../../core/words/ids.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbound } from '../../ports/outbound.ts';
import type { Embedding, Granted, TokenCalls, TokenOwner } from '../../ports/platform-work.ts';
import type { ConnectedStore, Stores } from '../../ports/store/stores.ts';

export type AdmitParts = {
  /** Of the platforms that are on. */
  readonly adapters: readonly Pick<Adapter, 'platform' | 'embedding'>[];
  readonly stores: Pick<Stores, 'find' | 'findByKey' | 'secrets'>;
  readonly fetch: Outbound;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Connects a store with what its platform granted; null where it could not be. */
  readonly takeIn: (platform: Adapter['platform'], granted: GrantedStore) => Promise<ConnectedStore | null>;
};

export type GrantedStore = Extract<Granted, { kind: 'granted' }>;

export type Admitted =
  | { readonly kind: 'admitted'; readonly storeId: StoreId }
  /** `headers` tell the platforms' scripts to come again with a fresh token. */
  | { readonly kind: 'refused'; readonly headers: Readonly<Record<string, string>> }
  /** The token is right, but the platform does not answer for its store now. */
  | { readonly kind: 'unavailable' };

export type AdmitToken = (token: string) => Promise<Admitted>;

/** An exchange that was refused is not tried again with every call of a page. */
const REST_MS = 30_000;

/**
 * Lets in whoever comes with a platform's own token: it is judged anew at every call and opens exactly the store that
 * it names. A store that is not connected yet is, where its platform manages installations by itself; one that was
 * uninstalled or lapsed is connected again by being opened.
 */
export const createAdmitToken = (parts: AdmitParts): AdmitToken => {
  const doors = parts.adapters.flatMap(({ platform, embedding }) =>
    embedding === undefined ? [] : [{ platform, embedding }],
  );
  const headers = Object.assign({}, ...doors.map(({ embedding }) => embedding.staleToken ?? {})) as Readonly<
    Record<string, string>
  >;
  const calls = callsOf(parts);
  const connecting = createConnecting(parts);

  return async (token) => {
    for (const door of doors) {
      const owner = await door.embedding.readToken(token, calls);
      if (owner === null) continue;
      const store = await parts.stores.findByKey(door.platform, owner.storeKey);
      if (store !== null && isUsable(store)) return { kind: 'admitted', storeId: store.id };
      const outcome = await connecting({ ...door, token, owner, store });
      return outcome.kind === 'refused' ? { kind: 'refused', headers } : outcome;
    }
    return { kind: 'refused', headers };
  };
};

const callsOf = ({ stores, fetch, clock, log }: AdmitParts): TokenCalls => ({
  fetch,
  now: () => clock.now(),
  log,
  storeSecret: async (storeId) => {
    const id = storeId as StoreId;
    const [store, secrets] = await Promise.all([stores.find(id), stores.secrets(id)]);
    return store === null || secrets === null || secrets.webhook === null
      ? null
      : { storeKey: store.externalKey, secret: secrets.webhook };
  },
});

/** Nothing has to be asked of its platform before it is opened. */
const isUsable = ({ state, hasCredentials, lapsed, tail }: ConnectedStore): boolean =>
  state !== 'uninstalled' && hasCredentials && lapsed === null && tail.reason !== 'unauthorized';

type Coming = {
  readonly platform: Adapter['platform'];
  readonly embedding: Embedding;
  readonly token: string;
  readonly owner: TokenOwner;
  readonly store: ConnectedStore | null;
};

type Outcome = Exclude<Admitted, { kind: 'refused' }> | { readonly kind: 'refused' };

/** At most one exchange per store at a time: a page's first calls come together. */
const createConnecting = (parts: AdmitParts) => {
  const running = new Map<string, Promise<Outcome>>();
  const restingUntil = new Map<string, number>();

  const connect = async (key: string, coming: Coming): Promise<Outcome> => {
    const { embedding, token, owner, platform } = coming;
    if (embedding.grant === undefined) return withoutGrant(coming, 'refused');
    if (parts.clock.now().getTime() < (restingUntil.get(key) ?? 0))
      return withoutGrant(coming, 'unavailable');
    const calls = { fetch: parts.fetch, now: () => parts.clock.now(), log: parts.log };
    const granted = await embedding.grant(token, owner, calls);
    if (granted.kind === 'granted') {
      restingUntil.delete(key);
      const store = await parts.takeIn(platform, granted);
      return store === null ? { kind: 'unavailable' } : { kind: 'admitted', storeId: store.id };
    }
    parts.log.warn(
      { platform, outcome: granted.kind, ...reasonOf(granted) },
      'store not connected by its token',
    );
    // A refused token may be followed by a better one at once; a platform that does not answer is left alone.
    if (granted.kind === 'refused') return withoutGrant(coming, 'refused');
    restingUntil.set(key, parts.clock.now().getTime() + REST_MS);
    return withoutGrant(coming, 'unavailable');
  };

  return (coming: Coming): Promise<Outcome> => {
    const key = `${coming.platform} ${coming.owner.storeKey}`;
    const known = running.get(key);
    if (known !== undefined) return known;
    const started = connect(key, coming).finally(() => void running.delete(key));
    running.set(key, started);
    return started;
  };
};

const reasonOf = (granted: object): object => ('reason' in granted ? { reason: granted.reason } : {});

/** A store that is still connected may be looked at, and shows what is wrong with it. */
const withoutGrant = ({ store }: Coming, otherwise: 'refused' | 'unavailable'): Outcome =>
  store !== null && store.state !== 'uninstalled'
    ? { kind: 'admitted', storeId: store.id }
    : { kind: otherwise };
