import type { Credit, Order } from '../../core/order/order.ts';
import type { Contribution } from '../../core/results/contribution.ts';
import type { CreditMessage } from '../../core/results/credit.ts';
import type { CartId, MessageId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { OrderMeaning } from '../../core/order/order.ts';
import type { Write } from './write.ts';

/** What orders are credited by, and what they contributed to the reports. */
export type Credits = {
  /** Messages about these carts or this order, or to these shoppers and accepted since then. */
  readonly messagesFor: (about: {
    readonly storeId: StoreId;
    readonly orderId: OrderId;
    readonly cartIds: readonly CartId[];
    readonly shopperIds: readonly ShopperId[];
    readonly acceptedSince: Date;
  }) => Promise<readonly CreditMessage[]>;
  readonly message: (storeId: StoreId, id: MessageId) => Promise<CreditMessage | null>;
  readonly contribution: (storeId: StoreId, orderId: OrderId) => Promise<StoredContribution | null>;
  /** Conflicts when the contribution is no longer at `revision` (null: there was none). */
  readonly saveContribution: (contribution: Contribution, revision: number | null) => Write;
  /** Orders that a click of this shopper, on a message about this cart, could be credited with. */
  readonly ordersToReconsider: (about: {
    readonly storeId: StoreId;
    readonly cartIds: readonly CartId[];
    readonly shopperIds: readonly ShopperId[];
    readonly messageId: MessageId;
    readonly placedSince: Date;
  }) => Promise<readonly CreditedOrder[]>;
  /**
   * Sets an order's credit and, with it, which of the carts that it ended are `recovered`. Conflicts when the order
   * changed since.
   */
  readonly saveCredit: (
    of: CreditedOrder,
    to: { readonly credit: Credit | null; readonly cartId: CartId | null },
  ) => readonly Write[];
};

export type StoredContribution = Contribution & { readonly revision: number };

export type CreditedOrder = {
  readonly order: Order;
  readonly meaning: OrderMeaning;
  /** The carts that it ended. */
  readonly carts: readonly CreditedCart[];
};

export type CreditedCart = { readonly id: CartId; readonly shopperId: ShopperId | null };
