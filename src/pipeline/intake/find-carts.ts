import type { StoredCart } from '../../ports/store/carts.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import type { Keys } from './keys.ts';
import type { Unit } from './unit.ts';

/** The cart that an observation tells of: by its own id, else by one that names it. */
export const findCart = async (
  { carts, store, parts, wasLookedFor }: Unit,
  told: { readonly externalId: string; readonly aliases: readonly string[] },
): Promise<StoredCart | null> => {
  const exact = carts.current().find(({ externalId }) => externalId === told.externalId);
  if (exact !== undefined) return exact;
  if (wasLookedFor(told.externalId)) return carts.current().find((cart) => isNamed(cart, told)) ?? null;
  const byId = await parts.store.carts.byExternalIds(store.id, [told.externalId, ...told.aliases]);
  const found = carts.known(byId);
  const byOwnId = found.find(({ externalId }) => externalId === told.externalId);
  if (byOwnId !== undefined) return byOwnId;

  carts.known(await parts.store.carts.byAliases(store.id, [told.externalId]));
  return carts.current().find((cart) => isNamed(cart, told)) ?? null;
};

const isNamed = (
  cart: StoredCart,
  told: { readonly externalId: string; readonly aliases: readonly string[] },
) => told.aliases.includes(cart.externalId) || cart.registers.aliases.includes(told.externalId);

/** All carts that an order could end, as they now stand. */
export const cartsNear = async (
  unit: Unit,
  order: StoredOrder,
  named: readonly string[],
): Promise<readonly StoredCart[]> => {
  const { carts, store, parts } = unit;
  const keys = await unit.people.comparable(order);
  const refs = order.snapshot.cartRefs;
  const read = [
    ...(refs.length === 0 ? [] : await parts.store.carts.byExternalIds(store.id, refs)),
    ...(refs.length === 0 ? [] : await parts.store.carts.byAliases(store.id, refs)),
    ...(named.length === 0 ? [] : await parts.store.carts.byIds(store.id, named as StoredCart['id'][])),
    ...(await parts.store.carts.byPeople(store.id, peopleOf(keys))),
    ...(await parts.store.carts.byOrder(store.id, order.id)),
  ];
  const near = new Set(carts.known(read).map(({ id }) => id));
  return carts
    .current()
    .filter(
      (cart) =>
        near.has(cart.id) ||
        cart.orderId === order.id ||
        named.includes(cart.id) ||
        refs.some((ref) => ref === cart.externalId || cart.registers.aliases.includes(ref)) ||
        sharesKey(cart, keys),
    );
};

/** All orders that could end a cart, as they now stand. */
export const ordersNear = async (unit: Unit, cart: StoredCart): Promise<readonly StoredOrder[]> => {
  const { orders, store, parts } = unit;
  const keys = await unit.people.comparable(cart);
  const since = new Date(cart.startedAt.getTime() - EARLIEST_BEFORE_START_MS);
  const refs = refsOf(cart);
  const read = [
    ...(unit.absent.ordersNaming(refs) ? [] : await parts.store.orders.byRefs(store.id, refs)),
    ...(unit.absent.ordersOf(keys, since)
      ? []
      : await parts.store.orders.byPeople(store.id, peopleOf(keys), since)),
  ];
  const near = new Set(orders.known(read).map(({ id }) => id));
  return orders
    .current()
    .filter(
      (order) =>
        near.has(order.id) ||
        unit.namesOf(order.id).some((ref) => refs.includes(ref)) ||
        sharesKey(order, keys),
    );
};

/** Orders are kept under the ids that they name carts by; under `#` and our own id where our token told it. */
export const ownRef = (cartId: string): string => `#${cartId}`;

const refsOf = (cart: StoredCart): readonly string[] => [
  cart.externalId,
  ...cart.registers.aliases,
  ownRef(cart.id),
];

/** As early as matching looks (5 min), and a little more; what it does not take it refuses itself. */
export const EARLIEST_BEFORE_START_MS = 3_600_000;

const peopleOf = ({ emailKey, phoneKey }: Keys) => ({
  emailKeys: emailKey === null ? [] : [emailKey],
  phoneKeys: phoneKey === null ? [] : [phoneKey],
});

const sharesKey = (one: Keys, keys: Keys): boolean =>
  (keys.emailKey !== null && one.emailKey === keys.emailKey) ||
  (keys.phoneKey !== null && one.phoneKey === keys.phoneKey);
