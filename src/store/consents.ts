import { and, eq, sql } from 'drizzle-orm';
import type { StoreId } from '../core/words/ids.ts';
import type { Consents } from '../ports/store/consents.ts';
import type { Engine } from './engine.ts';
import { excluded, rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createConsents = ({ db, kit, prepare, tables: { consents } }: Engine): Consents => {
  const ofKeys = prepare('consents.ofKeys', (slot: Slots<{ storeId: StoreId; keys: readonly string[] }>) =>
    db
      .select({
        key: consents.key,
        channel: consents.channel,
        state: consents.state,
        at: consents.at,
        source: consents.source,
        wording: consents.wording,
      })
      .from(consents)
      .where(and(eq(consents.storeId, slot.storeId), kit.anyOf(consents.key, slot.keys))),
  );
  const tell = prepare('consents.tell', (slot: Slots<Row<'consents'>>) =>
    db
      .insert(consents)
      .values(rowSlots(consents, slot))
      .onConflictDoUpdate({
        target: [consents.storeId, consents.key, consents.channel],
        set: excluded(consents, ['state', 'at', 'source', 'wording']),
        setWhere: sql`excluded.at > ${consents.at} or (excluded.at = ${consents.at} and excluded.state = 'out')`,
      }),
  );

  return {
    ofKeys: (storeId, keys) => ofKeys.read({ storeId, keys }),
    told: (storeId, key, { channel, state, at, source, wording }) =>
      tell.write({ storeId, key, channel, state, at, source, wording }),
  };
};
