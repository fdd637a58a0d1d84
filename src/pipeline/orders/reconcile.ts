import { mergeOrder } from '../../core/order/merge.ts';
import type { OrderObservation } from '../../core/cart/observation.ts';
import type { StoreId } from '../../core/words/ids.ts';
import type { DiscrepancyReason } from '../../core/words/reason-codes.ts';
import type { StoredOrder } from '../../ports/store/orders.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import { applyPatiently } from '../intake/apply-all.ts';
import type { CatchUpParts } from './catch-up.ts';
import { readListing } from './read-listing.ts';

/** An order that the platform has and we do not, or differ on; `orderId` is the platform's, empty where it told none. */
export type Discrepancy = {
  readonly orderId: string;
  readonly reason: DiscrepancyReason;
  /** What exactly, where there is more to say: fields that differ, or why the platform could not be read. */
  readonly details: string | null;
  readonly repaired: boolean;
};

export type ReconcileRequest = {
  readonly storeId: StoreId;
  readonly from: Date;
  readonly to: Date;
  /** Lets what the platform says take effect, the same way as a webhook. */
  readonly repair: boolean;
};

export type Reconciled =
  | { readonly kind: 'done'; readonly discrepancies: readonly Discrepancy[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly discrepancies: readonly Discrepancy[] };

/** The platform's orders of a window held against ours. */
export const createReconcile =
  (parts: CatchUpParts) =>
  async (request: ReconcileRequest): Promise<Reconciled> => {
    const store = await parts.stores.find(request.storeId);
    if (store === null) return { kind: 'failed', reason: 'unknown store', discrepancies: [] };
    const adapter = parts.adapters.get(store.platform);
    // What such a store sends us is all the truth there is: nothing can differ from it.
    if (adapter?.capabilities.orderTruth === 'store') return { kind: 'done', discrepancies: [] };
    const list = adapter?.orders ?? null;
    if (list === null) return { kind: 'failed', reason: 'this platform lists no orders', discrepancies: [] };

    const found: Discrepancy[] = [];
    const seen = new Set<string>();
    const window = { since: request.from, until: request.to };
    const listing = { ...parts, now: parts.clock.now };
    const listed = await readListing(listing, { store, list, request: window }, async (told) => {
      const orders = told.filter((one) => one.kind === 'order');
      for (const order of orders) seen.add(order.externalId);
      found.push(...(await compare(parts, { store, orders, repair: request.repair })));
    });
    if (listed.kind === 'broken')
      return {
        kind: 'failed',
        reason: listed.reason,
        discrepancies: [...found, apiError('', listed.reason)],
      };
    const unread = listed.unread.map(({ externalId, reason }) => apiError(externalId ?? '', reason));
    return { kind: 'done', discrepancies: [...found, ...unread, ...(await forged(parts, request, seen))] };
  };

const apiError = (orderId: string, reason: string): Discrepancy => ({
  orderId,
  reason: 'api_error',
  details: reason,
  repaired: false,
});

type Page = {
  readonly store: ConnectedStore;
  readonly orders: readonly OrderObservation[];
  readonly repair: boolean;
};

const compare = async (parts: CatchUpParts, page: Page): Promise<readonly Discrepancy[]> => {
  const { orders: ours } = parts.intake.store;
  const ids = page.orders.map(({ externalId }) => externalId);
  const known = await ours.byExternalIds(page.store.id, ids);
  const now = parts.clock.now();
  const wrong = page.orders.flatMap((told) => {
    const mine = known.find(({ externalId }) => externalId === told.externalId) ?? null;
    const found = mine === null ? missing(page.store, told) : differing(mine, told, now);
    return found === null ? [] : [{ told, ...found }];
  });
  if (page.repair && wrong.length > 0)
    await repair(
      parts,
      page.store,
      wrong.map(({ told }) => told),
    );
  const unmatched = await notMatched(parts, page.store, page.orders);
  return [
    ...wrong.map(({ told, reason, details }) => ({
      orderId: told.externalId,
      reason,
      details,
      repaired: page.repair,
    })),
    ...unmatched.filter(({ orderId }) => !wrong.some(({ told }) => told.externalId === orderId)),
  ];
};

type Found = Pick<Discrepancy, 'reason' | 'details'>;

const missing = (store: ConnectedStore, told: OrderObservation): Found => {
  const details = told.number;
  if (told.placedAt < store.connectedAt) return { reason: 'imported', details };
  const isByHand = told.origin === 'admin' || told.origin === 'draft';
  return { reason: isByHand ? 'made_in_admin' : 'webhook_missing', details };
};

/** Null when what the platform says is old news or the same. */
const differing = (mine: StoredOrder, told: OrderObservation, now: Date): Found | null => {
  const { snapshot } = mergeOrder(mine, told, now);
  const differences = [
    snapshot.paymentState !== mine.snapshot.paymentState && 'paymentState',
    snapshot.cancelledAt?.getTime() !== mine.snapshot.cancelledAt?.getTime() && 'cancelledAt',
    snapshot.total.minor !== mine.snapshot.total.minor && 'total',
    snapshot.netPaid.minor !== mine.snapshot.netPaid.minor && 'netPaid',
  ].filter((name) => name !== false);
  return differences.length === 0 ? null : { reason: 'differs', details: differences.join(', ') };
};

const repair = async (
  { intake, lanes, clock }: CatchUpParts,
  store: ConnectedStore,
  orders: readonly OrderObservation[],
): Promise<void> => {
  const now = clock.now();
  const tellings = orders.map((told) => ({ told, receivedAt: now }));
  await lanes.run(store.id, () => applyPatiently(intake, { store, tellings, now, with: [] }));
};

/** Orders that name a cart which we never saw, and ended none. */
const notMatched = async (
  { intake }: CatchUpParts,
  store: ConnectedStore,
  told: readonly OrderObservation[],
): Promise<readonly Discrepancy[]> => {
  const naming = told.filter(({ cartRefs, origin }) => cartRefs.length > 0 && origin === 'storefront');
  const ids = naming.map(({ externalId }) => externalId);
  const found: Discrepancy[] = [];
  for (const order of await intake.store.orders.byExternalIds(store.id, ids)) {
    if (order.meaning.kind !== 'bought') continue;
    const carts = await intake.store.carts.byOrder(store.id, order.id);
    if (carts.length === 0)
      found.push({ orderId: order.externalId, reason: 'not_matched', details: null, repaired: false });
  }
  return found;
};

/** Orders of the window that we were told of and the platform does not know. */
const forged = async (
  { intake }: CatchUpParts,
  { storeId, from, to }: ReconcileRequest,
  seen: ReadonlySet<string>,
): Promise<readonly Discrepancy[]> => {
  const ours = await intake.store.orders.placedWithin(storeId, { from, to });
  return ours
    .filter(({ externalId, snapshot }) => !seen.has(externalId) && snapshot.updatedAt < to)
    .map(({ externalId }) => ({
      orderId: externalId,
      reason: 'webhook_forged',
      details: null,
      repaired: false,
    }));
};
