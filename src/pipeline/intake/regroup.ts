import type { CartId, ShopperId } from '../../core/words/ids.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import { put, resettle } from './settle-carts.ts';
import { NOTHING_SEEN, tellShopper } from './tell-shopper.ts';
import type { Unit } from './unit.ts';

/**
 * A phone that got another owner may mean somebody else, in carts and orders that were told of before. `except`: the
 * cart that told of it, which is settled already.
 */
export const regroup = async (unit: Unit, except: CartId | null): Promise<void> => {
  const phoneKeys = unit.people.takeNewlyOwned();
  if (phoneKeys.length === 0) return;
  const people = { emailKeys: [], phoneKeys };
  if (!unit.absent.cartsOfPhones(phoneKeys))
    unit.carts.known(await unit.parts.store.carts.byPeople(unit.store.id, people));
  const carts = unit.carts.current().filter((cart) => cart.id !== except && isOf(cart, phoneKeys));
  for (const cart of carts.filter(({ redacted }) => !redacted)) {
    const shopperId = await unit.people.identify(cart, cart.lastActivityAt);
    if (shopperId !== cart.shopperId) tellShopper(unit, cart, put(unit, cart, { ...cart, shopperId }));
  }
  await regroupOrders(unit, phoneKeys);
  // What is shared by too many matches nothing any more.
  for (const cart of carts)
    if ((await unit.people.comparable(cart)).phoneKey === null) await resettle(unit, [cart.id]);
};

const regroupOrders = async (unit: Unit, phoneKeys: readonly string[]): Promise<void> => {
  const since = new Date(unit.now.getTime() - unit.store.settings.recoveryHorizonMs);
  const people = { emailKeys: [], phoneKeys };
  if (phoneKeys.some((phoneKey) => !unit.absent.ordersOf({ emailKey: null, phoneKey }, since)))
    unit.orders.known(await unit.parts.store.orders.byPeople(unit.store.id, people, since));
  for (const order of unit.orders.current().filter((one) => isOf(one, phoneKeys))) {
    const shopperId = await unit.people.identify(order, order.snapshot.placedAt);
    if (shopperId === order.shopperId) continue;
    unit.orders.put({ ...order, shopperId });
    moveOrder(unit, { ...order, shopperId }, order.shopperId);
  }
};

/** An order counts with one shopper at a time. */
export const moveOrder = (unit: Unit, { shopperId, snapshot }: StoredOrder, from: ShopperId | null): void => {
  const at = snapshot.placedAt;
  if (shopperId !== null) unit.people.seen({ ...NOTHING_SEEN, id: shopperId, at, orders: 1 });
  if (from !== null) unit.people.seen({ ...NOTHING_SEEN, id: from, at, orders: -1 });
};

const isOf = ({ phoneKey }: { readonly phoneKey: string | null }, phones: readonly string[]): boolean =>
  phoneKey !== null && phones.includes(phoneKey);
