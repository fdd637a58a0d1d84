import type { IdentityKey, PhoneOwner } from '../../core/cart/shopper.ts';
import type { ShopperId, StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** One person at one store. */
export type Shopper = {
  readonly id: ShopperId;
  readonly storeId: StoreId;
  readonly identityKey: IdentityKey;
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
  readonly customerId: string | null;
  readonly firstSeenAt: Date;
  readonly lastActivityAt: Date;
};

/** What a cart or an order tells about a shopper; null tells nothing. */
export type ShopperSeen = {
  readonly id: ShopperId;
  readonly at: Date;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly phone: string | null;
  readonly phoneKey: string | null;
  readonly name: string | null;
  readonly registered: boolean | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly customerId: string | null;
  /** By how many its carts and orders grew. */
  readonly carts: number;
  readonly orders: number;
};

export type Shoppers = {
  readonly byIdentities: (storeId: StoreId, keys: readonly IdentityKey[]) => Promise<readonly Shopper[]>;
  readonly byCustomerIds: (storeId: StoreId, ids: readonly string[]) => Promise<readonly Shopper[]>;
  /** Conflicts when the identity is already there. */
  readonly inserted: (shopper: Shopper) => Write;
  readonly seen: (seen: ShopperSeen) => Write;

  /** A person of the store says that this is no program; null takes it back. `conflict` for one that is not there. */
  readonly trusted: (storeId: StoreId, id: ShopperId, at: Date | null) => Write;

  /** Which e-mails these phones were seen with. */
  readonly phoneOwners: (
    storeId: StoreId,
    phoneKeys: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly PhoneOwner[]>>;
  readonly phoneSeen: (storeId: StoreId, phoneKey: string, owner: PhoneOwner) => Write;
};
