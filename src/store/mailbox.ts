import { desc, eq, lt } from 'drizzle-orm';
import { newId } from '../core/words/ids.ts';
import type { Mailbox } from '../ports/store/mailbox.ts';
import type { Engine } from './engine.ts';
import { rowSlots, type Slots } from './slots.ts';
import type { Row } from './tables/tables.ts';
import type { StoreSurroundings } from './surroundings.ts';

export const createMailbox = (
  { db, tables: { mailbox }, prepare, commit }: Engine,
  { randomBytes }: StoreSurroundings,
): Mailbox => {
  const append = prepare('mailbox.append', (slot: Slots<Row<'mailbox'>>) =>
    db.insert(mailbox).values(rowSlots(mailbox, slot)),
  );
  const list = prepare('mailbox.list', (slot: Slots<{ before: string; limit: number }>) =>
    db.select().from(mailbox).where(lt(mailbox.id, slot.before)).orderBy(desc(mailbox.id)).limit(slot.limit),
  );
  const get = prepare('mailbox.get', (slot: Slots<{ id: string }>) =>
    db.select().from(mailbox).where(eq(mailbox.id, slot.id)),
  );

  return {
    append: async (mail) => {
      await commit([append.write({ ...mail, id: newId<string>(mail.receivedAt, randomBytes) })]);
    },
    list: ({ limit, before }) => list.read({ limit, before: before ?? AFTER_ALL_IDS }),
    get: (id) => get.first({ id }),
  };
};

/** Ids are lower-case letters and digits. */
const AFTER_ALL_IDS = '~';
