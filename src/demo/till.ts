import { keep, type Books, type Cart, type Order, type ShopLine } from './books.ts';
import type { Dice } from './dice.ts';
import type { Person } from './people.ts';
import type { CartNews, Door, OrderNews, PlatformSide } from './platform-side.ts';
import type { Manner, Postman } from './postman.ts';

/** What happens in a shop: it is written down first, and then told. */
export type Till = {
  readonly startCart: (visit: Visit, manner?: Manner) => Promise<Cart>;
  readonly changeCart: (cart: Cart, lines: readonly ShopLine[], manner?: Manner) => Promise<Cart>;
  readonly removeCart: (cart: Cart) => Promise<void>;
  /** Somebody came to the checkout by this address. */
  readonly visited: (token: string, landing: string | null) => Cart | null;
  /** Null where there is nothing to be ordered. */
  readonly order: (token: string, isPaidLater: boolean) => Promise<Order | null>;
  readonly settle: (key: string, payment: 'paid' | 'expired') => Promise<Order | null>;
};

export type Visit = {
  readonly person: Person | null;
  readonly wantsMail: boolean;
  readonly currency: string;
  readonly lines: readonly ShopLine[];
};

export type TillParts = {
  readonly books: Books;
  readonly side: PlatformSide;
  readonly door: () => Door;
  readonly post: Postman;
  readonly dice: Dice;
  readonly now: () => Date;
};

const FIRST_CART = 20_001;
const FIRST_ORDER = 1_001;

export const createTill = (parts: TillParts): Till => {
  const { books, dice, now } = parts;
  const counts = { carts: FIRST_CART, orders: FIRST_ORDER };
  const write = (cart: Cart): Cart => keep(books.carts, cart.token, cart);

  return {
    startCart: async (visit, manner) => {
      const cart = write({
        ...visit,
        number: counts.carts++,
        token: dice.hex(32),
        startedAt: now(),
        updatedAt: now(),
        landing: null,
        state: 'open',
      });
      await tellCart(parts, { cart, news: 'started', manner });
      return cart;
    },
    changeCart: async (cart, lines, manner) => {
      const changed = write({ ...cart, lines, updatedAt: now() });
      await tellCart(parts, { cart: changed, news: 'changed', manner });
      return changed;
    },
    removeCart: async (cart) => {
      const removed = write({ ...cart, state: 'removed', updatedAt: now() });
      await tellCart(parts, { cart: removed, news: 'removed' });
    },
    visited: (token, landing) => {
      const cart = books.carts.get(token);
      if (cart === undefined) return null;
      return landing === null || cart.state !== 'open' ? cart : write({ ...cart, landing });
    },
    order: async (token, isPaidLater) => {
      const cart = books.carts.get(token);
      if (cart?.state !== 'open') return null;
      const order = orderOf(write({ ...cart, state: 'ordered' }), {
        number: counts.orders++,
        key: dice.hex(24),
        isPaidLater,
        placedAt: now(),
      });
      return told(parts, order, 'placed');
    },
    settle: async (key, payment) => {
      const order = books.orders.get(key);
      if (order?.payment !== 'awaited') return null;
      const at = now();
      return told(
        parts,
        { ...order, payment, updatedAt: at, paidAt: payment === 'paid' ? at : null },
        payment,
      );
    },
  };
};

type Placing = Pick<Order, 'number' | 'key' | 'isPaidLater' | 'placedAt'>;

const orderOf = (cart: Cart, placing: Placing): Order => ({
  ...placing,
  cart,
  payment: placing.isPaidLater ? 'awaited' : 'paid',
  paidAt: placing.isPaidLater ? null : placing.placedAt,
  updatedAt: placing.placedAt,
});

type Telling = { readonly cart: Cart; readonly news: CartNews; readonly manner?: Manner | undefined };

const tellCart = async ({ side, door, post }: TillParts, { cart, news, manner }: Telling): Promise<void> => {
  const hook = side.tellCart(cart, news, door());
  if (hook !== null) await post(hook, door(), manner);
};

const told = async (
  { books, side, door, post }: TillParts,
  order: Order,
  news: OrderNews,
): Promise<Order> => {
  keep(books.orders, order.key, order);
  await post(side.tellOrder(order, news, door()), door());
  return order;
};
