import type { CartObservation } from '../../src/core/cart/observation.ts';
import type { AdapterContext, Listing, ListRequest, UnreadItem } from '../../src/ports/adapter.ts';
import type { Ask } from './api.ts';
import { readCheckout } from './cart.ts';
import { endOf, readPages } from './pages.ts';

/**
 * A checkout shows up to six hours after it was left, among older ones, and ids are given when carts are born: no
 * cursor is safe, so the last three days are read each time. Reading a cart again changes nothing.
 */
const WINDOW_MS = 72 * 3_600_000;

/** The platform pushes no carts. Its list has no filter by change that is documented, so the window is cut here. */
export const createCarts = (ask: Ask) =>
  async function* carts({ since, until }: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
    const from = new Date(Math.min(since.getTime(), context.now().getTime() - WINDOW_MS));
    for await (const page of readPages({ path: 'checkouts', query: {} }, ask, context)) {
      if (page.kind !== 'items') {
        yield* endOf(page, context.now());
        return;
      }
      const { listed, unread } = readItems(page.items, context);
      const observations = listed.filter(
        (cart) => cart.updatedAt >= from && (until === null || cart.updatedAt <= until),
      );
      yield { kind: 'page', observations, unread };
      if (endsWindow(listed, from)) return;
    }
  };

const readItems = (items: readonly unknown[], { now, store }: AdapterContext) => {
  const listed: CartObservation[] = [];
  const unread: UnreadItem[] = [];
  for (const item of items) {
    const read = readCheckout(item, { receivedAt: now(), store });
    if (read.kind === 'read') listed.push(read.observation);
    if (read.kind === 'malformed') unread.push({ externalId: null, reason: read.reason });
  }
  return { listed, unread };
};

/** True when nothing after this page can be newer: the list runs from new to old, and all of this page is too old. */
const endsWindow = (listed: readonly CartObservation[], from: Date): boolean => {
  const births = listed.map((cart) => (cart.startedAt ?? cart.updatedAt).getTime());
  const runsBack = births.length > 1 && births.every((at, place) => at <= (births[place - 1] ?? at));
  return runsBack && listed.every((cart) => cart.updatedAt < from);
};
