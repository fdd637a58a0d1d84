import type { OrderObservation } from '../../src/core/cart/observation.ts';
import type { AdapterContext, Listing, ListRequest, UnreadItem } from '../../src/ports/adapter.ts';
import type { Ask, Query } from './api.ts';
import { readOrder } from './order.ts';
import { endOf, readPages } from './pages.ts';

/**
 * The order tail: orders changed since. The API knows no order by change, so only a listing read to its end covers
 * its window; what changes meanwhile has a later `updated_at` and comes with the next one. It lists at most 10,000,
 * so a window that holds more is read in halves, the older one first.
 */
export const createOrders = (ask: Ask) =>
  async function* orders(request: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
    const windows = [request];
    for (let window = windows.shift(); window !== undefined; window = windows.shift()) {
      const list = { path: 'orders', query: { ...changedWithin(window), status: 'any' } };
      for await (const page of readPages(list, ask, context)) {
        if (page.kind !== 'items') {
          yield* endOf(page, context.now());
          return;
        }
        const halves = page.isFirst && (page.total ?? 0) > MOST_LISTED ? halvesOf(window, context.now()) : [];
        windows.unshift(...halves);
        if (halves.length > 0) break;
        yield pageOf(page.items, context);
      }
    }
  };

/** Less than the API's own limit, since orders come in while we read. */
const MOST_LISTED = 9_000;
/** Nothing shorter is divided: so many orders do not change in a minute. */
const SHORTEST_MS = 60_000;

const halvesOf = ({ since, until }: ListRequest, now: Date): ListRequest[] => {
  const end = (until ?? now).getTime();
  const middle = new Date((since.getTime() + end) / 2);
  if (end - since.getTime() < SHORTEST_MS) return [];
  return [
    { since, until: middle },
    { since: middle, until },
  ];
};

/** Whole seconds, so both ends are a second wider than asked. */
const changedWithin = ({ since, until }: ListRequest): Query => ({
  updated_at_min: inSeconds(since.getTime() - 1_000),
  ...(until === null ? {} : { updated_at_max: inSeconds(until.getTime() + 1_000) }),
});

const inSeconds = (milliseconds: number): string =>
  `${new Date(Math.max(0, milliseconds)).toISOString().slice(0, 19)}+00:00`;

const pageOf = (items: readonly unknown[], { now, store }: AdapterContext): Listing => {
  const observations: OrderObservation[] = [];
  const unread: UnreadItem[] = [];
  for (const item of items) {
    const order = readOrder(item, { receivedAt: now(), store });
    if (order === null) unread.push({ externalId: null, reason: 'the order has no id' });
    else observations.push(order);
  }
  return { kind: 'page', observations, unread };
};
