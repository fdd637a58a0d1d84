import type { Contact, Stamp } from '../cart/cart.ts';
import type { OrderObservation } from '../cart/observation.ts';
import type { CartId, MessageId, OrderId, ShopperId, StoreId } from '../words/ids.ts';

/** What an order means for carts and messages, settled from its newest snapshot. */
export type OrderMeaning =
  | { readonly kind: 'bought' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'in_review' }
  /** Never authorised or paid, ended by the platform's time-out: the cart is abandoned again from `at`. */
  | { readonly kind: 'lapsed'; readonly at: Date }
  | { readonly kind: 'cancelled'; readonly at: Date }
  | { readonly kind: 'refunded'; readonly at: Date };

/** Why an order counts as recovered, or which message merely came before it. */
export type Credit = {
  readonly kind: 'click' | 'coupon' | 'assisted';
  readonly messageId: MessageId;
};

/** The newest snapshot of an order and what we add to it. */
export type Order = {
  readonly id: OrderId;
  readonly storeId: StoreId;
  readonly externalId: string;
  readonly stamp: Stamp;
  readonly snapshot: OrderSnapshot;
  readonly shopperId: ShopperId | null;
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
  /** When we first knew of the order. */
  readonly firstSeenAt: Date;
  /** Sticky: some snapshot said that money was authorised. */
  readonly moneyAuthorized: boolean;
  /** The cart the order is credited to, and why. */
  readonly cartId: CartId | null;
  readonly credit: Credit | null;
  readonly revision: number;
};

export type OrderSnapshot = Omit<OrderObservation, 'kind' | 'externalId' | 'consent' | 'contact'> & {
  readonly contact: Contact;
};
