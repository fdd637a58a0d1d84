import type { SilentShopper } from '../../core/flows/reactivation-triggers.ts';
import type { ShopperId, StoreId } from '../../core/words/ids.ts';
import type { ReactivationTrigger } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

/** Who fell silent, found by when they were last active: a look costs what is new since the look before. */
export type Reactivations = {
  /** Stores whose reactivation flow is on. */
  readonly stores: () => Promise<readonly StoreId[]>;
  /** Up to which last activity the store's shoppers were looked at for the trigger; null: never yet. */
  readonly seenUntil: (storeId: StoreId, trigger: ReactivationTrigger) => Promise<SilentPlace | null>;
  /** `conflict` when somebody else has looked meanwhile. */
  readonly seen: (
    about: { readonly storeId: StoreId; readonly trigger: ReactivationTrigger },
    from: SilentPlace | null,
    until: SilentPlace,
  ) => Write;
  /** Last active behind that place and up to `to`, in that order. */
  readonly silent: (
    storeId: StoreId,
    window: { readonly after: SilentPlace; readonly to: Date; readonly limit: number },
  ) => Promise<readonly SilentPlace[]>;
  /** What a shopper's silence is judged by; null for an unknown one. */
  readonly shopper: (storeId: StoreId, shopperId: ShopperId) => Promise<SilentShopper | null>;
};

export type SilentPlace = { readonly at: Date; readonly shopperId: ShopperId | '' };
