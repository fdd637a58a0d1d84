import type { Click, ClickId, ClickVerdict, Subject } from '../../core/results/click.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** What shoppers and machines did with our links, and the order in which it may change credit. */
export type Clicks = {
  readonly ofSubjects: (storeId: StoreId, subjects: readonly Subject[]) => Promise<readonly Click[]>;
  readonly insert: (click: Click) => Write;
  readonly revise: (
    storeId: StoreId,
    id: ClickId,
    to: { readonly verdict: ClickVerdict; readonly countedOn: string | null },
  ) => Write;
  /** The revision of each subject's evidence; null for those of which there is none yet. */
  readonly revisions: (
    storeId: StoreId,
    subjects: readonly Subject[],
  ) => Promise<ReadonlyMap<Subject, number | null>>;
  /**
   * Conflicts when the subject's evidence is no longer what was read. `changes`: this unit changes it; else the unit
   * only relies on it. A click and the credit of an order can so never pass each other unseen.
   */
  readonly relyOn: (evidence: {
    readonly storeId: StoreId;
    readonly subject: Subject;
    readonly revision: number | null;
    readonly changes: boolean;
  }) => Write;
};
