import type { MessageId, StoreId } from '../../core/words/ids.ts';
import type { Kit } from '../kits/postgres.ts';

/** The built-in mailbox of `SMTP_URL=mailbox:`; newest last. */
export const describeMailbox = (kit: Kit) => ({
  mailbox: kit.table('mailbox', {
    id: kit.text().primaryKey(),
    storeId: kit.text<StoreId>().notNull(),
    messageId: kit.text<MessageId>().notNull(),
    receivedAt: kit.instant().notNull(),
    to: kit.text().notNull(),
    subject: kit.text().notNull(),
    html: kit.text().notNull(),
    text: kit.text().notNull(),
    raw: kit.text().notNull(),
  }),
});
