/** What is encrypted at rest: a sealed text opens only at the place that it was sealed for. */
export type Secrets = {
  readonly seal: (text: string, place: SealedPlace) => string;
  /** Throws `SecretUnreadable`. */
  readonly open: (sealed: string, place: SealedPlace) => string;
  /** The same text under the current key; null when it is under that already. */
  readonly reseal: (sealed: string, place: SealedPlace) => string | null;
  /** For `doctor`: names of the keys, which tell nothing of them. */
  readonly keyIds: { readonly current: string; readonly previous: string | null };
};

/** Bound to the ciphertext: copied into another row or column it does not open. */
export type SealedPlace = {
  /** `table.column` */
  readonly purpose: string;
  readonly storeId: string;
};

/** Sealed under a key that we do not have, for another place, or damaged. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}
