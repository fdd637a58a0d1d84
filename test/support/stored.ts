import { mergeCart } from '../../src/core/cart/merge.ts';
import { lastActivityAt } from '../../src/core/cart/activity.ts';
import { orderMeaning } from '../../src/core/order/meaning.ts';
import { mergeOrder } from '../../src/core/order/merge.ts';
import type { CartObservation, OrderObservation } from '../../src/core/cart/observation.ts';
import type { CartId, OrderId, StoreId } from '../../src/core/words/ids.ts';
import type { StoredCart } from '../../src/ports/store/carts.ts';
import type { StoredOrder } from '../../src/ports/store/orders.ts';
import { cartSeen, minutes, orderSeen } from './observations.ts';

export const STORE = 'store-1' as StoreId;

/** A cart as it would be stored after one observation. */
export const storedCart = (
  seen: Partial<CartObservation> = {},
  over: Partial<StoredCart> = {},
): StoredCart => {
  const told = cartSeen(seen);
  const registers = mergeCart(null, told, minutes(1000));
  return {
    id: `cart-of-${told.externalId}` as CartId,
    storeId: STORE,
    externalId: told.externalId,
    shopperId: null,
    registers,
    state: 'open',
    closedReason: null,
    emailKey: told.contact.email,
    phoneKey: null,
    startedAt: registers.startedAt,
    lastActivityAt: lastActivityAt(registers.sightings) ?? registers.startedAt,
    firstSeenAt: minutes(1000),
    lapsedAt: null,
    orderId: null,
    revision: 1,
    redacted: false,
    email: told.contact.email,
    phone: told.contact.phone,
    name: told.contact.name,
    registered: null,
    locale: null,
    country: null,
    total: registers.contents?.value.total ?? null,
    linesCount: registers.contents?.value.lines.length ?? 0,
    judgeAt: null,
    credit: null,
    searchHash: null,
    platformRemindedAt: null,
    ...over,
  };
};

export const storedOrder = (
  seen: Partial<OrderObservation> = {},
  over: Partial<StoredOrder> = {},
): StoredOrder => {
  const told = orderSeen(seen);
  const known = mergeOrder(null, told, minutes(1000));
  return {
    id: `order-of-${told.externalId}` as OrderId,
    storeId: STORE,
    externalId: told.externalId,
    ...known,
    shopperId: null,
    emailKey: told.contact.email,
    phoneKey: null,
    firstSeenAt: minutes(1000),
    cartId: null,
    credit: null,
    meaning: orderMeaning(known),
    revision: 1,
    ...over,
  };
};
