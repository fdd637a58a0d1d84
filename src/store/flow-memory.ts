import type { Flow } from '../core/flows/flow.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { FlowKind } from '../core/words/vocabulary.ts';
import type { Flows } from '../ports/store/flows.ts';

const MOST_KEPT = 1_000;

/**
 * Flows by the revision that was just read of them: the text of a flow is long, and the same for thousands of
 * messages. Null where there is no such flow.
 */
export const createFlowMemory = ({ get }: Pick<Flows, 'get'>) => {
  const kept = new Map<string, Flow>();
  return async (storeId: StoreId, kind: FlowKind, revision: number | null): Promise<Flow | null> => {
    if (revision === null) return null;
    const key = `${storeId} ${kind}`;
    const known = kept.get(key);
    if (known?.revision === revision) return known;
    const flow = await get(storeId, kind);
    if (kept.size >= MOST_KEPT) kept.clear();
    if (flow !== null) kept.set(key, flow);
    return flow;
  };
};
