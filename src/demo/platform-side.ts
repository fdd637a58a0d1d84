import type { Books, Cart, Order } from './books.ts';
import type { Dice } from './dice.ts';
import type { ShopFacts } from './shop-facts.ts';

/** Where a shop's platform sends its webhooks, and what it signs or shows there. */
export type Door = { readonly url: string; readonly secret: string };

/** One webhook, signed: sent again, it is the same one. */
export type Hook = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** What a request to the platform's API asks. */
export type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
};

export type Answered = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type CartNews = 'started' | 'changed' | 'removed';
export type OrderNews = 'placed' | 'paid' | 'expired';

/**
 * One platform as seen from outside: the bodies that it sends, and its API over the shop's books. Platforms that tell
 * nothing of carts answer null and are asked for them.
 */
export type PlatformSide = {
  readonly tellCart: (cart: Cart, news: CartNews, door: Door) => Hook | null;
  readonly tellOrder: (order: Order, news: OrderNews, door: Door) => Hook;
  /** Null for addresses that are not the API's. */
  readonly answer: (asked: Asked, books: Books) => Answered | null;
};

export type SideParts = {
  readonly shop: ShopFacts;
  /** The shop's own address, where its pages and pictures are. */
  readonly url: string;
  readonly dice: Dice;
  readonly now: () => Date;
};

export const checkoutUrl = (shopUrl: string, cart: Pick<Cart, 'token'>): string =>
  `${shopUrl}/checkout/${cart.token}`;
export const orderUrl = (shopUrl: string, order: Pick<Order, 'key'>): string =>
  `${shopUrl}/orders/${order.key}`;
export const pictureUrl = (shopUrl: string, sku: string): string => `${shopUrl}/pictures/${sku}.svg`;
export const productUrl = (shopUrl: string, sku: string): string => `${shopUrl}/products/${sku}`;

export const fullName = ({ person }: Cart): string | null =>
  person === null ? null : `${person.firstName} ${person.lastName}`;

/** Whole seconds, as most platforms write them. */
export const inSeconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
