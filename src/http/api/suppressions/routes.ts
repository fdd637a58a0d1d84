import { emailKey } from '../../../core/cart/contact.ts';
import { maskEmail } from '../../../core/privacy/mask.ts';
import type { SuppressionId } from '../../../core/words/ids.ts';
import { readPhone } from '../../../core/words/phone.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import type { Suppression } from '../../../ports/store/suppressions.ts';
import { ADD_SUPPRESSION, LIST_SUPPRESSIONS, REMOVE_SUPPRESSION } from '../../contract/suppressions.ts';
import { NOT_FOUND, invalidInput } from '../../problem.ts';
import { bind, done, nothing, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { storeOf } from '../store-of.ts';
import { writeInstant } from '../write.ts';

export type SuppressionRouteParts = {
  readonly store: Pick<Store, 'stores' | 'suppressions' | 'commit'>;
  readonly now: () => Date;
};

export const suppressionRoutes = ({ store, now }: SuppressionRouteParts): readonly Bound[] => [
  bind(LIST_SUPPRESSIONS, async ({ storeId, query }) => {
    const before = readIdCursor(query.cursor);
    if (before === null) return refuse(BAD_CURSOR);
    const found = await store.suppressions.list(storeId, {
      limit: query.limit + 1,
      before: (before as SuppressionId | undefined) ?? null,
    });
    const { shown, next } = cutPage(found, query.limit, ({ id }) => writeCursor([id]));
    return done({ items: shown.map(present), next });
  }),

  bind(ADD_SUPPRESSION, async ({ storeId, body }) => {
    const person = readPerson(body, await storeOf(store.stores, storeId));
    if (person === null)
      return refuse(
        invalidInput(422, [
          { path: body.email === undefined ? 'phone' : 'email', message: 'cannot be read' },
        ]),
      );
    const { channel, purpose } = body;
    const optOut = { ...person, channel, purpose, at: now(), source: 'admin' };
    const { suppression, writes } = await store.suppressions.prepare(storeId, optOut);
    // Conflict: somebody else added the same one just now, which is as good.
    if (writes.length > 0) await store.commit(writes);
    return done(present(suppression));
  }),

  bind(REMOVE_SUPPRESSION, async ({ storeId, params }) => {
    const outcome = await store.commit([store.suppressions.removed(storeId, params.id as SuppressionId)]);
    return outcome === 'committed' ? nothing() : refuse(NOT_FOUND);
  }),
];

type Person = { readonly key: string; readonly hint: string };

const readPerson = (
  { email, phone }: { readonly email?: string | undefined; readonly phone?: string | undefined },
  { settings }: ConnectedStore,
): Person | null => {
  if (email !== undefined) {
    const key = emailKey(email);
    return key === null ? null : { key, hint: maskEmail(key) };
  }
  const key = readPhone(phone ?? '', settings.country)?.key ?? null;
  return key === null ? null : { key, hint: `…${key.slice(-3)}` };
};

const present = ({ id, channel, purpose, at, source, hint }: Suppression) => ({
  id,
  channel,
  purpose,
  at: writeInstant(at),
  source,
  hint,
});
