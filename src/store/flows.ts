import { and, eq } from 'drizzle-orm';
import type { Flow } from '../core/flows/flow.ts';
import type { StoreId } from '../core/words/ids.ts';
import type { FlowKind } from '../core/words/vocabulary.ts';
import type { Flows } from '../ports/store/flows.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createFlows = ({ db, tables: { flows }, prepare }: Engine): Flows => {
  const get = prepare('flows.get', (slot: Slots<{ storeId: StoreId; kind: FlowKind }>) =>
    db
      .select()
      .from(flows)
      .where(and(eq(flows.storeId, slot.storeId), eq(flows.kind, slot.kind))),
  );
  const list = prepare('flows.list', (slot: Slots<{ storeId: StoreId }>) =>
    db.select().from(flows).where(eq(flows.storeId, slot.storeId)).orderBy(flows.kind),
  );
  const add = prepare('flows.add', (slot: Slots<Row<'flows'>>) =>
    db.insert(flows).values(rowSlots(flows, slot)),
  );
  const change = prepare('flows.change', (slot: Slots<Row<'flows'> & { readRevision: number }>) =>
    db
      .update(flows)
      .set({
        enabled: slot.enabled,
        enabledAt: slot.enabledAt,
        config: slot.config,
        revision: slot.revision,
      })
      .where(
        and(
          eq(flows.storeId, slot.storeId),
          eq(flows.kind, slot.kind),
          eq(flows.revision, slot.readRevision),
        ),
      ),
  );

  return {
    get: async (storeId, kind) => toFlow(await get.first({ storeId, kind })),
    list: async (storeId) => (await list.read({ storeId })).map(toFlow),
    added: (storeId, flow) => add.write(toRow(storeId, flow)),
    changed: (storeId, flow) =>
      change.write({ ...toRow(storeId, flow), readRevision: flow.revision - 1 }, { expect: 1 }),
  };
};

const toRow = (storeId: StoreId, flow: Flow): Row<'flows'> => {
  const { kind, enabled, enabledAt, revision, ...config } = flow;
  return { storeId, kind, enabled, enabledAt, config, revision };
};

const toFlow = <Found extends Row<'flows'> | null>(row: Found): Flow | Extract<Found, null> => {
  if (row === null) return null as Extract<Found, null>;
  const { kind, enabled, enabledAt, config, revision } = row;
  return { ...config, kind, enabled, enabledAt, revision };
};
