import type { CartId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { RunKind } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/**
 * Has everything planned for these shoppers or carts looked at again at `at`, because facts about them changed (an
 * order, new activity, a refusal): brings the due time of planned messages forward, never back, and wakes the store.
 * A message that turns out not to be due yet is put back by its own decision, so asking too often is harmless.
 */
export type Reconsider = (what: {
  readonly storeId: StoreId;
  readonly shopperIds?: readonly ShopperId[];
  readonly cartIds?: readonly CartId[];
  /** All of the store that wait for something else than their time: its rules changed. */
  readonly waiting?: boolean;
  /** All of the store that are planned by this flow: its times changed. */
  readonly flow?: RunKind;
  readonly at: Date;
}) => readonly Write[];
