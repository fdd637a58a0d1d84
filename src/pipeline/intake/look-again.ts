import type { StoredCart } from '../../ports/store/carts.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import { settleOrder } from './apply-order.ts';
import { cartsNear, ordersNear } from './find-carts.ts';
import { ends } from './settle-carts.ts';
import { createUnit, type Unit } from './unit.ts';

/**
 * A cart and its order that two processes store at the same moment see nothing of each other. So whoever has stored
 * one of them looks again afterwards: the later of the two finds both. Null when all is as it should be.
 */
export const lookAgain = async (done: Unit): Promise<Unit | null> => {
  const orders = done.orders.changes().map(([, order]) => order);
  const carts = done.carts.changes().flatMap(([before, cart]) => (isFound(before, cart) ? [] : [cart]));
  if (orders.length === 0 && carts.length === 0) return null;

  const unit = createUnit(done.parts, done);
  const near = new Map(orders.map((order) => [order.id, order]));
  for (const cart of carts) for (const order of await ordersNear(unit, cart)) near.set(order.id, order);
  const ids = [...near.values()].map(({ externalId }) => externalId);
  for (const order of unit.orders.known(await done.parts.store.orders.byExternalIds(done.store.id, ids)))
    await settleMissed(unit, order);
  return unit.carts.changes().length === 0 ? null : unit;
};

/** By the same ids and people as before: whoever looked for it then has found it. */
const isFound = (before: StoredCart | null, cart: StoredCart): boolean =>
  before !== null &&
  before.emailKey === cart.emailKey &&
  before.phoneKey === cart.phoneKey &&
  before.registers.aliases === cart.registers.aliases;

const settleMissed = async (unit: Unit, order: StoredOrder): Promise<void> => {
  const named = await unit.parts.namedCarts(unit.store.id, order.snapshot.retornoRefs);
  for (const cart of await cartsNear(unit, order, named)) {
    const isMissed = cart.orderId === null && !cart.redacted && (await ends(unit, order, cart));
    if (isMissed) return settleOrder(unit, { known: order, order, named });
  }
};
