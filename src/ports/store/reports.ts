import type { Counter, DailyDelta, DailyKey, FunnelEvent } from '../../core/results/funnel.ts';
import type { LiftGroup } from '../../core/results/lift.ts';
import type { SummedRow } from '../../core/results/summary.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { RunKind } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** Counts per day, kept beside what they count, so that a report never reads the rows themselves. */
export type Reports = {
  /** To be committed in the unit that makes the event true, and only there: counting twice counts double. */
  readonly count: (...events: readonly FunnelEvent[]) => readonly Write[];
  readonly add: (deltas: readonly DailyDelta[]) => readonly Write[];
  /** Sums of the roll-ups by one column, per basis and currency. Days of the store's zone, `to` exclusive. */
  readonly sums: (query: {
    readonly storeId: StoreId;
    readonly from: string;
    readonly to: string;
    readonly by: 'day' | 'channel' | 'step' | 'flow';
  }) => Promise<readonly SummedRow[]>;
  /**
   * The groups with and without messages of the marketing flows: every shopper once per flow, by their first episode
   * for which the group was fixed, where that one opened from `from` until before `to`. For the reader.
   */
  readonly liftGroups: (query: {
    readonly storeId: StoreId;
    readonly from: Date;
    readonly to: Date;
    readonly now: Date;
  }) => Promise<readonly LiftGroup[]>;
  /** Episodes that opened since then, by flow. */
  readonly episodesSince: (
    storeId: StoreId,
    since: Date,
  ) => Promise<readonly { readonly flow: RunKind; readonly episodes: number }[]>;
  /** Where the roll-ups of these days (`to` exclusive) differ from what the rows say; empty when all is well. */
  readonly recount: (query: {
    readonly storeId: StoreId;
    readonly timeZone: string;
    readonly from: string;
    readonly to: string;
  }) => Promise<readonly Miscount[]>;
};

export type Miscount = DailyKey & {
  readonly counter: Counter | 'revenue';
  readonly stored: number;
  readonly counted: number;
};
