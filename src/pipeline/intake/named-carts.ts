import { hashToken, isRandomToken } from '../../core/message/link.ts';
import { isManualTokenOf, readManualToken } from '../../core/message/manual-link.ts';
import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { Links } from '../../ports/store/links.ts';
import type { Stores } from '../../ports/store/stores.ts';

/** The carts that our tokens (`retorno_ref`) in an order belong to. */
export type NamedCarts = (storeId: StoreId, tokens: readonly string[]) => Promise<readonly CartId[]>;

type Parts = {
  readonly links: Pick<Links, 'findByHash'>;
  readonly stores: Pick<Stores, 'secrets'>;
  /** Uncovers which cart a link passed on by hand is of. */
  readonly linkKey: Uint8Array;
};

/** Tokens of messages are looked up; those passed on by hand name their cart, and prove it. */
export const createNamedCarts = ({ links, stores, linkKey }: Parts): NamedCarts => {
  const byMessage = async (storeId: StoreId, token: string): Promise<CartId | null> => {
    const link = isRandomToken(token) ? await links.findByHash(hashToken(token)) : null;
    return link?.storeId === storeId ? link.cartId : null;
  };
  const byHand = async (storeId: StoreId, token: string): Promise<CartId | null> => {
    const claim = readManualToken(token, linkKey);
    if (claim?.storeId !== storeId) return null;
    const own = (await stores.secrets(storeId))?.own;
    if (own === undefined) return null;
    const secrets = { linkKey, ownSecret: Buffer.from(own, 'base64url') };
    return isManualTokenOf(token, claim, secrets) ? claim.cartId : null;
  };

  return async (storeId, tokens) => {
    const found = new Set<CartId>();
    for (const token of tokens) {
      const cartId = (await byMessage(storeId, token)) ?? (await byHand(storeId, token));
      if (cartId !== null) found.add(cartId);
    }
    return [...found];
  };
};
