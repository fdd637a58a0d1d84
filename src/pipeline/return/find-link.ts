import { LINK_VALID_MS, hashToken, isRandomToken } from '../../core/message/link.ts';
import type { Link } from '../../core/message/link.ts';
import { isManualTokenOf, readManualToken } from '../../core/message/manual-link.ts';
import type { Carts } from '../../ports/store/carts.ts';
import type { Links } from '../../ports/store/links.ts';
import type { Stores } from '../../ports/store/stores.ts';

export type FindLinkParts = {
  readonly links: Pick<Links, 'findByHash'>;
  readonly stores: Pick<Stores, 'secrets'>;
  readonly carts: Pick<Carts, 'byIds'>;
  /** `linkKeyOf` the server's encryption key, then of the previous one. */
  readonly linkKeys: readonly Uint8Array[];
};

/** What a token means, of a message's link or of the one that a person passes on; null for all others, whatever it is. */
export type FindLink = (token: unknown) => Promise<Link | null>;

export const createFindLink = (parts: FindLinkParts): FindLink => {
  const findManual = createFindManual(parts);
  return async (token) => {
    if (typeof token !== 'string') return null;
    return isRandomToken(token) ? parts.links.findByHash(hashToken(token)) : findManual(token);
  };
};

/** Made up from the cart every time: nothing was stored for it. Valid while the cart could still be recovered. */
const createFindManual = ({ stores, carts, linkKeys }: FindLinkParts) => {
  const findByKey = async (token: string, linkKey: Uint8Array): Promise<Link | null> => {
    const claim = readManualToken(token, linkKey);
    const secrets = claim === null ? null : await stores.secrets(claim.storeId);
    if (claim === null || secrets === null) return null;
    const ownSecret = Buffer.from(secrets.own, 'base64url');
    if (!isManualTokenOf(token, claim, { linkKey, ownSecret })) return null;
    const [cart] = await carts.byIds(claim.storeId, [claim.cartId]);
    if (cart === undefined) return null;
    return {
      storeId: cart.storeId,
      kind: 'return',
      messageId: null,
      cartId: cart.id,
      shopperId: cart.shopperId,
      channel: 'manual',
      couponCode: null,
      tokenHash: hashToken(token),
      createdAt: cart.startedAt,
      expiresAt: new Date(cart.lastActivityAt.getTime() + LINK_VALID_MS),
    };
  };
  return async (token: string): Promise<Link | null> => {
    for (const linkKey of linkKeys) {
      const link = await findByKey(token, linkKey);
      if (link !== null) return link;
    }
    return null;
  };
};
