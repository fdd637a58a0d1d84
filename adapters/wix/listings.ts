import type { AdapterContext, Listing, ListRequest } from '../../src/ports/adapter.ts';
import type { Ask } from './api.ts';
import { readCheckout } from './cart.ts';
import { readOrder } from './order.ts';
import { changedWithin, OLDEST_CHANGE_FIRST, pageOf, searchPages } from './pages.ts';

export const ABANDONED_CHECKOUTS = '/ecom/v1/abandoned-checkout';
export const ORDERS = '/ecom/v1/orders';

/** The order tail: orders changed since, oldest change first. */
export const createOrders = (ask: Ask) =>
  async function* orders(request: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
    const search = {
      path: `${ORDERS}/search`,
      member: 'orders',
      filter: changedWithin(request),
      sort: OLDEST_CHANGE_FIRST,
    };
    for await (const page of searchPages(search, ask, context))
      yield page.kind === 'found' ? pageOf(page.items, readOrder, context) : page;
  };

/** Webhooks tell carts first; what they missed is listed, recovered ones too. */
export const createCarts = (ask: Ask) =>
  async function* carts(request: ListRequest, context: AdapterContext): AsyncIterable<Listing> {
    const search = {
      path: `${ABANDONED_CHECKOUTS}/search`,
      member: 'abandonedCheckouts',
      filter: changedWithin(request),
      sort: OLDEST_CHANGE_FIRST,
    };
    for await (const page of searchPages(search, ask, context))
      yield page.kind === 'found' ? pageOf(page.items, readCheckout, context) : page;
  };
