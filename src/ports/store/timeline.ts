import type { CartId, StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** One event in the story of a cart. Words are made from it when it is read. */
export type TimelineEntry = {
  /** Made by `newId`, so that ids sort by time. */
  readonly id: string;
  readonly storeId: StoreId;
  readonly cartId: CartId;
  readonly at: Date;
  readonly kind: string;
  readonly reason: string | null;
  /** No personal data. */
  readonly facts: Readonly<Record<string, unknown>>;
};

export type Timeline = {
  readonly appended: (entry: TimelineEntry) => Write;
  /** Oldest first. */
  readonly ofCart: (storeId: StoreId, cartId: CartId, limit: number) => Promise<readonly TimelineEntry[]>;
};
