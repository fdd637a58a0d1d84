import { activityTimes, REMOVED } from '../cart/activity.ts';
import type { Cart } from '../cart/cart.ts';
import type { OrderFact, Snapshot } from './snapshot.ts';

/** One cart of a shopper as it is known today, with what can be told of each moment before. */
export type PastCart = {
  readonly cart: Cart;
  readonly orders: readonly PastOrder[];
  readonly shopper: Omit<Snapshot['shopper'], 'marketingSentAt'>;
  readonly channels: Snapshot['channels'];
};

/** An order as it stands today; until `changedAt` it meant `meantBefore`. */
export type PastOrder = {
  readonly fact: OrderFact;
  readonly changedAt: Date | null;
  readonly meantBefore: OrderFact['meaning'];
  readonly test: boolean;
};

/** From one thing that a shopper did to the next: a time in which only the clock moves. */
export type Silence = {
  readonly begin: Date;
  /** Null: until today. */
  readonly end: Date | null;
  /** The cart that speaks, and when it was last touched or its order lapsed; null where none holds anything. */
  readonly speaks: {
    readonly past: PastCart;
    readonly lastActivityAt: Date;
    readonly lapsedAt: Date | null;
    /** A usable contact was known by then. */
    readonly isReachable: boolean;
  } | null;
};

/** What one shopper's carts tell of their silences, in the order of time. */
export const silencesOf = (carts: readonly PastCart[]): readonly Silence[] => {
  const events = carts
    .flatMap(eventsOf)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1));
  const known = new Map<string, Spoken>();
  return events.map((event, place) => {
    known.set(event.id, after(known.get(event.id), event));
    return { begin: event.at, end: events[place + 1]?.at ?? null, speaks: newest(known) };
  });
};

type Spoken = NonNullable<Silence['speaks']> & { readonly isRemoved: boolean };

type Event = {
  readonly id: string;
  readonly past: PastCart;
  readonly at: Date;
  readonly kind: 'active' | 'removed' | 'lapsed';
};

const eventsOf = (past: PastCart): readonly Event[] => {
  const { id, registers, lastActivityAt } = past.cart;
  const { sightings } = registers;
  const event = (kind: Event['kind']) => (at: Date) => ({ id, past, at, kind });
  const active = activityTimes(sightings.filter(({ contents }) => contents !== REMOVED));
  return [
    ...(active.length === 0 ? [lastActivityAt] : active).map(event('active')),
    ...sightings
      .filter(({ contents }) => contents === REMOVED)
      .map(({ at }) => at)
      .map(event('removed')),
    ...past.orders
      .flatMap(({ fact, changedAt }) =>
        fact.meaning === 'lapsed' && fact.matchesCart ? (changedAt ?? []) : [],
      )
      .map(event('lapsed')),
  ];
};

const after = (before: Spoken | undefined, { past, at, kind }: Event): Spoken => {
  const isReachable = before?.isReachable === true || hasContact(past.cart, at);
  const lastActivityAt = kind === 'active' || before === undefined ? at : before.lastActivityAt;
  const lapsedAt = kind === 'lapsed' ? at : null;
  return { past, lastActivityAt, lapsedAt, isReachable, isRemoved: kind === 'removed' };
};

/** Old sightings are cut: where none tells of a contact that is there, it counts as known from the beginning. */
const hasContact = ({ registers: { sightings }, emailKey, phoneKey }: Cart, at: Date): boolean => {
  if (emailKey === null && phoneKey === null) return false;
  const told = sightings.filter(({ email, phone }) => email !== null || phone !== null);
  return told.length === 0 || told.some((seen) => seen.at <= at);
};

/** The most recently active one that holds something; of two at the same moment the later one known. */
const newest = (known: ReadonlyMap<string, Spoken>): Silence['speaks'] =>
  [...known.values()]
    .filter(({ isRemoved }) => !isRemoved)
    .reduce<Spoken | null>(
      (best, one) => (best === null || touchedAt(one) >= touchedAt(best) ? one : best),
      null,
    );

const touchedAt = ({ lastActivityAt, lapsedAt }: Spoken): number => (lapsedAt ?? lastActivityAt).getTime();

/** What was known of the orders at that moment. */
export const ordersAt = (orders: readonly PastOrder[], now: Date): readonly OrderFact[] =>
  orders.flatMap(({ fact, changedAt, meantBefore }) => {
    if (fact.placedAt > now) return [];
    return changedAt !== null && changedAt > now ? { ...fact, meaning: meantBefore } : fact;
  });

/** The next moment at which an order tells something new; null when none does. */
export const nextOrderNews = (orders: readonly PastOrder[], now: Date): Date | null =>
  orders
    .flatMap(({ fact, changedAt }) => [fact.placedAt, changedAt])
    .reduce<Date | null>(
      (first, at) => (at !== null && at > now && (first === null || at < first) ? at : first),
      null,
    );
