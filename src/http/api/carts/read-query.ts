import type { z } from 'zod';
import type { CartId } from '../../../core/words/ids.ts';
import type { CartFilters, CartListQuery, CartPosition } from '../../../ports/store/cart-list.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import type { EXPORT_CARTS } from '../../contract/carts.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { readInstant } from '../write.ts';

export type CartQuery = z.infer<typeof EXPORT_CARTS.query>;

/** The question to the store, with the store's settings for the states that are ranges of time. */
export const toListQuery = (
  query: CartQuery,
  { store, now }: { readonly store: ConnectedStore; readonly now: Date },
): Omit<CartListQuery, 'after' | 'limit'> => ({
  storeId: store.id,
  filters: toFilters(query),
  sort: query.sort === '-total' ? 'total' : 'activity',
  now,
  abandonedAfterMs: store.settings.abandonedAfterMs,
  recoveryHorizonMs: store.settings.recoveryHorizonMs,
});

const toFilters = (query: CartQuery): CartFilters => ({
  states: query.state ?? null,
  from: readInstant(query.from),
  to: readInstant(query.to),
  product: query.product ?? null,
  person: query.q ?? null,
  channel: query.channel ?? null,
  minTotal: query.minTotal ?? null,
  registered: query.registered ?? null,
  country: query.country ?? null,
});

export const writePosition = ({ key, id }: CartPosition): string => writeCursor([key, id]);

/** Undefined: left out. Null: none of ours. */
export const readPosition = (cursor: string | undefined): CartPosition | null | undefined => {
  if (cursor === undefined) return undefined;
  const [key, id] = readCursor(cursor) ?? [];
  if (typeof id !== 'string' || id.includes('\0')) return null;
  if (key === null) return { key, id: id as CartId };
  return typeof key === 'number' && Math.abs(key) < LARGEST_KEY ? { key, id: id as CartId } : null;
};

/** The last instant a Date can hold. */
const LARGEST_KEY = 8.64e15;
