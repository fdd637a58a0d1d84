import { createHash } from 'node:crypto';
import type { CartId, MessageId, RandomBytes, ShopperId, StoreId } from '../words/ids.ts';
import type { LinkChannel } from '../words/vocabulary.ts';

export type LinkKind = 'return' | 'unsubscribe';

/** What a link means; kept by us, so that the link itself carries nothing. */
export type LinkFacts = {
  readonly storeId: StoreId;
  readonly kind: LinkKind;
  /** Null: not of a message, such as the link that a person of the store passes on. */
  readonly messageId: MessageId | null;
  readonly cartId: CartId;
  readonly shopperId: ShopperId | null;
  readonly channel: LinkChannel;
  /** Applied on the way to the checkout where the platform can. */
  readonly couponCode: string | null;
};

export type Link = LinkFacts & {
  /** The token itself is nowhere kept: a stolen database opens no cart. */
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** 30 days. */
export const LINK_VALID_MS = 30 * 24 * 60 * 60 * 1_000;

/** A new link and its token, 128 random bits in base64url. The token is given out once, here. */
export const newLink = (
  facts: LinkFacts,
  { now, randomBytes }: { readonly now: Date; readonly randomBytes: RandomBytes },
): { readonly token: string; readonly link: Link } => {
  const token = Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
  if (!isRandomToken(token)) throw new RangeError('the random source gave too few bytes for a link');
  return {
    token,
    link: {
      ...facts,
      tokenHash: hashToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + LINK_VALID_MS),
    },
  };
};

const TOKEN_BYTES = 16;

/** True for text that `newLink` could have made; anything else need not be looked up. Takes whatever a router gives. */
export const isRandomToken = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{22}$/.test(value);

/** How a token is kept and compared. 128 random bits need no slow hash. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
