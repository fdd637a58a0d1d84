import type { CartId, OrderId, ShopperId, StoreId } from '../words/ids.ts';
import type { Money } from '../words/money.ts';
import type { ClosedReason, SettledState } from '../words/vocabulary.ts';

/** One position of a cart. `available` is null where the platform does not say. */
export type Line = {
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly imageUrl: string | null;
  readonly url: string | null;
  readonly available: boolean | null;
};

/** Lines, totals and coupons: one register, replaced whole. A snapshot without lines is a removal instead. */
export type CartContents = {
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly subtotal: Money | null;
  readonly total: Money | null;
  readonly coupons: readonly string[];
};

/** What is known of how to reach somebody, as given by the platform. Null means unknown, and never erases. */
export type Contact = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
};

/** The shopper's account at the platform. `registered` is null where it is unknown. */
export type Customer = { readonly externalId: string | null; readonly registered: boolean | null };

/**
 * Place of an observation among those of one thing: the source's sequence number if it has one, else the
 * milliseconds of its `updatedAt`; ties go to the greater `tie` (SHA-256 of the canonical observation).
 */
export type Stamp = { readonly version: number; readonly tie: string };

/** The newest known value with the stamp of the observation that told it. */
export type Register<Value> = { readonly value: Value; readonly stamp: Stamp };

/** One entry of a cart's history: which contents and contact the shopper was seen with, and when. */
export type Sighting = {
  readonly stamp: Stamp;
  readonly at: Date;
  /** Short hashes; null where the observation did not carry that part. A removal's contents are `-`. */
  readonly contents: string | null;
  readonly email: string | null;
  readonly phone: string | null;
};

/**
 * Everything observed of one cart, as last-writer-wins registers: merging observations in any order, any number
 * of times, gives the same registers.
 */
export type CartRegisters = {
  readonly contents: Register<CartContents> | null;
  readonly removed: Register<boolean> | null;
  readonly email: Register<string> | null;
  readonly phone: Register<string> | null;
  readonly name: Register<string> | null;
  readonly locale: Register<string> | null;
  readonly country: Register<string> | null;
  readonly customerId: Register<string> | null;
  readonly registered: Register<boolean> | null;
  readonly returnUrl: Register<string> | null;
  readonly startedAt: Date;
  /** The platform says that the cart became an order, though none may have been seen; the earliest such word. */
  readonly completedAt?: Date | null;
  /** Other ids by which orders or listings name this cart (Shopify's cart_token, checkout name). */
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** Oldest first, at most MAX_SIGHTINGS. */
  readonly sightings: readonly Sighting[];
};

/** A cart as stored: its registers and what was settled from them and from the orders. */
export type Cart = {
  readonly id: CartId;
  readonly storeId: StoreId;
  readonly externalId: string;
  readonly shopperId: ShopperId | null;
  readonly registers: CartRegisters;
  readonly state: SettledState;
  readonly closedReason: ClosedReason | null;
  /** Canonical keys for comparing people; null without a usable contact. */
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
  readonly startedAt: Date;
  readonly lastActivityAt: Date;
  readonly firstSeenAt: Date;
  /** When an unpaid order of this cart lapsed after the last activity: the cart is abandoned from then on. */
  readonly lapsedAt: Date | null;
  /** The order that settled the state, if one did. */
  readonly orderId: OrderId | null;
  /** Grows with every write; a write names the revision it read. */
  readonly revision: number;
};
