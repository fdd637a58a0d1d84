import type { StoreSurroundings } from './surroundings.ts';

const refuse = () => {
  throw new Error('The reader holds no keys and writes nothing.');
};

/** What the reader's concepts get in place of keys and randomness. Its clock stands, so its caches keep nothing. */
export const readOnlySurroundings: StoreSurroundings = {
  secrets: { seal: refuse, open: refuse, reseal: refuse, keyIds: { current: '', previous: null } },
  clock: { now: () => new Date(Number.NaN) },
  randomBytes: refuse,
};
