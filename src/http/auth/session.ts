import type { StoreId } from '../../core/words/ids.ts';
import type { KeyScope } from '../../ports/store/access.ts';

/** Who calls: always exactly one store. */
export type Session = {
  readonly storeId: StoreId;
  readonly scope: KeyScope;
  /** What its calls are counted under; no secret. */
  readonly countedAs: string;
  /** Came with the browser's cookie, so a changing call must prove that our own page made it. */
  readonly fromCookie: boolean;
};
