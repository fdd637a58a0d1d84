import type { RandomBytes } from '../../core/words/ids.ts';
import type { Log } from '../../ports/log.ts';
import type { Reconsider } from '../../ports/store/reconsider.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ApplyCoupon } from './apply-coupon.ts';
import { createCreditOrder } from './credit-order.ts';
import { createFindLink } from './find-link.ts';
import { createRecordVisit } from './record-visit.ts';
import { createRecreditAfterClick } from './recredit.ts';
import { createReturnLink } from './return-link.ts';
import type { ReturnLinkParts } from './return-link.ts';
import { createUnsubscribe } from './unsubscribe.ts';

export type ReturnsParts = {
  readonly store: Omit<Store, 'reader'>;
  readonly adapterOf: ReturnLinkParts['adapterOf'];
  readonly dress: ReturnLinkParts['dress'];
  readonly applyCoupon?: ApplyCoupon;
  readonly reconsider: Reconsider;
  /** `linkKeyOf` the server's encryption key, then of the previous one. */
  readonly linkKeys: readonly Uint8Array[];
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  /** A visit this soon after its message was accepted is a scanner's; left out: 5 s. */
  readonly tooSoonMs?: number;
};

/** Everything about links and credit, put together. */
export const createReturns = (parts: ReturnsParts) => {
  const { store, randomBytes, log } = parts;
  const creditOrder = createCreditOrder(store);
  const findLink = createFindLink({ ...store, linkKeys: parts.linkKeys });
  const recredit = createRecreditAfterClick({ ...store, creditOrder });
  const recordVisit = createRecordVisit({
    ...store,
    recredit,
    randomBytes,
    ...(parts.tooSoonMs === undefined ? {} : { tooSoonMs: parts.tooSoonMs }),
  });
  return {
    /** For the processing of orders: which cart and message an order is credited to. */
    creditOrder,
    /** Whose a token is: also for matching an order by its `retorno_ref`. */
    findLink,
    openReturnLink: createReturnLink({
      ...store,
      findLink,
      recordVisit,
      adapterOf: parts.adapterOf,
      dress: parts.dress,
      ...(parts.applyCoupon === undefined ? {} : { applyCoupon: parts.applyCoupon }),
      log,
    }),
    ...createUnsubscribe({
      ...store,
      findLink,
      recordVisit,
      reconsider: parts.reconsider,
      randomBytes,
      log,
    }),
  };
};

export type Returns = ReturnType<typeof createReturns>;
