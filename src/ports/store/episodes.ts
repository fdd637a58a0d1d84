import type { Episode } from '../../core/decide/snapshot.ts';
import type { CartId, EpisodeId, OrderId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { EpisodeEnd } from '../../core/words/reason-codes.ts';
import type { RunKind } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** A cart of a shopper that is open and holds something: it may speak. */
export type SpeakingCart = {
  readonly id: CartId;
  readonly lastActivityAt: Date;
  readonly startedAt: Date;
  readonly revision: number;
};

/** Runs of flows, and the carts that open or join them. */
export type Episodes = {
  /** Carts whose time to be judged has come, the longest waiting first. */
  readonly cartsToJudge: (storeId: StoreId, now: Date, limit: number) => Promise<readonly CartId[]>;
  readonly nextJudgeAt: (storeId: StoreId) => Promise<Date | null>;
  /** The cart was judged and is looked at again at `next`; `conflict` when `judgeAt` was changed meanwhile. */
  readonly judged: (cart: { readonly id: CartId; readonly judgeAt: Date }, next: Date | null) => Write;
  /** The cart is judged anew at that time. */
  readonly judgeAgain: (cart: { readonly id: CartId }, at: Date) => Write;
  /** Every open cart of the store that waits to be judged is judged anew at `at`: when a cart is abandoned was changed. */
  readonly judgeAllAgain: (storeId: StoreId, at: Date) => Write;
  /** The shopper's open carts that hold something, the most recently active first; few. */
  readonly speakingCarts: (storeId: StoreId, shopperId: ShopperId) => Promise<readonly SpeakingCart[]>;
  /** Closed, because a newer cart speaks; `conflict` when the cart changed meanwhile. */
  readonly cartSuperseded: (cart: { readonly id: CartId; readonly revision: number }) => Write;
  /** Touches nothing, and is a `conflict` when the cart changed since it was read. */
  readonly cartUnchanged: (cart: { readonly id: CartId; readonly revision: number }) => Write;
  /** Counts a message to the shopper; `conflict` when somebody else did, or the shopper changed, since it was read. */
  readonly shopperAddressed: (shopper: { readonly id: ShopperId; readonly revision: number }) => Write;

  readonly find: (id: EpisodeId) => Promise<Episode | null>;
  /** Newest first, at most a few. */
  readonly ofShopper: (storeId: StoreId, shopperId: ShopperId, flow: RunKind) => Promise<readonly Episode[]>;
  readonly ofCart: (storeId: StoreId, cartId: CartId, flow: RunKind) => Promise<readonly Episode[]>;
  /** The one run about this order; null when there was none. */
  readonly ofOrder: (storeId: StoreId, orderId: OrderId) => Promise<Episode | null>;
  /** `conflict` when the shopper has an open one of this flow, or the order one at all, already. */
  readonly opened: (episode: Episode) => Write;
  /** Another anchor, cart, shopper or holdout; `conflict` when the episode changed meanwhile. */
  readonly changed: (
    before: Pick<Episode, 'id' | 'revision'>,
    after: Pick<Episode, 'shopperId' | 'cartId' | 'anchorAt' | 'lateMs' | 'holdout'>,
  ) => Write;
  readonly ended: (
    before: Pick<Episode, 'id' | 'revision'>,
    end: { readonly at: Date; readonly reason: EpisodeEnd },
  ) => Write;
  /** A run that ended because its shopper was excluded goes on; `conflict` when it did not end so, or another is open. */
  readonly reopened: (before: Pick<Episode, 'id' | 'revision'>) => Write;
  /** What the younger episode sent counts as sent by the older one, where that has no message of the same step. */
  readonly absorbed: (merge: { readonly olderId: EpisodeId; readonly youngerId: EpisodeId }) => Write;
  /**
   * The episode's messages are that shopper's; those sent to somebody else's e-mail address stay with them, whose budget
   * they were.
   */
  readonly readdressed: (id: EpisodeId, shopperId: ShopperId) => Write;
};
