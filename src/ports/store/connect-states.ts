import type { StoreId } from '../../core/words/ids.ts';
import type { Platform } from '../../core/words/vocabulary.ts';
import type { IssuedToken } from './access.ts';

/**
 * Connections that a merchant began in a browser. A state works once, for 10 minutes and for one platform; it and the
 * browser's cookie are random, given out once and kept as hashes only. What a connection begins with is no secret.
 */
export type ConnectStates = {
  readonly begin: (
    platform: Platform,
    begun: Readonly<Record<string, string>>,
  ) => Promise<{ readonly state: string; readonly browser: IssuedToken }>;
  /** Null for a state that is unknown, used, over, of another platform or another browser's. */
  readonly takeFromBrowser: (given: GivenState & { readonly browser: string }) => Promise<TakenState | null>;
  /** As above, where the shop's own server answers and the browser comes apart. */
  readonly takeFromCall: (given: GivenState) => Promise<TakenState | null>;
  readonly ended: (state: string, end: ConnectEnd) => Promise<void>;
  /** How it stands with what this browser began: its cookie is another one for each beginning. */
  readonly ofBrowser: (platform: Platform, browser: string) => Promise<ConnectStanding>;
  /** True once for each connection: who asks again is not signed in again. */
  readonly signInOnce: (platform: Platform, browser: string) => Promise<boolean>;
  readonly forgetOver: () => Promise<void>;
};

type GivenState = { readonly platform: Platform; readonly state: string };

export type TakenState = { readonly begun: Readonly<Record<string, string>> };

export type ConnectEnd =
  | { readonly kind: 'connected'; readonly storeId: StoreId }
  | { readonly kind: 'refused'; readonly reason: string };

export type ConnectStanding =
  | ConnectEnd
  /** Nothing has come back yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'unknown' };
