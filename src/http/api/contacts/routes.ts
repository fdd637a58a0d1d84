import type { z } from 'zod';
import type { CartId, ContactId } from '../../../core/words/ids.ts';
import type { LogContact } from '../../../pipeline/conversations/log-contact.ts';
import type { LoggedContact } from '../../../ports/store/contact-log.ts';
import type { Store } from '../../../ports/store/store.ts';
import { LIST_CONTACTS, LOG_CONTACT, type CONTACT } from '../../contract/contacts.ts';
import { NOT_FOUND, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export type ContactRouteParts = {
  readonly store: Pick<Store, 'carts' | 'reader'>;
  readonly logContact: LogContact;
  readonly now: () => Date;
};

export const contactRoutes = ({ store, logContact, now }: ContactRouteParts): readonly Bound[] => [
  bind(LOG_CONTACT, async ({ storeId, params, body }) => {
    const { reason = null, nextAttemptAt = null, ...contact } = body;
    const outcome = await logContact(
      {
        ...contact,
        storeId,
        cartId: params.id as CartId,
        reason,
        nextAttemptAt: nextAttemptAt === null ? null : new Date(nextAttemptAt),
      },
      now(),
    );
    if (outcome.kind === 'not_found') return refuse(NOT_FOUND);
    return outcome.kind === 'redacted' ? refuse(REDACTED) : done(presentContact(outcome.contact));
  }),

  bind(LIST_CONTACTS, async ({ storeId, params, query }) => {
    const before = readIdCursor(query.cursor);
    if (before === null) return refuse(BAD_CURSOR);
    const cartId = params.id as CartId;
    if ((await store.carts.byIds(storeId, [cartId])).length === 0) return refuse(NOT_FOUND);
    const found = await store.reader.contactLog.ofCart(storeId, cartId, {
      limit: query.limit + 1,
      before: (before as ContactId | undefined) ?? null,
    });
    const { shown, next } = cutPage(found, query.limit, ({ id }) => writeCursor([id]));
    return done({ items: shown.map(presentContact), next });
  }),
];

const REDACTED = problem(409, 'redacted', 'The shopper was erased; nothing more is noted about them.');

const presentContact = (contact: LoggedContact): z.input<typeof CONTACT> => ({
  id: contact.id,
  cartId: contact.cartId,
  at: writeInstant(contact.at),
  channel: contact.channel,
  reached: contact.reached,
  answer: contact.answer,
  reason: contact.reason,
  notes: contact.notes,
  nextAttemptAt: writeInstantOrNull(contact.nextAttemptAt),
});
