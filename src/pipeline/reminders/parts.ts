import type { Brand, CartId, RandomBytes, StoreId } from '../../core/words/ids.ts';
import { newId } from '../../core/words/ids.ts';
import type { Channels } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store/store.ts';
import type { Write } from '../../ports/store/write.ts';
import type { AskForCoupon } from '../offers/make-coupon.ts';

/** What reminders are judged, planned and sent with. */
export type ReminderParts = {
  readonly store: Pick<
    Store,
    | 'stores'
    | 'carts'
    | 'orders'
    | 'episodes'
    | 'messages'
    | 'snapshots'
    | 'dueStores'
    | 'timeline'
    | 'links'
    | 'reports'
    | 'suppressions'
    | 'handWritten'
    | 'coupons'
    | 'outboundWebhooks'
    | 'commit'
  >;
  readonly channels: Channels;
  readonly clock: Pick<Clock, 'now'>;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  readonly limits: ReminderLimits;
  /** Left out: no platform makes coupons. */
  readonly askForCoupon?: AskForCoupon;
  /** Public address of this server, without a slash at the end; our links begin with it. */
  readonly appUrl: string;
  /** The operator's sender, used where a store names none; null while none is configured. */
  readonly mailFrom: { readonly name: string | null; readonly address: string } | null;
};

export type ReminderLimits = {
  /** How old the newest reading of a platform's orders may be: 60 s, or less where polling is more frequent. */
  readonly ordersFreshForMs: number;
  /** Messages in hand at the same time; a crash leaves at most so many uncertain. */
  readonly concurrency: number;
  readonly concurrencyPerStore: number;
};

/** One entry in the story of a cart. `isLast`: it stands after others of the same moment. */
export const told = (
  { store, randomBytes }: Pick<ReminderParts, 'store' | 'randomBytes'>,
  entry: {
    readonly storeId: StoreId;
    readonly cartId: CartId;
    readonly at: Date;
    readonly kind: string;
    readonly reason: string | null;
    readonly facts: Readonly<Record<string, unknown>>;
  },
  { isLast = false } = {},
): Write =>
  store.timeline.appended({
    id: newId<Brand<string, 'TimelineId'>>(new Date(entry.at.getTime() + Number(isLast)), randomBytes),
    ...entry,
  });
