import type { Happening, Life, Person } from './life.ts';
import { addressOf, instantOf, placingOf } from './told.ts';

/** What a careful person would know after hearing some of what happened, each with its own time. Small on purpose. */
export type Known = {
  readonly carts: readonly KnownCart[];
  readonly orders: readonly KnownOrder[];
  readonly refused: readonly string[];
};

export type KnownCart = {
  readonly cart: number;
  readonly startedAt: Date;
  readonly lastActivityAt: Date;
  readonly email: string | null;
  readonly isRemoved: boolean;
};

export type KnownOrder = {
  readonly order: number;
  readonly cart: number | null;
  readonly email: string;
  readonly placedAt: Date;
  readonly state: 'bought' | 'pending' | 'in_review';
};

export const knownOf = (life: Life, heard: Iterable<number>): Known => {
  const things = [...new Set(heard)]
    .flatMap((of) => {
      const one = life.happened[of];
      return one === undefined ? [] : [{ ...one, when: instantOf(life, one.at, of) }];
    })
    .toSorted((one, other) => one.when.getTime() - other.when.getTime());
  return {
    carts: [0, 1].flatMap((cart) => cartOf(things, cart) ?? []),
    orders: [0, 1].flatMap((order) => orderOf(life, things, order) ?? []),
    refused: (['ana', 'bia'] as const).filter((person) => hasRefused(things, person)).map(addressOf),
  };
};

type Thing = Happening & { readonly when: Date };
type Filled = Extract<Thing, { kind: 'cart' }>;

const cartOf = (things: readonly Thing[], cart: number): KnownCart | null => {
  const own = things.filter((one) => (one.kind === 'cart' || one.kind === 'removed') && one.cart === cart);
  const fillings = own.filter((one): one is Filled => one.kind === 'cart');
  const first = own[0];
  if (first === undefined) return null;
  const named = fillings.findLast(({ person }) => person !== null)?.person ?? null;
  return {
    cart,
    startedAt: first.when,
    lastActivityAt: lastChange(own),
    email: named === null ? null : addressOf(named),
    isRemoved: own.at(-1)?.kind === 'removed',
  };
};

/** The same goods and the same person told again are no activity; taking all out ends it, and is none either. */
const lastChange = (own: readonly Thing[]): Date => {
  let quantity: number | null = null;
  let person: Person | null = null;
  let at = own[0]?.when ?? new Date(0);
  for (const one of own) {
    const named: Person | null = one.kind === 'cart' ? (one.person ?? person) : person;
    const filled = one.kind === 'cart' ? one.quantity : null;
    if (one.kind === 'cart' && (filled !== quantity || named !== person)) at = one.when;
    [quantity, person] = [filled, named];
  }
  return at;
};

const STATES = {
  paid: 'bought',
  due_later: 'bought',
  awaiting_shopper: 'pending',
  failed: 'pending',
  in_review: 'in_review',
} as const;

const orderOf = (life: Life, things: readonly Thing[], order: number): KnownOrder | null => {
  const last = things.findLast((one) => one.kind === 'order' && one.order === order);
  if (last?.kind !== 'order') return null;
  const { placedAt, placing } = placingOf(life, order);
  return { order, cart: placing.cart, email: addressOf(placing.person), placedAt, state: STATES[last.state] };
};

const hasRefused = (things: readonly Thing[], person: Person): boolean =>
  things.findLast((one) => one.kind === 'consent' && one.person === person)?.kind === 'consent' &&
  things.findLast(
    (one): one is Extract<Thing, { kind: 'consent' }> => one.kind === 'consent' && one.person === person,
  )?.state === 'out';

const EARLIER_MS = 5 * 60_000;
const HORIZON_MS = 30 * 86_400_000;

/** Which of these carts were bought: those that a bought order names, and those of its shopper around its time. */
export const boughtOf = ({ carts, orders }: Known): readonly number[] => {
  const bought = orders.filter(({ state }) => state === 'bought');
  return carts
    .filter((cart) => bought.some((order) => order.cart === cart.cart || isAround(cart, order)))
    .map(({ cart }) => cart);
};

export const isAround = (cart: KnownCart, order: KnownOrder): boolean =>
  cart.email === order.email &&
  order.placedAt.getTime() >= cart.startedAt.getTime() - EARLIER_MS &&
  order.placedAt.getTime() <= cart.lastActivityAt.getTime() + HORIZON_MS;
