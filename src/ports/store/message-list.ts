import type { CartId, MessageId, StepId, StoreId } from '../../core/words/ids.ts';
import type { Channel, RunKind, MessageState } from '../../core/words/vocabulary.ts';

/** Messages as people look at them. */
export type MessageList = {
  /** Those planned last first. */
  readonly page: (query: MessageListQuery) => Promise<readonly MessageView[]>;
  /** All of these carts, those planned first first. */
  readonly ofCarts: (storeId: StoreId, cartIds: readonly CartId[]) => Promise<readonly MessageView[]>;
  /** How many there are of each channel and state, in all stores. */
  readonly counts: () => Promise<readonly MessageCount[]>;
  /** Planned ones whose time has come, in all stores. */
  readonly countDue: (now: Date) => Promise<number>;
};

export type MessageListQuery = {
  readonly storeId: StoreId;
  readonly states: readonly MessageState[] | null;
  readonly cartId: CartId | null;
  readonly channel: Channel | null;
  /** Of the due time; `from` inclusive, `to` exclusive. */
  readonly from: Date | null;
  readonly to: Date | null;
  /** The id of the last one of the page before. */
  readonly before: MessageId | null;
  readonly limit: number;
};

export type MessageView = {
  readonly id: MessageId;
  readonly cartId: CartId;
  /** Both null for a message written by hand. */
  readonly flow: RunKind | null;
  readonly stepId: StepId | null;
  readonly channel: Channel;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly to: string | null;
  /** For when it is, or was, planned: its due time. */
  readonly plannedAt: Date;
  readonly sentAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly attempts: readonly AttemptView[];
};

export type AttemptView = {
  readonly number: number;
  readonly channel: Channel;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly outcome: string | null;
  readonly reason: string | null;
};

export type MessageCount = {
  readonly channel: Channel;
  readonly state: MessageState;
  readonly count: number;
};
