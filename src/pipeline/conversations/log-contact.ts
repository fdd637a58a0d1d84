import { newId, type CartId, type ContactId, type RandomBytes, type StoreId } from '../../core/words/ids.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { LoggedContact } from '../../ports/store/contact-log.ts';
import type { Reconsider } from '../../ports/store/reconsider.ts';
import type { Store } from '../../ports/store/store.ts';
import type { Write } from '../../ports/store/write.ts';

export type LogContactParts = {
  readonly store: Pick<Store, 'carts' | 'contactLog' | 'timeline' | 'commit'>;
  readonly reconsider: Reconsider;
  readonly randomBytes: RandomBytes;
};

export type NewContact = Omit<LoggedContact, 'id' | 'shopperId' | 'at'>;

export type LogContactOutcome =
  | { readonly kind: 'logged'; readonly contact: LoggedContact }
  | { readonly kind: 'not_found' }
  /** The shopper was erased: nothing more is written about them. */
  | { readonly kind: 'redacted' };

export type LogContact = (contact: NewContact, now: Date) => Promise<LogContactOutcome>;

/**
 * Notes what a person of the store did by hand. The reminders rest from then on, since every decision reads the log; a
 * no closes the cart. The cart's revision grows in any case, so that what is being sent at this moment decides anew.
 */
export const createLogContact =
  (parts: LogContactParts): LogContact =>
  async (given, now) => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const [cart] = await parts.store.carts.byIds(given.storeId, [given.cartId]);
      if (cart === undefined) return { kind: 'not_found' };
      if (cart.redacted) return { kind: 'redacted' };
      const id = newId<ContactId>(now, parts.randomBytes);
      const contact: LoggedContact = { ...given, id, shopperId: cart.shopperId, at: now };
      if ((await parts.store.commit(logging(cart, contact, parts))) === 'committed')
        return { kind: 'logged', contact };
    }
    throw new Error('logging a contact met conflicts without end');
  };

const MOST_ATTEMPTS = 10;

const logging = (cart: StoredCart, contact: LoggedContact, parts: LogContactParts): readonly Write[] => {
  const isDeclined = contact.answer === 'negative' && cart.state === 'open';
  const { carts, contactLog } = parts.store;
  return [
    ...carts.updated(cart, isDeclined ? declined(cart) : unchanged(cart), null),
    ...contactLog.logged(contact),
    told(contact, { kind: 'contacted', reason: contact.reason, facts: factsOf(contact) }, parts),
    ...(isDeclined ? [told(contact, { kind: 'closed', reason: 'declined', facts: {} }, parts)] : []),
    ...parts.reconsider({
      storeId: cart.storeId,
      cartIds: [cart.id],
      shopperIds: cart.shopperId === null ? [] : [cart.shopperId],
      at: contact.at,
    }),
  ];
};

const unchanged = (cart: StoredCart): StoredCart => ({ ...cart, revision: cart.revision + 1 });

/** An order, bought or awaited, says more than a no: such a cart is not closed by it. */
const declined = (cart: StoredCart): StoredCart => ({
  ...unchanged(cart),
  state: 'closed',
  closedReason: 'declined',
  judgeAt: null,
});

/** Without the notes, which may name people. */
const factsOf = ({ channel, reached, answer, nextAttemptAt }: LoggedContact) => ({
  channel,
  reached,
  answer,
  nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
});

type Event = {
  readonly kind: 'contacted' | 'closed';
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
};

const told = (
  { storeId, cartId, at }: { readonly storeId: StoreId; readonly cartId: CartId; readonly at: Date },
  event: Event,
  { store, randomBytes }: Pick<LogContactParts, 'store' | 'randomBytes'>,
): Write => {
  // Ids tell the order of a story: closing stands after the contact that led to it.
  const place = new Date(at.getTime() + (event.kind === 'closed' ? 1 : 0));
  return store.timeline.appended({ id: newId(place, randomBytes), storeId, cartId, at, ...event });
};
