import type { ApiKeyId, StoreId } from '../../core/words/ids.ts';

/** What lets somebody in. Tokens are given out once, 256 random bits, and kept as hashes only. */
export type Access = {
  readonly createKey: (
    storeId: StoreId,
    scope: KeyScope,
  ) => Promise<{ readonly id: ApiKeyId; readonly key: string }>;
  /** Null for unknown and revoked ones. */
  readonly findKey: (token: string) => Promise<KeyHolder | null>;
  readonly listKeys: (storeId: StoreId) => Promise<readonly ApiKey[]>;
  /** False when there is no such key of this store. */
  readonly revokeKey: (storeId: StoreId, id: ApiKeyId) => Promise<boolean>;

  /** Works once, for 10 minutes. */
  readonly createLoginLink: (storeId: StoreId) => Promise<IssuedToken>;
  /** Takes a login link and opens a session; null for one that is unknown, over or used. */
  readonly redeemLoginLink: (token: string) => Promise<IssuedToken | null>;
  /** For who is proven by a platform (embedded admin); 12 hours. */
  readonly createSession: (storeId: StoreId) => Promise<IssuedToken>;
  readonly findSession: (token: string) => Promise<{ readonly storeId: StoreId } | null>;
  readonly endSession: (token: string) => Promise<void>;
  /** Forgets links and sessions that are over. */
  readonly forgetOver: () => Promise<void>;
};

export type KeyScope = 'events' | 'admin';

export type KeyHolder = { readonly id: ApiKeyId; readonly storeId: StoreId; readonly scope: KeyScope };

export type ApiKey = KeyHolder & {
  readonly createdAt: Date;
  /** Exact to five minutes. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

export type IssuedToken = { readonly token: string; readonly expiresAt: Date };
