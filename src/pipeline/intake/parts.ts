import type { DeliveryId, RandomBytes, StoreId } from '../../core/words/ids.ts';
import type { Observation } from '../../core/cart/observation.ts';
import type { Reconsider } from '../../ports/store/reconsider.ts';
import type { Store } from '../../ports/store/store.ts';
import type { ConnectedStore } from '../../ports/store/stores.ts';
import type { CreditAnswer, CreditRequest } from '../return/credit-order.ts';
import type { NamedCarts } from './named-carts.ts';

/** What applying observations works with, whether they come by webhook, event or listing. */
export type IntakeParts = {
  readonly store: Pick<
    Store,
    | 'carts'
    | 'orders'
    | 'shoppers'
    | 'consents'
    | 'timeline'
    | 'tombstones'
    | 'dueStores'
    | 'stores'
    | 'dataRequests'
    | 'coupons'
    | 'outboundWebhooks'
    | 'commit'
  >;
  readonly reconsider: Reconsider;
  readonly creditOrder: (request: CreditRequest) => Promise<CreditAnswer>;
  readonly namedCarts: NamedCarts;
  readonly eraseShopper: EraseShopper;
  /** Erases everybody of a store. */
  readonly eraseStore: (storeId: StoreId, at: Date) => Promise<unknown>;
  /** Hears what took effect. Must return at once and not throw. */
  readonly noticed?: (store: ConnectedStore, told: readonly Observation[]) => void;
  readonly randomBytes: RandomBytes;
  /** Other processes work on the same database: lanes do not keep them apart. */
  readonly isShared?: boolean;
};

/** Erases what is kept of somebody, in steps of its own; doing it again changes nothing. */
export type EraseShopper = (request: EraseRequest) => Promise<unknown>;

export type EraseRequest = {
  readonly storeId: StoreId;
  readonly emailKeys: readonly string[];
  readonly phoneKeys: readonly string[];
  readonly orderIds: readonly string[];
  /** Carts at the platform that are erased whoever they belong to. */
  readonly cartIds?: readonly string[];
  /** Their accounts at the platform. */
  readonly customerIds?: readonly string[];
  /** What is told of the time up to then is dropped for good. */
  readonly at: Date;
  /** The delivery that asks for it: emptied last, and not ignored, since it is yet to count as processed. */
  readonly askedBy?: DeliveryId;
};
