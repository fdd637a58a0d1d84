import type { Flow } from '../../core/flows/flow.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { FlowKind } from '../../core/words/vocabulary.ts';
import type { Kit } from '../kits/postgres.ts';

export const describeFlows = (kit: Kit) => ({
  flows: kit.table(
    'flows',
    {
      storeId: kit.text<StoreId>().notNull(),
      kind: kit.text<FlowKind>().notNull(),
      enabled: kit.boolean().notNull(),
      enabledAt: kit.instant(),
      config: kit.json<Omit<Flow, 'kind' | 'enabled' | 'enabledAt' | 'revision'>>().notNull(),
      revision: kit.integer().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.storeId, t.kind] })],
  ),
});
