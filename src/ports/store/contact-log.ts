import type { CartId, ContactId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { AbandonmentReason, ContactAnswer, ContactChannel } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** What a person of the store did by hand about a cart, and what came of it. */
export type LoggedContact = {
  /** Made by `newId`, so that ids sort by time. */
  readonly id: ContactId;
  readonly storeId: StoreId;
  readonly cartId: CartId;
  readonly shopperId: ShopperId | null;
  readonly at: Date;
  readonly channel: ContactChannel;
  readonly reached: boolean;
  readonly answer: ContactAnswer;
  readonly reason: AbandonmentReason | null;
  /** Free text of the store's people; may name the shopper. */
  readonly notes: string;
  readonly nextAttemptAt: Date | null;
};

export type ContactLog = {
  /**
   * With it, the next attempt that an earlier contact about this cart asked for is made; and whoever is about to send
   * to the shopper finds them changed and decides anew.
   */
  readonly logged: (contact: LoggedContact) => readonly Write[];
  /** Latest first; `before` is the last one of the page before. */
  readonly ofCart: (
    storeId: StoreId,
    cartId: CartId,
    page: { readonly limit: number; readonly before: ContactId | null },
  ) => Promise<readonly LoggedContact[]>;
  /** The last one about this cart or, where the shopper is known, any of theirs. */
  readonly latest: (
    storeId: StoreId,
    about: { readonly cartId: CartId; readonly shopperId: ShopperId | null },
  ) => Promise<LoggedContact | null>;
  /** How many carts left for which reason, by contacts within `from` (inclusive) and `to` (exclusive). */
  readonly reasons: (
    storeId: StoreId,
    window: { readonly from: Date; readonly to: Date },
  ) => Promise<readonly { readonly reason: AbandonmentReason; readonly carts: number }[]>;
};
