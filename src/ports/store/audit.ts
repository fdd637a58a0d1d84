import type { QuietHoursSeen } from '../../core/decide/quiet-hours-seen.ts';
import type { OrderMeaning } from '../../core/order/order.ts';
import type { OrderOrigin } from '../../core/cart/observation.ts';
import type { CartId, MessageId, OrderId, StoreId } from '../../core/words/ids.ts';
import type { RunKind } from '../../core/words/vocabulary.ts';

/** What was sent, with all that it is judged by afterwards. For the reader: a page is a few milliseconds of work. */
export type Audit = {
  /** Messages of all stores whose provider call began at `from.sentAt` or later, behind `from.after`, in that order. */
  readonly page: (from: AuditPlace, limit: number) => Promise<AuditPage>;
  /** How many of unknown outcome were sent since then. */
  readonly uncertainSince: (since: Date) => Promise<number>;
};

/** `after` is empty at the beginning, then the last message of the page before. */
export type AuditPlace = { readonly sentAt: Date; readonly after: MessageId | '' };

export type AuditPage = {
  readonly messages: readonly SentMessage[];
  /** Orders of those shoppers, by e-mail, phone or cart, whenever placed; test orders are left out. */
  readonly orders: readonly OrderOfRecipient[];
  /** Attempts that the provider took, or may have taken. */
  readonly attempts: readonly SentAttempt[];
};

export type SentMessage = {
  readonly id: MessageId;
  readonly storeId: StoreId;
  /** Null for a message written by hand. */
  readonly flow: RunKind | null;
  readonly byHand: boolean;
  readonly sentAt: Date;
};

export type OrderOfRecipient = {
  readonly messageId: MessageId;
  readonly orderId: OrderId;
  readonly meaning: OrderMeaning['kind'];
  /** When it lapsed, was cancelled or refunded; null for the other meanings. */
  readonly meaningAt: Date | null;
  readonly moneyAuthorized: boolean;
  readonly placedAt: Date;
  readonly firstSeenAt: Date;
  readonly origin: OrderOrigin;
  readonly cartStartedAt: Date;
  /** The message's cart, the order that ended it, and the cart that the order ended. */
  readonly cartId: CartId;
  readonly cartOrderId: OrderId | null;
  readonly orderCartId: CartId | null;
};

export type SentAttempt = {
  readonly messageId: MessageId;
  readonly startedAt: Date;
  readonly quietHours: QuietHoursSeen | null;
};
