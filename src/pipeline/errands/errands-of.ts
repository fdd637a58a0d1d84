import type { StoreId } from '../../core/words/ids.ts';
import type { Adapter } from '../../ports/adapter.ts';
import type { WantedErrand } from '../../ports/store/errands.ts';

/** As far as a first sync goes back. */
const HISTORY_MS = 30 * 86_400_000;

/** What a store whose platform may be called needs done there. */
export const errandsOf = (
  adapter: Pick<Adapter, 'webhooks' | 'orders' | 'carts' | 'capabilities'>,
  { storeId, now }: { readonly storeId: StoreId; readonly now: Date },
): readonly WantedErrand[] => {
  const hasHistory =
    adapter.capabilities.orderTruth === 'platform' && (adapter.orders ?? adapter.carts) !== null;
  return [
    ...(adapter.webhooks === undefined
      ? []
      : [{ storeId, kind: 'webhooks' as const, dueAt: now, progress: null }]),
    ...(hasHistory ? [{ storeId, kind: 'first_sync' as const, dueAt: now, progress: fromScratch(now) }] : []),
  ];
};

const fromScratch = (now: Date) => {
  const since = new Date(now.getTime() - HISTORY_MS);
  return { since, until: now, ordersReadUntil: since, cartsRead: false, orders: 0, carts: 0 };
};
