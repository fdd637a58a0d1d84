import type { Person } from './people.ts';
import type { Product } from './catalogue.ts';

export type ShopLine = { readonly product: Product; readonly quantity: number };

/** A cart as the sandbox shop knows it. */
export type Cart = {
  readonly number: number;
  readonly token: string;
  /** Null while nobody said who he is. */
  readonly person: Person | null;
  readonly wantsMail: boolean;
  readonly lines: readonly ShopLine[];
  readonly currency: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  /** The address by which the shopper last came in, where it says more than the cart itself. */
  readonly landing: string | null;
  readonly state: 'open' | 'removed' | 'ordered';
};

export type Payment = 'paid' | 'awaited' | 'expired';

export type Order = {
  readonly number: number;
  /** Part of its page's address; not to be guessed. */
  readonly key: string;
  readonly cart: Cart;
  readonly payment: Payment;
  /** Paid at once, or by a slip, a code or a transfer. */
  readonly isPaidLater: boolean;
  readonly placedAt: Date;
  readonly paidAt: Date | null;
  readonly updatedAt: Date;
};

/** What one shop has written down. */
export type Books = {
  readonly carts: Map<string, Cart>;
  readonly orders: Map<string, Order>;
};

/** A sandbox forgets what is old, so that a demo may run for days. */
export const KEPT = 500;

export const keep = <Value>(book: Map<string, Value>, key: string, value: Value): Value => {
  book.set(key, value);
  const [oldest] = book.keys();
  if (book.size > KEPT && oldest !== undefined) book.delete(oldest);
  return value;
};
