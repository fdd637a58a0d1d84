import type { Cart } from '../../core/cart/cart.ts';
import type { Credit } from '../../core/order/order.ts';
import type { CartId, OrderId, StoreId } from '../../core/words/ids.ts';
import type { Money } from '../../core/words/money.ts';
import type { Write } from './write.ts';

/**
 * A cart with what lists show of it and what the sweep needs. The platform's restoring link is a bearer link to personal
 * data: it is sealed at rest, and the register of a stored cart holds its fingerprint only.
 */
export type StoredCart = Cart & {
  readonly redacted: boolean;
  /** As shown and written to: the address, E.164 where the number can be read. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly registered: boolean | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly total: Money | null;
  readonly linesCount: number;
  /** When the sweep has to look at it next; null: nothing to decide. */
  readonly judgeAt: Date | null;
  readonly credit: Credit | null;
  /** Of the words it is found by, and when they were last listed: they are written only when they changed. */
  readonly searchHash: string | null;
  /** When the platform's own reminder went out, where that is known. */
  readonly platformRemindedAt: Date | null;
};

export type Carts = {
  /** Those of these external ids, exactly. */
  readonly byExternalIds: (storeId: StoreId, ids: readonly string[]) => Promise<readonly StoredCart[]>;
  /** Those that one of these ids names besides their external id. */
  readonly byAliases: (storeId: StoreId, aliases: readonly string[]) => Promise<readonly StoredCart[]>;
  readonly byIds: (storeId: StoreId, ids: readonly CartId[]) => Promise<readonly StoredCart[]>;
  /** Those of one of these people, the most recently active ones first. */
  readonly byPeople: (storeId: StoreId, people: People) => Promise<readonly StoredCart[]>;
  /** Those whose state this order settled. */
  readonly byOrder: (storeId: StoreId, orderId: OrderId) => Promise<readonly StoredCart[]>;

  /** With its aliases and words. Conflicts when its external id is already there. */
  readonly inserted: (cart: StoredCart, returnUrl: string | null) => readonly Write[];
  /**
   * Conflicts when the cart is no longer at `before.revision`; `cart.revision` is the next one. `returnUrl`: a new
   * link, null keeps the one that stands; a redacted cart has none.
   */
  readonly updated: (before: StoredCart, cart: StoredCart, returnUrl: string | null) => readonly Write[];

  /** The platform itself reminded the shopper of it; an older reminder changes nothing. */
  readonly platformReminded: (storeId: StoreId, id: CartId, at: Date) => Write;

  /** The platform's restoring link, opened; null where there is none. */
  readonly returnUrl: (storeId: StoreId, id: CartId) => Promise<string | null>;
};

/** More carts or orders of people than this are not read at once: what is as long may be cut. */
export const MOST_OF_PEOPLE = 100;

/** Canonical keys; those that identify nobody are left out. */
export type People = {
  readonly emailKeys: readonly string[];
  readonly phoneKeys: readonly string[];
};
