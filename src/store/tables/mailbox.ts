import type { Kit } from '../kits/postgres.ts';

/** The built-in mailbox of `SMTP_URL=mailbox:`; for trying out, so it belongs to no store. */
export const describeMailbox = (kit: Kit) => ({
  mailbox: kit.table('mailbox', {
    id: kit.text().primaryKey(),
    at: kit.instant().notNull(),
    to: kit.text().notNull(),
    subject: kit.text().notNull(),
    html: kit.text().notNull(),
    text: kit.text().notNull(),
    raw: kit.text().notNull(),
  }),
});
