import type { Credit, Order, OrderMeaning } from '../../core/order/order.ts';
import type { Contribution } from '../../core/results/contribution.ts';
import type { CreditMessage } from '../../core/results/credit.ts';
import type { CartId, MessageId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** What orders are credited by, and what they contributed to the reports. */
export type Credits = {
  /** Messages handed over about these carts, or to these shoppers since then. */
  readonly messagesFor: (about: {
    readonly storeId: StoreId;
    readonly cartIds: readonly CartId[];
    readonly shopperIds: readonly ShopperId[];
    readonly sentSince: Date;
  }) => Promise<readonly CreditMessage[]>;
  readonly message: (storeId: StoreId, id: MessageId) => Promise<CreditMessage | null>;
  readonly contribution: (storeId: StoreId, orderId: OrderId) => Promise<StoredContribution | null>;
  /** Conflicts when the contribution is no longer at `revision` (null: there was none). */
  readonly saveContribution: (contribution: Contribution, revision: number | null) => Write;
  /** Orders that clicks on this message, the first of them at `since`, may be credited with or were. */
  readonly ordersNear: (about: {
    readonly storeId: StoreId;
    readonly message: CreditMessage;
    readonly since: Date;
  }) => Promise<readonly CreditedOrder[]>;
  readonly order: (storeId: StoreId, id: OrderId) => Promise<CreditedOrder | null>;
  /**
   * Sets an order's credit and which of the carts that it ended is `recovered` by it. Conflicts when the order
   * changed since.
   */
  readonly saveCredit: (
    of: CreditedOrder,
    to: { readonly credit: Credit | null; readonly cartId: CartId | null },
  ) => readonly Write[];
};

export type StoredContribution = Contribution & { readonly revision: number };

export type CreditedOrder = {
  readonly order: OrderToCredit & Pick<Order, 'credit' | 'cartId' | 'revision'>;
  readonly meaning: OrderMeaning['kind'];
  /** The carts that it ended. */
  readonly carts: readonly CartToCredit[];
};

/** What of an order its credit depends on. */
export type OrderToCredit = Pick<Order, 'id' | 'storeId' | 'shopperId' | 'snapshot'>;

export type CartToCredit = { readonly id: CartId; readonly shopperId: ShopperId | null };
