import type { Flow } from '../../core/flows/flow.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { FlowKind } from '../../core/words/vocabulary.ts';
import type { Write } from './write.ts';

export type Flows = {
  readonly get: (storeId: StoreId, kind: FlowKind) => Promise<Flow | null>;
  readonly list: (storeId: StoreId) => Promise<readonly Flow[]>;
  /** A new store's flow. */
  readonly added: (storeId: StoreId, flow: Flow) => Write;
  /** `flow` carries the revision after the change; a `conflict` when the stored one is not the revision before it. */
  readonly changed: (storeId: StoreId, flow: Flow) => Write;
};
