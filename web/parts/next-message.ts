import type { Cart } from '../api/carts.ts';

type Message = Cart['messages'][number];

/** The message that will go out next; null when none is planned. */
export const nextMessageOf = (cart: Pick<Cart, 'messages'>): Message | null =>
  cart.messages
    .filter((message) => message.state === 'planned')
    .toSorted((one, other) => one.plannedAt.localeCompare(other.plannedAt))[0] ?? null;
