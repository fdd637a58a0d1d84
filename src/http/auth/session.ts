import type { StoreId } from '../../core/words/ids.ts';

/** Who calls: always exactly one store. */
export type Session = {
  readonly storeId: StoreId;
  readonly scope: 'admin' | 'events';
  /** What its calls are counted under; no secret. */
  readonly countedAs: string;
  /** Came with the browser's cookie, so a changing call must prove that our own page made it. */
  readonly fromCookie: boolean;
};

/** What lets somebody in. All tokens are opaque; the store keeps their hashes. */
export type Access = {
  readonly findKey: (token: string) => Promise<KeyHolder | null>;
  readonly findSession: (token: string) => Promise<{ readonly storeId: StoreId } | null>;
  /** Takes a one-time login link; the second time it is null like an unknown one. */
  readonly redeemLoginLink: (
    token: string,
  ) => Promise<{ readonly token: string; readonly expiresAt: Date } | null>;
  readonly endSession: (token: string) => Promise<void>;
};

export type KeyHolder = {
  readonly id: string;
  readonly storeId: StoreId;
  readonly scope: 'admin' | 'events';
};
