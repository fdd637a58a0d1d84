import type { CartId, MessageId, OrderId, OutboundWebhookId, StoreId } from '../../core/words/ids.ts';
import type { OutboundEvent } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** Addresses of a store's own that are told of events, and the calls of them. */
export type OutboundWebhooks = {
  /** Oldest first. */
  readonly list: (storeId: StoreId) => Promise<readonly OutboundWebhook[]>;
  readonly find: (storeId: StoreId, id: OutboundWebhookId) => Promise<OutboundWebhook | null>;
  /** Null when it is gone. Throws `SecretUnreadable`. */
  readonly secret: (storeId: StoreId, id: OutboundWebhookId) => Promise<string | null>;
  readonly added: (webhook: NewOutboundWebhook) => Write;
  /** With its calls. */
  readonly removed: (storeId: StoreId, id: OutboundWebhookId) => readonly Write[];
  readonly answered: (storeId: StoreId, id: OutboundWebhookId, at: Date) => Write;
  /** The first failure since it answered last is remembered. */
  readonly failed: (storeId: StoreId, id: OutboundWebhookId, at: Date) => Write;
  /** Called no more; what waits for it has failed. */
  readonly disabled: (storeId: StoreId, id: OutboundWebhookId, reason: string) => readonly Write[];

  /**
   * To be committed in the unit that makes the event true: a call for every webhook that wants to know. The same event
   * again adds nothing.
   */
  readonly told: (event: ToldEvent) => Write;
  /** Calls whose time has come, the longest waiting first. */
  readonly due: (now: Date, limit: number) => Promise<readonly WebhookCall[]>;
  /** One more try begins: nobody else takes it until then. `conflict` when somebody did. */
  readonly begun: (call: WebhookCall, until: Date) => Write;
  readonly ended: (call: WebhookCall, end: CallEnd) => Write;
  /** The others that wait for the same webhook wait at least until then. */
  readonly postponed: (storeId: StoreId, id: OutboundWebhookId, until: Date) => Write;
  /** A call that was made outside of this queue, such as a message; the newest outcome stands. */
  readonly recorded: (call: WebhookCall, end: CallEnd) => Write;
  /** Newest first. */
  readonly recent: (
    storeId: StoreId,
    id: OutboundWebhookId,
    limit: number,
  ) => Promise<readonly WebhookCall[]>;
  /** Forgets ended calls from before; how many it were. */
  readonly forget: (before: Date, limit: number) => Promise<number>;
};

export type OutboundWebhook = {
  readonly id: OutboundWebhookId;
  readonly storeId: StoreId;
  readonly url: string;
  readonly events: readonly OutboundEvent[];
  readonly state: 'active' | 'disabled';
  readonly reason: string | null;
  readonly failingSince: Date | null;
  readonly answeredAt: Date | null;
  readonly createdAt: Date;
};

export type NewOutboundWebhook = Pick<OutboundWebhook, 'id' | 'storeId' | 'url' | 'events' | 'createdAt'> & {
  readonly secret: string;
};

export type ToldEvent = {
  readonly storeId: StoreId;
  readonly event: Exclude<OutboundEvent, 'message.due'>;
  /** Equal for the same event, whoever tells it: it becomes the `webhook-id`. */
  readonly eventId: string;
  readonly cartId: CartId;
  readonly orderId: OrderId | null;
  readonly at: Date;
};

export type WebhookCall = {
  readonly webhookId: OutboundWebhookId;
  readonly eventId: string;
  readonly storeId: StoreId;
  readonly event: OutboundEvent;
  readonly cartId: CartId;
  readonly orderId: OrderId | null;
  readonly messageId: MessageId | null;
  /** When it happened. */
  readonly at: Date;
  readonly state: 'waiting' | 'taken' | 'failed';
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly status: number | null;
  readonly reason: string | null;
  readonly endedAt: Date | null;
};

export type CallEnd = Pick<WebhookCall, 'state' | 'nextAttemptAt' | 'status' | 'reason' | 'endedAt'>;
