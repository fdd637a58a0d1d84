import type { ConsentEvidence } from '../../core/cart/observation.ts';
import type { ConsentChannel, ConsentState } from '../../core/words/vocabulary.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { Write } from './write.ts';

/** The newest evidence of what somebody allowed on one channel. */
export type Consent = {
  /** The e-mail or phone key. */
  readonly key: string;
  readonly channel: ConsentChannel;
  readonly state: ConsentState;
  readonly at: Date;
  readonly source: string;
  readonly wording: string | null;
};

export type Consents = {
  readonly ofKeys: (storeId: StoreId, keys: readonly string[]) => Promise<readonly Consent[]>;
  /** Kept if newer than what is known, or `out` of the same time; else nothing changes. */
  readonly told: (storeId: StoreId, key: string, evidence: ConsentEvidence) => Write;
};
