import type { OrderOrigin } from './observation.ts';
import type { CartId } from '../words/ids.ts';

/** How an order was found to end a cart, in the order in which the rules are asked. */
export type MatchRule = 'ids' | 'token' | 'coupon' | 'shopper';

/** What matching looks at in an order. Keys are canonical, and null where they identify nobody. */
export type MatchOrder = {
  readonly cartRefs: readonly string[];
  /** Carts that our tokens (`retorno_ref`) of this order belong to. */
  readonly tokenCarts: readonly CartId[];
  /** Carts that coupons of ours in this order were made for. */
  readonly couponCarts: readonly CartId[];
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
  readonly placedAt: Date;
  readonly origin: OrderOrigin;
  readonly productIds: readonly string[];
};

export type MatchCart = {
  readonly id: CartId;
  readonly externalId: string;
  readonly aliases: readonly string[];
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
  readonly startedAt: Date;
  readonly lastActivityAt: Date;
  readonly productIds: readonly string[];
};

/** An order may be stamped a little before the cart that led to it. */
const BEFORE_START_MS = 5 * 60_000;

/**
 * The first rule by which this order ends this cart; null when it does not. Each pair is judged by itself, so it does
 * not matter which of the two is known first, nor what other carts and orders there are.
 */
export const matchRule = (order: MatchOrder, cart: MatchCart, horizonMs: number): MatchRule | null => {
  if (sharesId(order, cart)) return 'ids';
  const sameShopper = isSameShopper(order, cart) && isInWindow(order, cart, horizonMs);
  if (order.origin !== 'storefront') return sameShopper && linesOverlap(order, cart) ? 'shopper' : null;
  if (order.tokenCarts.includes(cart.id)) return 'token';
  if (order.couponCarts.includes(cart.id)) return 'coupon';
  return sameShopper ? 'shopper' : null;
};

const sharesId = (order: MatchOrder, cart: MatchCart): boolean =>
  order.cartRefs.some((ref) => ref === cart.externalId || cart.aliases.includes(ref));

const isSameShopper = (order: MatchOrder, cart: MatchCart): boolean =>
  (order.emailKey !== null && order.emailKey === cart.emailKey) ||
  (order.phoneKey !== null && order.phoneKey === cart.phoneKey);

const isInWindow = ({ placedAt }: MatchOrder, cart: MatchCart, horizonMs: number): boolean =>
  placedAt.getTime() >= cart.startedAt.getTime() - BEFORE_START_MS &&
  placedAt.getTime() <= cart.lastActivityAt.getTime() + horizonMs;

/** Renewals, point-of-sale, marketplace and draft orders of a shopper say nothing about a cart of other goods. */
const linesOverlap = (order: MatchOrder, cart: MatchCart): boolean =>
  order.productIds.some((id) => cart.productIds.includes(id));
