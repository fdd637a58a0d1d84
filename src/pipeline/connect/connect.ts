import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { Log } from '../../ports/log.ts';
import type { Outbound } from '../../ports/outbound.ts';
import type { Calls, Connect } from '../../ports/platform-work.ts';
import type { IssuedToken } from '../../ports/store/access.ts';
import type { ConnectStates } from '../../ports/store/connect-states.ts';
import type { ConnectStore } from './connect-store.ts';
import { prove } from './prove.ts';

export type ConnectParts = {
  readonly adapters: ReadonlyMap<Platform, Adapter>;
  readonly connectStates: ConnectStates;
  readonly connectStore: ConnectStore;
  readonly outboundFor: (platform: Platform) => Outbound;
  readonly appUrl: string;
  readonly now: () => Date;
  readonly log: Log;
};

type Params = Readonly<Record<string, string>>;

export type Begun =
  | { readonly kind: 'sent'; readonly to: string; readonly browser: IssuedToken }
  /** The merchant has to name the shop first. */
  | { readonly kind: 'asks' }
  | Refused
  | NotOffered;

/** `stale`: nothing of ours came back with it, or it is over, used, or another browser's. */
export type Refused = {
  readonly kind: 'refused';
  readonly why: 'stale' | 'not_begun' | 'declined' | 'not_proven';
  readonly reason: string;
};
/** This platform's stores are not connected in a browser. */
export type NotOffered = { readonly kind: 'not_offered' };

export type Answer = {
  /** `redirect`: by a browser, which may have our cookie; `call`: by a shop's server. */
  readonly by: 'redirect' | 'call';
  readonly params: Params;
  readonly body: unknown;
  readonly browser: string | null;
};

export type Answered =
  | {
      readonly kind: 'connected';
      readonly storeId: StoreId;
      /** A browser of which we know that it began this; only such a one is signed in. */
      readonly isBegunHere: boolean;
    }
  | Refused
  | NotOffered;

/** Connecting a store in the merchant's browser: sent to the platform, back with its consent, proven, and only then kept. */
export const createConnect = (parts: ConnectParts) => ({
  begin: async (platform: Platform, params: Params): Promise<Begun> => {
    const connect = parts.adapters.get(platform)?.connect;
    if (connect === undefined) return { kind: 'not_offered' };
    if (connect.asks === 'shop' && (params['shop'] ?? '').trim() === '') return { kind: 'asks' };
    const { state, browser } = await parts.connectStates.begin(platform, params);
    const sent = connect.begin({ params, state, appUrl: parts.appUrl });
    if (sent.kind === 'refused') return { kind: 'refused', why: 'not_begun', reason: sent.reason };
    return { kind: 'sent', to: sent.to, browser };
  },
  answered: async (platform: Platform, answer: Answer): Promise<Answered> => {
    const adapter = parts.adapters.get(platform);
    if (adapter?.connect === undefined) return { kind: 'not_offered' };
    const offered = { adapter, connect: adapter.connect };
    if (answer.by !== (offered.connect.answersBy ?? 'redirect')) return STALE;
    const state = stateIn(offered.connect, answer);
    if (state === null && offered.connect.startsAtPlatform === true && answer.by === 'redirect')
      return accept(parts, offered, { answer, begun: {}, isBegunHere: false });
    const begun = state === null ? null : await take(parts, platform, { state, answer });
    if (state === null || begun === null) return STALE;
    const end = await accept(parts, offered, { answer, begun, isBegunHere: answer.by === 'redirect' });
    if (end.kind !== 'not_offered') await parts.connectStates.ended(state, end);
    return end;
  },
});

export type ConnectStores = ReturnType<typeof createConnect>;

const STALE: Refused = {
  kind: 'refused',
  why: 'stale',
  reason: 'it was not begun here, or it was begun too long ago',
};

/** State is ours: exactly as it was given out, or it is none. */
const stateIn = ({ stateIn: member = 'state' }: Connect, { params, body }: Answer): string | null => {
  const told = typeof body === 'object' && body !== null ? Object.entries(body) : Object.entries(params);
  const state: unknown = told.find(([name]) => name === member)?.[1];
  return typeof state === 'string' ? state : null;
};

const take = async (
  { connectStates }: ConnectParts,
  platform: Platform,
  { state, answer: { by, browser } }: { readonly state: string; readonly answer: Answer },
): Promise<Params | null> => {
  if (by === 'call') return (await connectStates.takeFromCall({ platform, state }))?.begun ?? null;
  if (browser === null) return null;
  return (await connectStates.takeFromBrowser({ platform, state, browser }))?.begun ?? null;
};

type Offered = { readonly adapter: Adapter; readonly connect: Connect };
type Accepting = { readonly answer: Answer; readonly begun: Params; readonly isBegunHere: boolean };

/** What came back is proven twice: by the platform's own exchange, and by a call with what that gave. */
const accept = async (
  parts: ConnectParts,
  { adapter, connect }: Offered,
  { answer: { params, body }, begun, isBegunHere }: Accepting,
): Promise<Answered> => {
  const calls: Calls = { fetch: parts.outboundFor(adapter.platform), now: parts.now, log: parts.log };
  const granted = await connect.finish({ begun, params, body }, calls);
  if (granted.kind === 'refused') return { ...granted, why: 'declined' };
  const proof = await prove(adapter, granted, calls);
  if (proof?.ok !== true)
    return { kind: 'refused', why: 'not_proven', reason: proof?.reason ?? 'nothing came to prove it with' };
  const { externalKey, url, credentials } = granted;
  const { store } = await parts.connectStore({ adapter, externalKey, url, credentials, proof });
  parts.log.info({ storeId: store.id, platform: adapter.platform }, 'store connected');
  return { kind: 'connected', storeId: store.id, isBegunHere };
};
