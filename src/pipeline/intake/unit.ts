import { isBuried, tombstoneHashes, type Erasable } from '../../core/privacy/redaction.ts';
import { newId, type CartId, type OrderId, type ShopperId } from '../../core/words/ids.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import type { Write } from '../../ports/store/write.ts';
import { type Absent, createAbsent } from './absent.ts';
import { createBook, type Book } from './book.ts';
import type { IntakeParts } from './parts.ts';
import { createPeople, type People } from './people.ts';

/**
 * A unit of work on one store: rows are read once, changed in memory by any number of observations, and written
 * together, each guarded by the revision that was read. So a cart that is told of ten times is written once.
 */
export type Unit = {
  readonly parts: IntakeParts;
  readonly store: ConnectedStore;
  readonly now: Date;
  /** What is told was read from a listing of the platform, not from a webhook. */
  readonly isListed: boolean;
  readonly carts: Book<StoredCart>;
  readonly orders: Book<StoredOrder>;
  /** True when what could be this cart, by any of its ids, was read before. */
  readonly wasLookedFor: (externalId: string) => boolean;
  readonly lookedFor: (externalIds: readonly string[]) => void;
  readonly people: People;
  readonly absent: Absent;
  /** The platform's restoring link of a cart, to be sealed. */
  readonly linkTold: (cartId: CartId, url: string) => void;
  /** Ids by which an order names carts. */
  readonly orderNamed: (orderId: OrderId, refs: readonly string[]) => void;
  /** Those that were told of an order in this unit. */
  readonly namesOf: (orderId: OrderId) => readonly string[];
  /** Takes the place of what was credited for this order earlier in this unit. */
  readonly credited: (orderId: OrderId, writes: readonly Write[]) => void;
  readonly happened: (cartId: CartId, event: CartEvent) => void;
  /** What is planned for this shopper is looked at again. */
  readonly concerns: (shopperId: ShopperId | null) => void;
  readonly also: (write: Write) => void;
  /** True when what is told was erased since. */
  readonly isErased: (what: () => Erasable, toldAt: Date) => Promise<boolean>;
  readonly writes: () => readonly Write[];
};

/** `kind` is stable: it stands in the API. Facts hold no personal data. */
export type CartEvent = {
  readonly kind: 'cart_seen' | 'contact_known' | 'state_changed' | 'order_seen';
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
};

export const createUnit = (
  parts: IntakeParts,
  { store, now, isListed }: Pick<Unit, 'store' | 'now' | 'isListed'>,
): Unit => {
  const { store: kept, randomBytes } = parts;
  const carts = createBook<StoredCart>();
  const orders = createBook<StoredOrder>();
  const people = createPeople({ shoppers: kept.shoppers, randomBytes, store, now });
  const links = new Map<CartId, string>();
  const refs = new Map<OrderId, readonly string[]>();
  const credits = new Map<OrderId, readonly Write[]>();
  const concerned = new Set<ShopperId>();
  const others: Write[] = [];
  const lookedFor = new Set<string>();

  return {
    parts,
    store,
    now,
    isListed,
    carts,
    orders,
    people,
    absent: createAbsent(),
    wasLookedFor: (externalId) => lookedFor.has(externalId),
    lookedFor: (externalIds) => {
      for (const id of externalIds) lookedFor.add(id);
    },
    linkTold: (cartId, url) => void links.set(cartId, url),
    orderNamed: (orderId, named) => void refs.set(orderId, named),
    namesOf: (orderId) => refs.get(orderId) ?? [],
    credited: (orderId, writes) => void credits.set(orderId, writes),
    happened: (cartId, event) => {
      const id = newId(now, randomBytes);
      others.push(kept.timeline.appended({ id, storeId: store.id, cartId, at: now, ...event }));
    },
    concerns: (shopperId) => {
      if (shopperId !== null) concerned.add(shopperId);
    },
    also: (write) => void others.push(write),
    isErased: createErasedCheck(parts, store),
    writes: () => [
      ...people.writes(),
      ...cartWrites(parts, carts, links),
      ...orders
        .changes()
        .flatMap(([before, order]) =>
          before === null
            ? kept.orders.inserted(order, refs.get(order.id) ?? [])
            : kept.orders.updated(before, order, refs.get(order.id) ?? []),
        ),
      ...[...credits.values()].flat(),
      ...others,
      ...wakeStore(parts, store, carts),
      ...(concerned.size === 0
        ? []
        : parts.reconsider({ storeId: store.id, shopperIds: [...concerned], at: now })),
    ],
  };
};

const cartWrites = (
  { store: { carts } }: IntakeParts,
  book: Book<StoredCart>,
  links: ReadonlyMap<CartId, string>,
): readonly Write[] =>
  book.changes().flatMap(([before, cart]) => {
    const link = links.get(cart.id) ?? null;
    return before === null ? carts.inserted(cart, link) : carts.updated(before, cart, link);
  });

/** The earliest of the times at which the changed carts are to be judged. */
const wakeStore = ({ store: { dueStores } }: IntakeParts, store: ConnectedStore, book: Book<StoredCart>) => {
  const times = book.changes().flatMap(([, { judgeAt }]) => (judgeAt === null ? [] : [judgeAt.getTime()]));
  return times.length === 0 ? [] : [dueStores.broughtForward(store.id, new Date(Math.min(...times)))];
};

/** Most stores never erased anybody: then nothing is hashed. */
const createErasedCheck = ({ store: { tombstones, stores } }: IntakeParts, { id }: ConnectedStore) => {
  let none: Promise<boolean> | null = null;
  return async (what: () => Erasable, toldAt: Date): Promise<boolean> => {
    none ??= tombstones.none(id);
    if (await none) return false;
    const own = (await stores.secrets(id))?.own;
    if (own === undefined) return false;
    const hashes = tombstoneHashes(what(), Buffer.from(own, 'base64url'));
    return isBuried(await tombstones.ofHashes(id, hashes), toldAt);
  };
};
