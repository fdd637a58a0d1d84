import type { CartContents } from '../../core/cart/cart.ts';
import type { Credit } from '../../core/order/order.ts';
import type { CartId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { Money } from '../../core/words/money.ts';
import type {
  ConsentChannel,
  ClosedReason,
  FulfilmentState,
  PaymentState,
  SettledState,
} from '../../core/words/vocabulary.ts';
import type { MessageView } from './message-list.ts';

/** Carts as people look at them, with all that stands around them. */
export type CartViews = {
  /** In the order of the ids; those that are not of this store are left out. */
  readonly byIds: (storeId: StoreId, ids: readonly CartId[]) => Promise<readonly CartView[]>;
};

export type CartView = {
  readonly id: CartId;
  readonly externalId: string;
  readonly state: SettledState;
  readonly closedReason: ClosedReason | null;
  readonly redacted: boolean;
  readonly shopperId: ShopperId | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly phone: string | null;
  readonly phoneKey: string | null;
  readonly registered: boolean | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly contents: CartContents | null;
  readonly total: Money | null;
  readonly startedAt: Date;
  readonly lastActivityAt: Date;
  readonly lapsedAt: Date | null;
  readonly messages: readonly MessageView[];
  readonly order: OrderView | null;
  /** Of the newest episode in which this cart spoke; null: not decided. */
  readonly holdout: boolean | null;
  readonly credit: Credit | null;
  /** Channels whose newest consent is a refusal. */
  readonly refused: readonly ConsentChannel[];
  /** Somebody, no machine, followed a link of a message. */
  readonly wasClicked: boolean;
};

export type OrderView = {
  readonly id: OrderId;
  readonly number: string | null;
  readonly paymentState: PaymentState;
  readonly fulfilmentState: FulfilmentState;
  readonly total: Money;
  readonly net: Money;
  readonly placedAt: Date;
  readonly cancelledAt: Date | null;
  readonly test: boolean;
};
