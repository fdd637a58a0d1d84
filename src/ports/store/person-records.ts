import type {
  HeldClick,
  HeldCoupon,
  HeldMessage,
  HeldShopper,
  HeldWebhookCall,
} from '../../core/privacy/person-file.ts';
import type { Keyed } from '../../core/privacy/own-records.ts';
import type { CartId, CouponId, MessageId, ShopperId, StoreId } from '../../core/words/ids.ts';
import type { People } from './carts.ts';
import type { LoggedContact } from './contact-log.ts';

/** All that stands about somebody, for their file. Rare work, and never cut: give at most a few hundred ids at once. */
export type PersonRecords = {
  readonly carts: (storeId: StoreId, people: People) => Promise<readonly (Keyed & { readonly id: CartId })[]>;
  readonly orders: (
    storeId: StoreId,
    people: People,
  ) => Promise<readonly (Keyed & { readonly externalId: string })[]>;
  readonly shoppers: (
    storeId: StoreId,
    people: People,
  ) => Promise<readonly (HeldShopper & Keyed & { readonly id: ShopperId })[]>;
  /** Those whose provider call began. */
  readonly messages: (
    storeId: StoreId,
    about: About,
  ) => Promise<readonly (HeldMessage & { readonly id: MessageId })[]>;
  readonly contacts: (storeId: StoreId, about: About) => Promise<readonly LoggedContact[]>;
  /** On links of these messages, and on links of these carts that are of no message. */
  readonly clicks: (
    storeId: StoreId,
    of: { readonly cartIds: readonly CartId[]; readonly messageIds: readonly MessageId[] },
  ) => Promise<readonly HeldClick[]>;
  /** Made for them or given to them. */
  readonly coupons: (
    storeId: StoreId,
    about: About,
  ) => Promise<readonly (HeldCoupon & { readonly id: CouponId; readonly shopperId: ShopperId | null })[]>;
  /** What the shop's own programs were told of these carts, or took over as one of these messages. */
  readonly webhookCalls: (
    storeId: StoreId,
    of: { readonly cartIds: readonly CartId[]; readonly messageIds: readonly MessageId[] },
  ) => Promise<readonly (HeldWebhookCall & { readonly id: string })[]>;
};

type About = { readonly cartIds: readonly CartId[]; readonly shopperIds: readonly ShopperId[] };
