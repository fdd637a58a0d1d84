import { and, eq, sql } from 'drizzle-orm';
import type { StoreId } from '../core/words/ids.ts';
import type { Tombstones } from '../ports/store/tombstones.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createTombstones = ({ db, kit, prepare, tables: { tombstones } }: Engine): Tombstones => {
  const ofHashes = prepare(
    'tombstones.ofHashes',
    (slot: Slots<{ storeId: StoreId; hashes: readonly string[] }>) =>
      db
        .select({ keyHash: tombstones.keyHash, at: tombstones.at })
        .from(tombstones)
        .where(and(eq(tombstones.storeId, slot.storeId), kit.anyOf(tombstones.keyHash, slot.hashes))),
  );
  const any = prepare('tombstones.any', (slot: Slots<{ storeId: StoreId }>) =>
    db.select({ at: tombstones.at }).from(tombstones).where(eq(tombstones.storeId, slot.storeId)).limit(1),
  );
  const bury = prepare('tombstones.bury', (slot: Slots<Row<'tombstones'>>) =>
    db
      .insert(tombstones)
      .values(rowSlots(tombstones, slot))
      .onConflictDoUpdate({
        target: [tombstones.storeId, tombstones.keyHash],
        set: { at: kit.greatest(tombstones.at, sql`excluded.at`) },
      }),
  );

  return {
    ofHashes: (storeId, hashes) => ofHashes.read({ storeId, hashes }),
    none: async (storeId) => (await any.first({ storeId })) === null,
    buried: (storeId, { keyHash, at }) => bury.write({ storeId, keyHash, at }),
  };
};
