import type { z } from 'zod';
import type { ShopperId, StoreId } from '../../../core/words/ids.ts';
import type { TrustShopper } from '../../../pipeline/reminders/trust-shopper.ts';
import type { ShopperPosition, ShopperView } from '../../../ports/store/shopper-list.ts';
import type { Store } from '../../../ports/store/store.ts';
import { DISTRUST_SHOPPER, LIST_SHOPPERS, TRUST_SHOPPER, type SHOPPER } from '../../contract/shoppers.ts';
import { NOT_FOUND } from '../../problem.ts';
import { bind, done, nothing, refuse, type Bound } from '../bind.ts';
import { BAD_CURSOR, cutPage, readCursor, writeCursor } from '../cursor.ts';
import { storeOf } from '../store-of.ts';
import { writeInstant } from '../write.ts';

export type ShopperRouteParts = {
  readonly store: Pick<Store, 'stores' | 'reader'>;
  readonly trustShopper: TrustShopper;
  readonly now: () => Date;
};

export const shopperRoutes = ({ store, trustShopper, now }: ShopperRouteParts): readonly Bound[] => {
  const trust = async ({ storeId, id, isTrusted }: Trust) => {
    const outcome = await trustShopper({ storeId, shopperId: id as ShopperId, isTrusted }, now());
    return outcome === 'done' ? nothing() : refuse(NOT_FOUND);
  };
  return [
    bind(LIST_SHOPPERS, async ({ storeId, query }) => {
      const after = readPosition(query.cursor);
      if (after === 'bad') return refuse(BAD_CURSOR);
      const { abandonedAfterMs, recoveryHorizonMs } = (await storeOf(store.stores, storeId)).settings;
      const found = await store.reader.shopperList.page({
        storeId,
        hasAbandonedCart: query.hasAbandonedCart ?? null,
        registered: query.registered ?? null,
        person: query.q ?? null,
        after,
        limit: query.limit + 1,
        now: now(),
        abandonedAfterMs,
        recoveryHorizonMs,
      });
      const { shown, next } = cutPage(found, query.limit, ({ lastActivityAt, id }) =>
        writeCursor([lastActivityAt.getTime(), id]),
      );
      return done({ items: shown.map(presentShopper), next });
    }),
    bind(TRUST_SHOPPER, ({ storeId, params }) => trust({ storeId, id: params.id, isTrusted: true })),
    bind(DISTRUST_SHOPPER, ({ storeId, params }) => trust({ storeId, id: params.id, isTrusted: false })),
  ];
};

type Trust = { readonly storeId: StoreId; readonly id: string; readonly isTrusted: boolean };

const readPosition = (cursor: string | undefined): ShopperPosition | null | 'bad' => {
  if (cursor === undefined) return null;
  const [at, id] = readCursor(cursor) ?? [];
  const isOurs =
    typeof at === 'number' && Math.abs(at) <= LAST_INSTANT && typeof id === 'string' && !id.includes('\0');
  return isOurs ? { at: new Date(at), id: id as ShopperId } : 'bad';
};

/** PostgreSQL and dates in JSON know no later one. */
const LAST_INSTANT = Date.UTC(9999, 11, 31);

const presentShopper = ({
  lastActivityAt,
  abandonedCartId,
  ...shopper
}: ShopperView): z.input<typeof SHOPPER> => ({
  ...shopper,
  hasAbandonedCart: abandonedCartId !== null,
  abandonedCartId,
  lastActivityAt: writeInstant(lastActivityAt),
});
