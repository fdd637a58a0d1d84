declare const write: unique symbol;

/** One statement to be executed later, in one transaction with others. Made by the store's ports, opaque to all else. */
export type Write = { readonly [write]: true };

/**
 * Executes all writes in one transaction, in order. `conflict`: a write met another state than the one it names
 * (a revision, a claim's state, a unique key); nothing was written, read again and decide again.
 * Rejects when the database cannot write at all; then nothing was written either.
 */
export type Commit = (writes: readonly Write[]) => Promise<'committed' | 'conflict'>;
