import { manualToken } from '../../core/message/manual-link.ts';
import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { Stores } from '../../ports/store/stores.ts';

export type ManualUrlParts = {
  readonly stores: Pick<Stores, 'secrets'>;
  /** `linkKeyOf` the server's current encryption key. */
  readonly linkKey: Uint8Array;
  /** Without a slash at its end. */
  readonly appUrl: string;
};

/**
 * The `returnUrl` of carts in lists, files and the admin, for a person of the store to pass on. Asked once per store,
 * it then writes and reads nothing.
 */
export const createManualUrls =
  ({ stores, linkKey, appUrl }: ManualUrlParts) =>
  async (storeId: StoreId): Promise<(cartId: CartId) => string> => {
    const secrets = await stores.secrets(storeId);
    if (secrets === null) throw new Error(`There is no store ${storeId}.`);
    const ownSecret = Buffer.from(secrets.own, 'base64url');
    return (cartId) => `${appUrl}/r/${manualToken({ storeId, cartId }, { linkKey, ownSecret })}`;
  };
