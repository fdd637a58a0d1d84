import type { StoreId } from '../../core/words/ids.ts';
import type { Adapter, UnreadItem } from '../../ports/adapter.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { CatchUpParts } from './catch-up.ts';
import { compareCarts } from './compare-carts.ts';
import { compareOrders } from './compare-orders.ts';
import { createWhose, ONLY_OURS, type Finding, type FindingBook, type PeopleParts } from './findings.ts';
import { readListing, type Listed } from './read-listing.ts';
import { createWhyUnheard, type UnheardParts } from './unheard-orders.ts';

export type ReconcileParts = CatchUpParts & PeopleParts & UnheardParts;

export type ReconcileRequest = {
  readonly storeId: StoreId;
  readonly from: Date;
  readonly to: Date;
  /** Lets what the platform says take effect, the same way as a webhook. */
  readonly repair: boolean;
};

export type Reconciled =
  | { readonly kind: 'done' }
  /** What was found until then stands in the book. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * The platform's orders, and its carts where it lists them, of a window held against ours, page by page: memory does
 * not grow with what is compared, but for the ids of the orders.
 */
export const createReconcile =
  (parts: ReconcileParts) =>
  async (request: ReconcileRequest, book: FindingBook): Promise<Reconciled> => {
    const store = await parts.stores.find(request.storeId);
    if (store === null) return { kind: 'failed', reason: 'unknown store' };
    const adapter = parts.adapters.get(store.platform);
    // What such a store sends us is all the truth there is: nothing can differ from it.
    if (adapter?.capabilities.orderTruth === 'store') return { kind: 'done' };
    if (adapter === undefined || adapter.orders === null)
      return { kind: 'failed', reason: 'this platform lists no orders' };
    const comparing = {
      store,
      repair: request.repair,
      book,
      whose: await createWhose(parts, store),
      whyUnheard: createWhyUnheard(parts, store),
    };
    return compareAll(parts, { request, comparing, adapter });
  };

type Whole = {
  readonly request: ReconcileRequest;
  readonly comparing: Parameters<typeof compareOrders>[1];
  readonly adapter: Adapter;
};

const compareAll = async (
  parts: ReconcileParts,
  { request, comparing, adapter }: Whole,
): Promise<Reconciled> => {
  const { store, book } = comparing;
  const seen = new Set<string>();
  const read = { orders: 0, carts: 0 };
  const orders = await list(parts, { store, request, list: adapter.orders }, async (told) => {
    const page = told.filter((one) => one.kind === 'order');
    for (const { externalId } of page) seen.add(externalId);
    await compareOrders(parts, comparing, page);
    read.orders += page.length;
    await book.turnedPage(read);
  });
  if (orders.kind === 'broken') return failed(book, 'order', orders.reason);
  await book.noted(orders.unread.map((item) => unreadItem('order', item)));
  for (const { externalId } of orders.unread) if (externalId !== null) seen.add(externalId);

  const carts = await list(parts, { store, request, list: adapter.carts }, async (told) => {
    const page = told.filter((one) => one.kind === 'cart');
    await compareCarts(parts, comparing, page);
    read.carts += page.length;
    await book.turnedPage(read);
  });
  if (carts.kind === 'broken') return failed(book, 'cart', carts.reason);
  await book.noted(carts.unread.map((item) => unreadItem('cart', item)));
  await noteOnlyOurs(parts, { request, seen, book });
  return { kind: 'done' };
};

type Listing = {
  readonly store: ConnectedStore;
  readonly request: ReconcileRequest;
  readonly list: Adapter['orders'];
};

const list = async (
  parts: ReconcileParts,
  { store, request, list: pages }: Listing,
  take: Parameters<typeof readListing>[2],
): Promise<Listed> => {
  if (pages === null) return { kind: 'complete', unread: [] };
  const window = { since: request.from, until: request.to };
  return readListing({ ...parts, now: parts.clock.now }, { store, list: pages, request: window }, take);
};

const failed = async (
  book: FindingBook,
  subject: Finding['subject'],
  reason: string,
): Promise<Reconciled> => {
  await book.noted([unreadItem(subject, { externalId: null, reason })]);
  return { kind: 'failed', reason };
};

const NOBODY = { emailHash: null, phoneHash: null } as const;

const unreadItem = (subject: Finding['subject'], { externalId, reason }: UnreadItem): Finding => ({
  subject,
  externalId: externalId ?? '',
  reason: 'api_error',
  details: reason,
  repaired: false,
  ...NOBODY,
});

const OURS_AT_ONCE = 500;

/** Orders of the window that we were told of and the platform does not know. */
const noteOnlyOurs = async (
  { intake }: ReconcileParts,
  {
    request: { storeId, from, to },
    seen,
    book,
  }: {
    readonly request: ReconcileRequest;
    readonly seen: ReadonlySet<string>;
    readonly book: FindingBook;
  },
): Promise<void> => {
  const { orders } = intake.store;
  const window = { from, to, updatedBefore: to };
  let after: Parameters<typeof orders.idsPlacedWithin>[2]['after'] = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof orders.idsPlacedWithin>> = await orders.idsPlacedWithin(
      storeId,
      window,
      { after, limit: OURS_AT_ONCE },
    );
    await book.noted(
      page
        .filter(({ externalId }) => !seen.has(externalId))
        .map(({ externalId }) => ({
          subject: 'order' as const,
          externalId,
          reason: 'webhook_forged' as const,
          details: ONLY_OURS,
          repaired: false,
          ...NOBODY,
        })),
    );
    after = page.at(-1)?.id ?? null;
    if (page.length < OURS_AT_ONCE) return;
  }
};
