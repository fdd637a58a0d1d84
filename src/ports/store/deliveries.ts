import type { DeliveryId, StoreId } from '../../core/words/ids.ts';
import type { DeliveryState, Platform } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** The inbox: every webhook and event, kept durably before it is answered, and processed afterwards. */
export type Deliveries = {
  /** Resolves when they are on disk: true for each that is new, false for a repetition of one that we have. */
  readonly append: (deliveries: readonly NewDelivery[]) => Promise<readonly boolean[]>;
  /** Received ones whose time has come, the longest waiting first. */
  readonly due: (now: Date, limit: number) => Promise<readonly Delivery[]>;
  /** Each is guarded by the state and the attempts that were read: a second processor's unit is a `conflict`. */
  readonly processed: (delivery: Delivery, at: Date) => Write;
  readonly ignored: (delivery: Delivery, at: Date, reason: string) => Write;
  readonly retried: (delivery: Delivery, again: { readonly at: Date; readonly reason: string }) => Write;
  readonly died: (delivery: Delivery, at: Date, reason: string) => Write;
  /** Set aside until then by somebody who works on it; no attempt of its own. */
  readonly taken: (delivery: Delivery, until: Date) => Write;
  /** Received once more, all attempts before it. Null when its body is gone. */
  readonly replayed: (delivery: Delivery, now: Date) => Write | null;
  readonly get: (id: DeliveryId, storeId?: StoreId) => Promise<Delivery | null>;
  /** Newest first. */
  readonly list: (query: DeliveryQuery) => Promise<readonly DeliverySummary[]>;
  readonly counts: () => Promise<readonly DeliveryCount[]>;
  readonly countDead: (storeId: StoreId) => Promise<number>;
  /** When the oldest one that still waits was received; null when none waits. */
  readonly oldestWaiting: () => Promise<Date | null>;
  /** Forgets bodies of settled deliveries received before then, at most `limit`; how many it were. */
  readonly dropBodies: (storeId: StoreId | null, before: Date, limit: number) => Promise<number>;
  /** Forgets settled deliveries received before then, at most `limit`; how many it were. */
  readonly forget: (before: Date, limit: number) => Promise<number>;
};

export type NewDelivery = {
  readonly id: DeliveryId;
  readonly platform: Platform;
  /** Null for a store that we do not know. */
  readonly storeId: StoreId | null;
  readonly storeKey: string;
  /** Equal for all repetitions of one delivery. */
  readonly dedupeKey: string;
  readonly topic: string;
  readonly encoding: 'json' | 'form';
  readonly receivedAt: Date;
  /** Minimised. */
  readonly body: string;
};

export type DeliverySummary = Omit<NewDelivery, 'body'> & {
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly processedAt: Date | null;
};

/** `body` is null once its time is over. */
export type Delivery = DeliverySummary & { readonly body: string | null };

export type DeliveryQuery = {
  /** Left out: of all stores. */
  readonly storeId?: StoreId | undefined;
  readonly states?: readonly DeliveryState[] | undefined;
  readonly limit: number;
  /** The id of the last one already seen. */
  readonly before?: DeliveryId | undefined;
};

export type DeliveryCount = {
  readonly platform: Platform;
  readonly state: DeliveryState;
  readonly count: number;
};
