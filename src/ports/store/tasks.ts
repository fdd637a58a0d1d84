import type { CartId, ContactId, StoreId } from '../../core/words/ids.ts';
import type { Money } from '../../core/words/money.ts';

/**
 * Next attempts that a contact asked for. One is done by the next contact about its cart, and goes away when the cart
 * is bought or closed.
 */
export type Tasks = {
  /** Due before then, the most valuable cart first, carts without a total last. */
  readonly page: (query: TaskQuery) => Promise<readonly Task[]>;
  readonly count: (storeId: StoreId, dueBefore: Date) => Promise<number>;
};

export type TaskQuery = {
  readonly storeId: StoreId;
  readonly dueBefore: Date;
  readonly after: TaskPosition | null;
  readonly limit: number;
};

/** Where a page ended: the value it is sorted by, which no caller needs to understand. */
export type TaskPosition = { readonly value: number; readonly id: ContactId };

export type Task = {
  readonly id: ContactId;
  readonly cartId: CartId;
  readonly dueAt: Date;
  readonly notes: string;
  readonly total: Money | null;
  readonly position: TaskPosition;
};
