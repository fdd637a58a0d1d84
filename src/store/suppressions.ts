import { createHmac } from 'node:crypto';
import { and, desc, eq, lt } from 'drizzle-orm';
import { newId, type StoreId, type SuppressionId } from '../core/words/ids.ts';
import type { NewSuppression, Suppression, Suppressions } from '../ports/store/suppressions.ts';
import type { Stores } from '../ports/store/stores.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { StoreSurroundings } from './surroundings.ts';
import type { Row } from './tables/tables.ts';

export const createSuppressions = (
  engine: Engine,
  { randomBytes }: StoreSurroundings,
  stores: Pick<Stores, 'secrets'>,
): Suppressions & SuppressionHashes => {
  const statements = prepareSuppressions(engine);

  const hasherOf = async (storeId: StoreId) => {
    const secrets = await stores.secrets(storeId);
    if (!secrets) throw new Error(`There is no store ${storeId}.`);
    return (key: string) =>
      createHmac('sha256', secrets.own).update(`suppression ${key}`).digest('base64url');
  };
  const findRows = (storeId: StoreId, hashes: readonly string[]) => statements.find.read({ storeId, hashes });

  return {
    hashOf: hasherOf,
    prepare: async (storeId: StoreId, { key, ...optOut }: NewSuppression) => {
      const keyHash = (await hasherOf(storeId))(key);
      const known = (await findRows(storeId, [keyHash])).find(
        ({ channel, purpose }) => channel === optOut.channel && purpose === optOut.purpose,
      );
      if (known) return { suppression: toSuppression(known), writes: [] };
      const row = { id: newId<SuppressionId>(optOut.at, randomBytes), storeId, keyHash, ...optOut };
      return { suppression: toSuppression(row), writes: [statements.add.write(row)] };
    },
    findByKeys: async (storeId, keys) => {
      if (keys.length === 0) return [];
      const hash = await hasherOf(storeId);
      const keyOf = new Map(keys.map((key) => [hash(key), key]));
      const rows = await findRows(storeId, [...keyOf.keys()]);
      return rows.map((row) => ({ ...toSuppression(row), key: keyOf.get(row.keyHash) ?? '' }));
    },
    list: async (storeId, { limit, before }) =>
      (await statements.list.read({ storeId, limit, before: before ?? AFTER_ALL_IDS })).map(toSuppression),
    removed: (storeId, id) => statements.remove.write({ storeId, id }, { expect: 1 }),
  };
};

/** How keys of a store's people are written here. */
export type SuppressionHashes = {
  readonly hashOf: (storeId: StoreId) => Promise<(key: string) => string>;
};

const prepareSuppressions = ({ db, tables: { suppressions }, prepare, kit }: Engine) => ({
  add: prepare('suppressions.add', (slot: Slots<Row<'suppressions'>>) =>
    db
      .insert(suppressions)
      .values(rowSlots(suppressions, slot))
      .onConflictDoNothing({
        target: [suppressions.storeId, suppressions.keyHash, suppressions.channel, suppressions.purpose],
      }),
  ),
  find: prepare('suppressions.find', (slot: Slots<{ storeId: StoreId; hashes: readonly string[] }>) =>
    db
      .select()
      .from(suppressions)
      .where(and(eq(suppressions.storeId, slot.storeId), kit.anyOf(suppressions.keyHash, slot.hashes))),
  ),
  list: prepare('suppressions.list', (slot: Slots<{ storeId: StoreId; before: string; limit: number }>) =>
    db
      .select()
      .from(suppressions)
      .where(and(eq(suppressions.storeId, slot.storeId), lt(suppressions.id, slot.before)))
      .orderBy(desc(suppressions.id))
      .limit(slot.limit),
  ),
  remove: prepare('suppressions.remove', (slot: Slots<{ storeId: StoreId; id: SuppressionId }>) =>
    db.delete(suppressions).where(and(eq(suppressions.storeId, slot.storeId), eq(suppressions.id, slot.id))),
  ),
});

/** Ids are lower-case letters and digits. */
const AFTER_ALL_IDS = '~' as SuppressionId;

const toSuppression = (row: Omit<Row<'suppressions'>, 'storeId' | 'keyHash'>): Suppression => ({
  id: row.id,
  channel: row.channel,
  purpose: row.purpose,
  at: row.at,
  source: row.source,
  hint: row.hint,
});
