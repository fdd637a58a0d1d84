import type { Link, LinkFacts } from '../../core/message/link.ts';
import type { RandomBytes } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** What our links mean. Tokens are kept as hashes only. */
export type Links = {
  /** The token is given out here once and is nowhere kept; the link works from when `write` is committed. */
  readonly create: (
    facts: LinkFacts,
    at: { readonly now: Date; readonly randomBytes: RandomBytes },
  ) => { readonly token: string; readonly write: Write };
  /** Also links that are no longer valid: see `expiresAt`. Null for an unknown hash. */
  readonly findByHash: (tokenHash: string) => Promise<Link | null>;
  /** To which address the link went, by its message, else by its shopper; null when that is no longer known. */
  readonly addressee: (link: Pick<Link, 'storeId' | 'messageId' | 'shopperId'>) => Promise<string | null>;
};
