import { and, countDistinct, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm';
import type { CartId, ContactId, ShopperId, StoreId } from '../core/words/ids.ts';
import type { ContactLog, LoggedContact } from '../ports/store/contact-log.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';

export const createContactLog = (engine: Engine): ContactLog => {
  const read = prepareReads(engine);
  const write = prepareWrites(engine);
  return {
    logged: (contact) => [
      write.finishTasks.write({ storeId: contact.storeId, cartId: contact.cartId }),
      write.insert.write({ ...contact, taskDueAt: contact.nextAttemptAt }),
      ...(contact.shopperId === null ? [] : [write.changeShopper.write({ id: contact.shopperId })]),
    ],
    ofCart: async (storeId, cartId, { limit, before }) =>
      (await read.ofCart.read({ storeId, cartId, limit, before: before ?? AFTER_ALL_IDS })).map(toContact),
    latest: async (storeId, { cartId, shopperId }) => {
      const [ofCart, ofShopper] = await Promise.all([
        read.ofCart.first({ storeId, cartId, limit: 1, before: AFTER_ALL_IDS }),
        shopperId === null ? null : read.latestOfShopper.first({ storeId, shopperId }),
      ]);
      const [latest] = [ofCart, ofShopper]
        .filter((row) => row !== null)
        .toSorted((one, other) => (one.id < other.id ? 1 : -1));
      return latest === undefined ? null : toContact(latest);
    },
    reasons: async (storeId, window) =>
      (await read.reasons.read({ storeId, ...window })).flatMap(({ reason, carts }) =>
        reason === null ? [] : [{ reason, carts }],
      ),
  };
};

/** Ids are lower-case letters and digits. */
const AFTER_ALL_IDS = '~' as ContactId;

const toContact = ({ taskDueAt: _due, ...contact }: Row<'contactLog'>): LoggedContact => contact;

type Page = { storeId: StoreId; cartId: CartId; before: ContactId; limit: number };

const prepareReads = ({ db, prepare, tables: { contactLog } }: Engine) => ({
  ofCart: prepare('contactLog.ofCart', (slot: Slots<Page>) =>
    db
      .select()
      .from(contactLog)
      .where(
        and(
          eq(contactLog.storeId, slot.storeId),
          eq(contactLog.cartId, slot.cartId),
          lt(contactLog.id, slot.before),
        ),
      )
      .orderBy(desc(contactLog.id))
      .limit(slot.limit),
  ),
  latestOfShopper: prepare(
    'contactLog.latestOfShopper',
    (slot: Slots<{ storeId: StoreId; shopperId: ShopperId }>) =>
      db
        .select()
        .from(contactLog)
        .where(and(eq(contactLog.storeId, slot.storeId), eq(contactLog.shopperId, slot.shopperId)))
        .orderBy(desc(contactLog.id))
        .limit(1),
  ),
  reasons: prepare('contactLog.reasons', (slot: Slots<{ storeId: StoreId; from: Date; to: Date }>) =>
    db
      .select({ reason: contactLog.reason, carts: countDistinct(contactLog.cartId) })
      .from(contactLog)
      .where(
        and(
          eq(contactLog.storeId, slot.storeId),
          isNotNull(contactLog.reason),
          gte(contactLog.at, slot.from),
          lt(contactLog.at, slot.to),
        ),
      )
      .groupBy(contactLog.reason)
      .orderBy(contactLog.reason),
  ),
});

const prepareWrites = ({ db, prepare, tables: { contactLog, shoppers } }: Engine) => ({
  finishTasks: prepare('contactLog.finishTasks', (slot: Slots<{ storeId: StoreId; cartId: CartId }>) =>
    db
      .update(contactLog)
      .set({ taskDueAt: sql`null` })
      .where(
        and(
          eq(contactLog.storeId, slot.storeId),
          eq(contactLog.cartId, slot.cartId),
          isNotNull(contactLog.taskDueAt),
        ),
      ),
  ),
  insert: prepare('contactLog.logged', (slot: Slots<Row<'contactLog'>>) =>
    db.insert(contactLog).values(rowSlots(contactLog, slot)),
  ),
  changeShopper: prepare('contactLog.changeShopper', (slot: Slots<{ id: ShopperId }>) =>
    db
      .update(shoppers)
      .set({ revision: sql`${shoppers.revision} + 1` })
      .where(eq(shoppers.id, slot.id)),
  ),
});
