import { and, eq, sql } from 'drizzle-orm';
import { NO_CART, type CartId, type StoreId } from '../core/words/ids.ts';
import type { Timeline } from '../ports/store/timeline.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createTimeline = ({ db, prepare, tables: { timeline } }: Engine): Timeline => {
  const append = prepare('timeline.append', (slot: Slots<Row<'timeline'>>) =>
    db.insert(timeline).values(rowSlots(timeline, slot)),
  );
  const nothing = prepare('timeline.nothing', () =>
    db
      .update(timeline)
      .set({ kind: sql`kind` })
      .where(eq(timeline.id, '')),
  );
  const ofCart = prepare(
    'timeline.ofCart',
    (slot: Slots<{ storeId: StoreId; cartId: CartId; limit: number }>) =>
      db
        .select()
        .from(timeline)
        .where(and(eq(timeline.storeId, slot.storeId), eq(timeline.cartId, slot.cartId)))
        .orderBy(timeline.id)
        .limit(slot.limit),
  );

  return {
    // A run about no cart has no cart whose story could tell of it: its messages do.
    appended: (entry) => (entry.cartId === NO_CART ? nothing.write({}) : append.write(entry)),
    ofCart: (storeId, cartId, limit) => ofCart.read({ storeId, cartId, limit }),
  };
};
