import { cartTie } from './canonical-hash.ts';
import { contactMarks, contentsMark, mergeSightings, REMOVED } from './activity.ts';
import { emailKey, isFillerPhone } from './contact.ts';
import { believable, compareStamps, newer } from './stamp.ts';
import type { CartRegisters, Register, Stamp } from './cart.ts';
import type { CartObservation, CartRemovalObservation } from './observation.ts';

/**
 * What is known of a cart after one more observation. Merging the same observations in any order, any number of
 * times, gives equal registers. Absent or empty values never erase; contents are replaced whole; contents without
 * lines are a removal, and the lines seen before it stay to be looked at. Gives `known` itself when nothing was new.
 */
export const mergeCart = (
  known: CartRegisters | null,
  told: CartObservation | CartRemovalObservation,
  receivedAt: Date,
): CartRegisters => {
  const next = told.kind === 'cart_removed' ? readRemoval(told, receivedAt) : readCart(told, receivedAt);
  return known === null ? next : unlessKnown(known, joinRegisters(known, next));
};

const readCart = (told: CartObservation, receivedAt: Date): CartRegisters => {
  const at = believable(told.updatedAt, receivedAt);
  const stamp: Stamp = { version: told.seq ?? at.getTime(), tie: cartTie(told) };
  const contents = told.contents !== null && told.contents.lines.length > 0 ? told.contents : null;
  const isEmptied = told.contents !== null && contents === null;
  const contact = usable(told);
  return {
    contents: register(contents, stamp),
    removed: register(isEmptied, stamp),
    email: register(contact.email, stamp),
    phone: register(contact.phone, stamp),
    name: register(contact.name, stamp),
    locale: register(told.locale, stamp),
    country: register(told.country, stamp),
    customerId: register(told.customer.externalId, stamp),
    registered: register(told.customer.registered, stamp),
    returnUrl: register(told.returnUrl, stamp),
    startedAt: earlier(believable(told.startedAt ?? at, receivedAt), at),
    completedAt: told.completedAt === null ? null : believable(told.completedAt, receivedAt),
    aliases: sorted(told.aliases),
    tags: sorted(told.tags),
    sightings: [
      {
        stamp,
        at,
        contents: isEmptied ? REMOVED : contents && contentsMark(contents),
        ...contactMarks(contact),
      },
    ],
  };
};

const readRemoval = (told: CartRemovalObservation, receivedAt: Date): CartRegisters => {
  const at = believable(told.updatedAt, receivedAt);
  const stamp: Stamp = { version: told.seq ?? at.getTime(), tie: cartTie(told) };
  return {
    ...NOTHING_KNOWN,
    removed: register(true, stamp),
    startedAt: at,
    sightings: [{ stamp, at, contents: REMOVED, email: null, phone: null }],
  };
};

const NOTHING_KNOWN = {
  contents: null,
  email: null,
  phone: null,
  name: null,
  locale: null,
  country: null,
  customerId: null,
  registered: null,
  returnUrl: null,
  completedAt: null,
  aliases: [],
  tags: [],
} as const;

/** Half-typed addresses and fillers tell nothing, so they do not take the place of what is known. */
const usable = ({ contact }: CartObservation) => ({
  email: emailKey(contact.email) === null ? null : (contact.email?.trim() ?? null),
  phone: contact.phone === null || isFillerPhone(contact.phone) ? null : contact.phone.trim(),
  name: contact.name?.trim() ?? null,
});

const register = <Value>(value: Value | null, stamp: Stamp): Register<Value> | null =>
  value === null || value === '' ? null : { value, stamp };

const joinRegisters = (known: CartRegisters, told: CartRegisters): CartRegisters => ({
  contents: newer(known.contents, told.contents),
  removed: newer(known.removed, told.removed),
  email: newer(known.email, told.email),
  phone: newer(known.phone, told.phone),
  name: newer(known.name, told.name),
  locale: newer(known.locale, told.locale),
  country: newer(known.country, told.country),
  customerId: newer(known.customerId, told.customerId),
  registered: newer(known.registered, told.registered),
  returnUrl: newer(known.returnUrl, told.returnUrl),
  startedAt: earlier(known.startedAt, told.startedAt),
  completedAt: earliest(known.completedAt ?? null, told.completedAt ?? null),
  aliases: union(known.aliases, told.aliases),
  tags: union(known.tags, told.tags),
  sightings: mergeSightings(known.sightings, told.sightings),
});

const earlier = (one: Date, other: Date): Date => (one <= other ? one : other);

const earliest = (one: Date | null, other: Date | null): Date | null =>
  one === null || other === null ? (one ?? other) : earlier(one, other);

const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].toSorted();

const union = (known: readonly string[], told: readonly string[]): readonly string[] =>
  told.every((word) => known.includes(word)) ? known : sorted([...known, ...told]);

const unlessKnown = (known: CartRegisters, joined: CartRegisters): CartRegisters =>
  REGISTERS.every((name) => known[name] === joined[name]) &&
  known.startedAt.getTime() === joined.startedAt.getTime() &&
  known.completedAt?.getTime() === joined.completedAt?.getTime() &&
  sameStamps(known.sightings, joined.sightings)
    ? known
    : joined;

const REGISTERS = [
  'contents',
  'removed',
  'email',
  'phone',
  'name',
  'locale',
  'country',
  'customerId',
  'registered',
  'returnUrl',
  'aliases',
  'tags',
] as const;

const sameStamps = (known: CartRegisters['sightings'], joined: CartRegisters['sightings']): boolean =>
  known.length === joined.length &&
  known.every((seen, at) => {
    const other = joined[at];
    return (
      other !== undefined &&
      compareStamps(seen.stamp, other.stamp) === 0 &&
      seen.at.getTime() === other.at.getTime()
    );
  });
