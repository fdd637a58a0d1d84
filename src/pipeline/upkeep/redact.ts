import { redactRegisters, redactSnapshot } from '../../core/privacy/redaction.ts';
import type { StoredCart } from '../../ports/store/carts.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';

/** The cart without its shopper: listed on, closed, and never to be told of again. */
export const redactCart = (cart: StoredCart): StoredCart => ({
  ...forgetShopper(cart),
  state: 'closed',
  closedReason: 'redacted',
});

/** As `redactCart` for a cart whose time is over: what became of it stays to be counted. */
export const retireCart = (cart: StoredCart): StoredCart =>
  cart.state === 'open' || cart.state === 'pending_payment' ? redactCart(cart) : forgetShopper(cart);

const forgetShopper = (cart: StoredCart): StoredCart => ({
  ...cart,
  registers: redactRegisters(cart.registers),
  redacted: true,
  shopperId: null,
  email: null,
  emailKey: null,
  phone: null,
  phoneKey: null,
  name: null,
  judgeAt: null,
  revision: cart.revision + 1,
});

export const redactOrder = (order: StoredOrder): StoredOrder => ({
  ...order,
  snapshot: redactSnapshot(order.snapshot),
  shopperId: null,
  emailKey: null,
  phoneKey: null,
  revision: order.revision + 1,
});
