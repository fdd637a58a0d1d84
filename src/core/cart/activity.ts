import type { CartContents, Contact, Sighting } from './cart.ts';
import { emailKey } from './contact.ts';
import { shortHash } from './canonical-hash.ts';
import { compareStamps } from './stamp.ts';

/** A cart keeps at most this many sightings: the newest, and the first of some of the states it was seen in. */
export const MAX_SIGHTINGS = 64;
const NEWEST = 48;
const FIRSTS = MAX_SIGHTINGS - NEWEST;

/** What stands for the contents in the sighting of a removal. */
export const REMOVED = '-';

/** A cart's contents, shortened so that two sightings can be compared: what is in it, its totals, its coupons. */
export const contentsMark = (contents: CartContents): string => {
  const lines = contents.lines.map((line) => [...idsOf(line), line.quantity]);
  const totals = [contents.currency, contents.subtotal?.minor ?? null, contents.total?.minor ?? null];
  return [lines, totals, contents.coupons]
    .map((part) => shortHash(JSON.stringify(part)).slice(0, 8))
    .join('.');
};

/** Titles change when a merchant edits a product; they stand for a product only where nothing better does. */
const idsOf = ({ productId, variantId, sku, title }: CartContents['lines'][number]) =>
  productId === null && variantId === null && sku === null ? [title] : [productId, variantId, sku];

/** An address or number, shortened for comparing; null where there is none. */
export const contactMarks = (contact: Contact): Pick<Sighting, 'email' | 'phone'> => ({
  email: contact.email === null ? null : shortHash(emailKey(contact.email) ?? contact.email),
  phone: contact.phone === null ? null : shortHash(contact.phone.replace(/\D/g, '')),
});

/** When the shopper last did something: the newest sighting that differs from what was known before it. */
export const lastActivityAt = (sightings: readonly Sighting[]): Date | null => {
  const times = activityTimes(sightings);
  return times.length === 0 ? null : new Date(Math.max(...times.map((at) => at.getTime())));
};

/** Every time the shopper did something, as far as the sightings tell; in the order of the sightings. */
export const activityTimes = (sightings: readonly Sighting[]): readonly Date[] => {
  let known: Known = { contents: null, email: null, phone: null };
  const times: Date[] = [];
  for (const seen of sightings) {
    if (isActivity(known, seen)) times.push(seen.at);
    known = {
      contents: seen.contents ?? known.contents,
      email: seen.email ?? known.email,
      phone: seen.phone ?? known.phone,
    };
  }
  return times;
};

type Known = Pick<Sighting, 'contents' | 'email' | 'phone'>;

const isActivity = (known: Known, seen: Sighting): boolean =>
  differs(known.email, seen.email) ||
  differs(known.phone, seen.phone) ||
  (differs(known.contents, seen.contents) && !onlyCouponsDiffer(known.contents, seen.contents));

const differs = (known: string | null, seen: string | null): boolean => seen !== null && seen !== known;

/** A coupon is also put in by our own return link, and moves the totals: neither tells of the shopper. */
const onlyCouponsDiffer = (known: string | null, seen: string | null): boolean => {
  const [linesBefore, , couponsBefore] = known?.split('.') ?? [];
  const [lines, , coupons] = seen?.split('.') ?? [];
  return linesBefore === lines && couponsBefore !== coupons;
};

/**
 * Both lists as one, oldest first, cut to MAX_SIGHTINGS. What is dropped would be dropped from any longer list too,
 * so the result does not depend on the order of merging: the newest 48 stay, and of every state (contents, e-mail,
 * phone) its first sighting, for the 16 states of the smallest hashes. Those keep a cart that is reported unchanged
 * a hundred times from seeming active.
 */
export const mergeSightings = (
  known: readonly Sighting[],
  told: readonly Sighting[],
): readonly Sighting[] => {
  const all = [...known, ...told].toSorted(inOrder);
  const distinct = all.filter((seen, at) => at === 0 || !sameSighting(seen, all[at - 1]));
  return distinct.length <= NEWEST ? distinct : cut(distinct);
};

/** One observation received twice with a wrong clock differs in its cut time only: the earlier one stands. */
const inOrder = (one: Sighting, other: Sighting): number =>
  compareStamps(one.stamp, other.stamp) || one.at.getTime() - other.at.getTime();

const sameSighting = (one: Sighting, other: Sighting | undefined): boolean =>
  other !== undefined && compareStamps(one.stamp, other.stamp) === 0;

const cut = (sightings: readonly Sighting[]): readonly Sighting[] => {
  const firsts = new Map<string, Sighting>();
  for (const seen of sightings) {
    const state = `${seen.contents} ${seen.email} ${seen.phone}`;
    if (!firsts.has(state)) firsts.set(state, seen);
  }
  const states = [...firsts.keys()].toSorted().slice(0, FIRSTS);
  const kept = new Set(states.map((state) => firsts.get(state)));
  return sightings.filter((seen, at) => at >= sightings.length - NEWEST || kept.has(seen));
};
