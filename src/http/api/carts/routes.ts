import type { CartId, StoreId } from '../../../core/words/ids.ts';
import type { ExplainedCart, ExplainRequest } from '../../../pipeline/reminders/explain-cart.ts';
import type { CloseCart } from '../../../pipeline/upkeep/close-cart.ts';
import type { CartView } from '../../../ports/store/cart-views.ts';
import type { Store } from '../../../ports/store/store.ts';
import type { ConnectedStore } from '../../../ports/store/stores.ts';
import {
  CLOSE_CART,
  EXPLAIN_CART,
  EXPORT_CARTS,
  LIST_CARTS,
  READ_CART,
  READ_TIMELINE,
} from '../../contract/carts.ts';
import { NOT_FOUND, problem } from '../../problem.ts';
import { bind, done, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readIdCursor, writeCursor } from '../cursor.ts';
import { readerOf } from '../reader.ts';
import { storeOf } from '../store-of.ts';
import { presentOutlook } from '../explain/present.ts';
import { writeInstant } from '../write.ts';
import { cartsAsCsv } from './csv.ts';
import { presentCart } from './present.ts';
import { readPosition, toListQuery, writePosition } from './read-query.ts';
import { writeStory } from './story/write-story.ts';

export type CartRouteParts = {
  readonly store: Pick<Store, 'stores' | 'suppressions' | 'timeline' | 'reader'>;
  readonly manualUrls: (storeId: StoreId) => Promise<(cartId: CartId) => string>;
  readonly explain: (request: ExplainRequest) => Promise<ExplainedCart | null>;
  readonly closeCart: CloseCart;
  readonly now: () => Date;
};

export const cartRoutes = (parts: CartRouteParts): readonly Bound[] => [
  ...listRoutes(parts),
  ...storyRoutes(parts),
  bind(READ_CART, async ({ storeId, params }) => readCart(parts, storeId, params.id)),
  bind(CLOSE_CART, async ({ storeId, params }) => {
    const closed = await parts.closeCart(storeId, params.id as CartId, parts.now());
    if (closed === 'not_found') return refuse(NOT_FOUND);
    if (closed !== 'closed')
      return refuse(problem(409, closed, 'The cart has an order and is not closed by hand.'));
    return readCart(parts, storeId, params.id);
  }),
];

const listRoutes = (parts: CartRouteParts): readonly Bound[] => [
  bind(LIST_CARTS, async ({ storeId, query }) => {
    const after = readPosition(query.cursor);
    if (after === null) return refuse(BAD_CURSOR);
    const now = parts.now();
    const store = await storeOf(parts.store.stores, storeId);
    const asked = toListQuery(query, { store, now });
    const page = await parts.store.reader.cartList.page({
      ...asked,
      after: after ?? null,
      limit: query.limit,
    });
    const views = await parts.store.reader.cartViews.byIds(storeId, page.ids);
    const items = await present(parts, store, views);
    const { channel } = query;
    return done({
      // Opt-outs are kept as hashes, which no list can be filtered by: they are taken out here.
      items:
        channel === undefined || channel === 'webhook'
          ? items
          : items.filter((one) => one.reachable.includes(channel)),
      next: page.next === null ? null : writePosition(page.next),
    });
  }),

  bind(EXPORT_CARTS, async ({ storeId, query }) => {
    const now = parts.now();
    const store = await storeOf(parts.store.stores, storeId);
    const returnUrlOf = await parts.manualUrls(storeId);
    const { reader } = parts.store;
    return done(cartsAsCsv({ reader, store, now, returnUrlOf }, toListQuery(query, { store, now })));
  }),
];

const storyRoutes = (parts: CartRouteParts): readonly Bound[] => [
  bind(READ_TIMELINE, async ({ storeId, params, query, acceptLanguage }) => {
    const after = readIdCursor(query.cursor);
    if (after === null) return refuse(BAD_CURSOR);
    if ((await viewOf(parts, storeId, params.id)) === null) return refuse(NOT_FOUND);
    const reader = readerOf(acceptLanguage, await storeOf(parts.store.stores, storeId));
    const all = await parts.store.reader.timeline.ofCart(storeId, params.id as CartId, LONGEST_TIMELINE);
    const rest = after === undefined ? all : all.filter(({ id }) => id > after);
    const { shown, next } = cutPage(rest, query.limit, ({ id }) => writeCursor([id]));
    return done({
      items: shown.map((entry) => ({
        at: writeInstant(entry.at),
        kind: entry.kind,
        reason: entry.reason,
        text: writeStory(entry, reader),
        facts: { ...entry.facts },
      })),
      next,
    });
  }),

  bind(EXPLAIN_CART, async ({ storeId, params, acceptLanguage }) => {
    const reader = readerOf(acceptLanguage, await storeOf(parts.store.stores, storeId));
    const explained = await parts.explain({ storeId, cartId: params.id as CartId, now: parts.now(), reader });
    return explained === null ? refuse(NOT_FOUND) : done(presentExplanation(explained));
  }),
];

const LONGEST_TIMELINE = 5_000;

const viewOf = async ({ store }: CartRouteParts, storeId: StoreId, id: string): Promise<CartView | null> =>
  (await store.reader.cartViews.byIds(storeId, [id as CartId]))[0] ?? null;

const readCart = async (parts: CartRouteParts, storeId: StoreId, id: string) => {
  const view = await viewOf(parts, storeId, id);
  if (view === null) return refuse(NOT_FOUND);
  const [cart] = await present(parts, await storeOf(parts.store.stores, storeId), [view]);
  return cart === undefined ? refuse(NOT_FOUND) : done(cart);
};

const present = async (parts: CartRouteParts, store: ConnectedStore, views: readonly CartView[]) => {
  const keys = views.flatMap(({ emailKey, phoneKey }) => [emailKey, phoneKey].filter((key) => key !== null));
  const suppressions = keys.length === 0 ? [] : await parts.store.suppressions.findByKeys(store.id, keys);
  const returnUrlOf = await parts.manualUrls(store.id);
  return views.map((view) => presentCart(view, { store, now: parts.now(), returnUrlOf, suppressions }));
};

const presentExplanation = ({ flow, ...explained }: ExplainedCart) => ({
  flow,
  ...presentOutlook(explained),
});
