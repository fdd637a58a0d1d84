import { newId, type CartId, type RandomBytes, type StoreId } from '../../core/words/ids.ts';
import type { Reconsider } from '../../ports/store/reconsider.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { Store } from '../../ports/store/store.ts';

export type CloseCartParts = {
  readonly store: Pick<Store, 'carts' | 'timeline' | 'commit'>;
  readonly reconsider: Reconsider;
  readonly randomBytes: RandomBytes;
};

/** `bought` and `payment_pending`: an order decides about the cart, nobody closes it by hand. */
export type CloseCart = (
  storeId: StoreId,
  cartId: CartId,
  now: Date,
) => Promise<'closed' | 'not_found' | 'bought' | 'payment_pending'>;

/** Closed by a person of the store: nothing more is sent for it. Closing twice is closing once. */
export const createCloseCart =
  (parts: CloseCartParts): CloseCart =>
  async (storeId, cartId, now) => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const [cart] = await parts.store.carts.byIds(storeId, [cartId]);
      if (cart === undefined) return 'not_found';
      if (cart.state === 'closed') return 'closed';
      if (cart.state === 'pending_payment') return 'payment_pending';
      if (cart.state !== 'open') return 'bought';
      if ((await parts.store.commit(closing(cart, now, parts))) === 'committed') return 'closed';
    }
    throw new Error('closing a cart met conflicts without end');
  };

const MOST_ATTEMPTS = 10;

const closing = (cart: StoredCart, now: Date, { store, reconsider, randomBytes }: CloseCartParts) => [
  ...store.carts.updated(
    cart,
    { ...cart, state: 'closed', closedReason: 'by_hand', judgeAt: now, revision: cart.revision + 1 },
    null,
  ),
  store.timeline.appended({
    id: newId(now, randomBytes),
    storeId: cart.storeId,
    cartId: cart.id,
    at: now,
    kind: 'closed_by_hand',
    reason: null,
    facts: {},
  }),
  ...reconsider({ storeId: cart.storeId, cartIds: [cart.id], at: now }),
];
