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
  /** Uncover which cart a link passed on by hand is of: the current key, then former ones. */
  readonly linkKeys: readonly Uint8Array[];
};

/** Tokens of messages are looked up; those passed on by hand name their cart, and prove it. */
export const createNamedCarts = ({ links, stores, linkKeys }: Parts): NamedCarts => {
  const byMessage = async (storeId: StoreId, token: string): Promise<CartId | null> => {
    const link = isRandomToken(token) ? await links.findByHash(hashToken(token)) : null;
    return link?.storeId === storeId ? link.cartId : null;
  };
  const byHand = async (storeId: StoreId, token: string): Promise<CartId | null> => {
    for (const linkKey of linkKeys) {
      const claim = readManualToken(token, linkKey);
      const own = claim?.storeId === storeId ? (await stores.secrets(storeId))?.own : undefined;
      if (claim === null || own === undefined) continue;
      const secrets = { linkKey, ownSecret: Buffer.from(own, 'base64url') };
      if (isManualTokenOf(token, claim, secrets)) return claim.cartId;
    }
    return null;
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
