/** After ENCRYPTION_KEY changed: what is sealed under ENCRYPTION_KEY_PREVIOUS is sealed anew under the current key. */
export type KeyRotation = {
  /**
   * Goes through all that is sealed, a few hundred rows at a time; the server may run meanwhile. Afterwards the
   * previous key may be forgotten, unless some rows are `unreadable` (sealed under a key that is neither).
   */
  readonly reseal: () => Promise<{ readonly resealed: number; readonly unreadable: number }>;
  /** The keys that the oldest and the newest few thousand rows of each kind are sealed under. */
  readonly keysInUse: () => Promise<readonly KeyInUse[]>;
  /** Whether any row at all is sealed under it: looks through everything, for a key that is about to be forgotten. */
  readonly isNeeded: (keyId: string) => Promise<boolean>;
};

/** `keyId` tells nothing of the key; `rows` counts those that were looked at. */
export type KeyInUse = { readonly keyId: string; readonly rows: number };
