import { shortHash } from '../../core/cart/canonical-hash.ts';
import { mergeCart } from '../../core/cart/merge.ts';
import { identifyingEmail } from '../../core/cart/contact.ts';
import { believable } from '../../core/cart/stamp.ts';
import type { CartObservation, CartRemovalObservation } from '../../core/cart/observation.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import { consentTold } from './apply-consent.ts';
import { findCart } from './find-carts.ts';
import type { Keys } from './keys.ts';
import { readCart } from './read-cart.ts';
import { regroup } from './regroup.ts';
import { put, putSettled } from './settle-carts.ts';
import { tellShopper } from './tell-shopper.ts';
import type { Unit } from './unit.ts';

type Told = CartObservation | CartRemovalObservation;

/** What a platform tells of a cart: merged, whoever it belongs to found, and its state settled. */
export const applyCart = async (unit: Unit, told: Told, receivedAt: Date): Promise<void> => {
  const aliases = told.kind === 'cart' ? told.aliases : [];
  const known = await findCart(unit, { externalId: told.externalId, aliases });
  if (known?.redacted === true || (await isErased(unit, told, receivedAt))) return;
  const registers = mergeCart(known?.registers ?? null, withoutLink(told, known), receivedAt);
  if (known !== null && registers === known.registers) return;

  const before = known;
  const cart = await readCart(unit, { known, registers, externalId: externalIdOf(known, told) });
  const keys = told.kind === 'cart' ? ownKeys(unit, told, cart) : NOBODY;
  await unit.people.seenTogether(keys, told.updatedAt);
  const after = needsSettling(unit, before, cart)
    ? await putSettled(unit, before, cart)
    : put(unit, before, cart);
  if (told.kind === 'cart') {
    tellLink(unit, told, { before, after });
    consentTold(unit, consentKeys(keys, after), told.consent);
  }
  tellShopper(unit, before, after);
  await regroup(unit, after.id);
};

const isErased = ({ people, isErased: check }: Unit, told: Told, receivedAt: Date): Promise<boolean> =>
  check(
    () => ({
      cartId: told.externalId,
      ...(told.kind === 'cart' ? people.read(told.contact, told.country) : NOBODY),
    }),
    believable(told.updatedAt, receivedAt),
  );

const NOBODY = { emailKey: null, phoneKey: null };

/** The keys of the contact that a snapshot itself carries; read anew only where it is not the cart's. */
const ownKeys = ({ people }: Unit, told: CartObservation, cart: StoredCart): Keys => {
  const { email, phone } = told.contact;
  const isCartsPhone = phone === null || phone.trim() === cart.registers.phone?.value;
  return {
    emailKey: identifyingEmail(email),
    phoneKey: isCartsPhone ? phone && cart.phoneKey : people.read(told.contact, told.country).phoneKey,
  };
};

/**
 * The restoring link is kept sealed, beside: the register holds a fingerprint, enough to see that it changed. A cart
 * known by another id is known by this one from now on.
 */
const withoutLink = (told: Told, known: StoredCart | null): Told => {
  if (told.kind === 'cart_removed') return told;
  const aliases =
    known === null || known.externalId === told.externalId
      ? told.aliases
      : [...told.aliases, told.externalId, known.externalId];
  return { ...told, aliases, returnUrl: told.returnUrl === null ? null : shortHash(told.returnUrl) };
};

/** Some platforms name a removed cart by another id; the cart's own takes its place. */
const externalIdOf = (known: StoredCart | null, told: Told): string =>
  known === null || (told.kind === 'cart' && known.registers.contents === null)
    ? told.externalId
    : known.externalId;

/**
 * False when the orders that end the cart must be the same as before: most updates of a checkout change neither its
 * ids nor its people, and an order that came meanwhile has settled the cart itself.
 */
const needsSettling = ({ store, now }: Unit, before: StoredCart | null, cart: StoredCart): boolean =>
  before === null ||
  before.state !== 'open' ||
  before.orderId !== null ||
  isOverByItself(cart) ||
  before.emailKey !== cart.emailKey ||
  before.phoneKey !== cart.phoneKey ||
  before.externalId !== cart.externalId ||
  before.registers.aliases !== cart.registers.aliases ||
  !sameProducts(before, cart) ||
  before.startedAt.getTime() !== cart.startedAt.getTime() ||
  // Later activity lets later orders match; there are some only once the former horizon is over.
  now.getTime() > before.lastActivityAt.getTime() + store.settings.recoveryHorizonMs;

/** Some orders end a cart by what is in it. */
const sameProducts = (before: StoredCart, cart: StoredCart): boolean => {
  const known = before.registers.contents?.value.lines ?? [];
  const lines = cart.registers.contents?.value.lines ?? [];
  return (
    known.length === lines.length && lines.every(({ productId }, at) => productId === known[at]?.productId)
  );
};

const isOverByItself = ({ registers }: StoredCart): boolean =>
  registers.removed?.value === true || (registers.completedAt ?? null) !== null;

/** Consent is the contact's that the snapshot carries, else the cart's. */
const consentKeys = (keys: Keys, { emailKey, phoneKey }: StoredCart): Keys => ({
  emailKey: keys.emailKey ?? emailKey,
  phoneKey: keys.phoneKey ?? phoneKey,
});

type Change = { readonly before: StoredCart | null; readonly after: StoredCart };

const tellLink = (unit: Unit, told: CartObservation, { before, after }: Change): void => {
  if (told.returnUrl === null) return;
  const fingerprint = shortHash(told.returnUrl);
  const isNewest = after.registers.returnUrl?.value === fingerprint;
  if (isNewest && before?.registers.returnUrl?.value !== fingerprint) unit.linkTold(after.id, told.returnUrl);
};
