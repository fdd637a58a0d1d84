import type { Replay, ReplayDay } from '../../core/decide/replay-days.ts';
import type { CartId } from '../../core/words/ids.ts';

/** Past carts lived through once more. For the reader: a page is some ten milliseconds of work, and answers with sums. */
export type Pasts = {
  /** The shoppers whose earliest cart of the window stands on this page, each with all their carts of the window. */
  readonly replayPage: (replay: Replay, after: PastPlace | null, limit: number) => Promise<ReplayedPage>;
};

export type PastPlace = { readonly lastActivityAt: Date; readonly id: CartId };

export type ReplayedPage = {
  readonly days: readonly ReplayDay[];
  /** Carts that were lived through. */
  readonly carts: number;
  /** Null at the end. */
  readonly next: PastPlace | null;
};
