import { createHmac } from 'node:crypto';
import type { CartRegisters } from '../cart/cart.ts';
import type { OrderSnapshot } from '../order/order.ts';

/** What remains of erased data: which key, and up to when whatever is told of it is dropped. */
export type Tombstone = { readonly keyHash: string; readonly at: Date };

/** What an observation is about, as far as it could have been erased. */
export type Erasable = {
  readonly cartId?: string | null;
  readonly orderId?: string | null;
  readonly emailKey: string | null;
  readonly phoneKey: string | null;
};

/** The keyed hashes under which this would have been buried; without the store's secret they tell nothing. */
export const tombstoneHashes = (what: Erasable, secret: Uint8Array): readonly string[] =>
  [
    word('cart', what.cartId ?? null),
    word('order', what.orderId ?? null),
    word('e', what.emailKey),
    word('p', what.phoneKey),
  ].flatMap((key) => (key === null ? [] : [keyedHash(key, secret)]));

/** True when what was told of `toldAt` is of the time before the erasure: it is dropped for good. */
export const isBuried = (tombstones: readonly Tombstone[], toldAt: Date): boolean =>
  tombstones.some((stone) => toldAt <= stone.at);

/** HMAC-SHA256 by the store's own secret, base64url. */
export const keyedHash = (key: string, secret: Uint8Array): string =>
  createHmac('sha256', secret).update(key).digest('base64url');

const word = (kind: string, id: string | null): string | null => (id === null ? null : `${kind}:${id}`);

/** What may stay of a cart when its shopper is forgotten: what was in it, when, and what became of it. */
export const redactRegisters = (registers: CartRegisters): CartRegisters => ({
  ...registers,
  email: null,
  phone: null,
  name: null,
  customerId: null,
  returnUrl: null,
  tags: [],
  sightings: registers.sightings.map((seen) => ({ ...seen, email: null, phone: null })),
});

/** What may stay of an order: what it was worth and what became of it. */
export const redactSnapshot = (snapshot: OrderSnapshot): OrderSnapshot => ({
  ...snapshot,
  contact: { email: null, phone: null, name: null },
  customer: { externalId: null, registered: snapshot.customer.registered },
  payUrl: null,
});
