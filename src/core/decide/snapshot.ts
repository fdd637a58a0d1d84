import type { Cart } from '../cart/cart.ts';
import type { Clearing } from '../order/payment-end.ts';
import type { Settings } from '../flows/settings.ts';
import type {
  CampaignId,
  CartId,
  EpisodeId,
  MessageId,
  OrderId,
  ShopperId,
  StepId,
  StoreId,
} from '../words/ids.ts';
import type { CheckCode, EpisodeEnd } from '../words/reason-codes.ts';
import type {
  Channel,
  ConsentState,
  FlowKind,
  ReactivationTrigger,
  RunKind,
  MessageState,
  Platform,
  StoreState,
} from '../words/vocabulary.ts';

/** One stored run of a flow for one shopper. */
export type Episode = {
  readonly id: EpisodeId;
  readonly storeId: StoreId;
  readonly shopperId: ShopperId;
  readonly flow: RunKind;
  /** `NO_CART`: the run is about no cart, and leads to the store's home. */
  readonly cartId: Cart['id'];
  readonly orderId: OrderId | null;
  /** Of a reactivation: what the shopper qualified by. */
  readonly trigger?: ReactivationTrigger | null;
  /** Of a campaign's run. */
  readonly campaignId?: CampaignId | null;
  /** A purchase since then ends the run, whatever cart it is of; null: only one that matches the cart does. */
  readonly sinceAt?: Date | null;
  /** `abandonedAt` for carts, `placedAt` for pending payment, the moment of qualifying for reactivation. */
  readonly anchorAt: Date;
  /** max(0, firstSeenAt − (abandonedAt + delay of the first step)). */
  readonly lateMs: number;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: EpisodeEnd | null;
  /** Null while not decided. */
  readonly holdout: boolean | null;
  readonly revision: number;
};

/** Runs that no abandonment or order opened: what the shopper does meanwhile comes first. */
export const isAboutShopper = ({ flow }: Pick<Episode, 'flow'>): boolean =>
  flow === 'reactivation' || flow === 'campaign';

/** What was done for one step of an episode. */
export type StepDone = {
  readonly messageId: MessageId;
  readonly stepId: StepId;
  readonly state: MessageState;
  /** When the provider call began, for those where it did. */
  readonly sentAt: Date | null;
};

/** The planned message a decision is about. `id` is null where it is only supposed. */
export type MessageFact = {
  readonly id: MessageId | null;
  readonly stepId: StepId;
  readonly channel: Channel;
  /** How often in a row it has waited for the same thing; the waits double. */
  readonly waits: number;
  /** What it waited for last; null when it never waited, or only for its time. */
  readonly waitedFor: CheckCode | null;
};

/** Everything a decision is made from. No decision reads anything else. */
export type Snapshot = {
  readonly store: {
    readonly id: StoreId;
    readonly platform: Platform;
    readonly state: StoreState;
    /** Renewed by re-install, reconnect and resume. */
    readonly connectedAt: Date;
    readonly settings: Settings;
    /** Holdout is fixed by a hash of this secret. */
    readonly holdoutSecret: string;
    /** Up to when the platform's orders are known; null when never read. `custom` stores: always now. */
    readonly ordersSeenUntil: Date | null;
    readonly ordersFreshForMs: number;
    /** What the platform makes coupons of; left out: nothing. */
    readonly couponKinds?: readonly ('percent' | 'amount' | 'free_shipping')[];
  };
  readonly cart: Cart;
  /** The newest cart of the shopper that still holds something, where it is another one: it speaks in this one's place. */
  readonly newerCartId: CartId | null;
  /** A flow that comes before this one and has an open run for the shopper; left out or null: none. */
  readonly higherFlow?: FlowKind | null;
  readonly episode: Episode;
  /** Null while no message is planned (explain, replay). */
  readonly message: MessageFact | null;
  /** All other messages of the episode that are not merely planned. */
  readonly steps: readonly StepDone[];
  /** When reminders of the order's payment end (pending payment); null where there is no order or no known end. */
  readonly paymentEndsAt: Date | null;
  readonly shopper: {
    readonly id: ShopperId;
    readonly registered: boolean | null;
    readonly country: string | null;
    readonly locale: string | null;
    /** IANA name from address or phone prefix; null: the store's. */
    readonly timeZone: string | null;
    /** Marketing messages to this shopper, all flows, newest first, as far back as the widest budget. */
    readonly marketingSentAt: readonly Date[];
    readonly suspectedBot: 'disposable_domain' | 'burst' | null;
    /** What an earlier episode of this flow fixed; null: nothing yet, a hash decides. */
    readonly holdoutBefore: boolean | null;
    /** Bought at this store before the cart was begun; left out where no step asks. */
    readonly boughtBefore?: boolean;
  };
  readonly orders: readonly OrderFact[];
  readonly channels: Readonly<Partial<Record<Channel, ChannelFact>>>;
  readonly human: HumanFact | null;
  /** When the platform's own reminder went out, where that is known. */
  readonly platformReminderAt: Date | null;
  /** Left out where no step of the flow offers anything. */
  readonly offers?: OfferFacts;
};

export type OfferFacts = {
  /** Of this run, at most one per step. */
  readonly coupons: readonly {
    readonly stepId: StepId | null;
    readonly state: 'wanted' | 'made' | 'refused';
    readonly code: string | null;
    readonly expiresAt: Date | null;
    readonly retryAt: Date | null;
  }[];
  /** When offers of other runs went out to this shopper, as far back as is looked. */
  readonly givenBefore: readonly Date[];
};

/** An order of the cart or the shopper, with what matters for stopping. */
export type OrderFact = {
  readonly orderId: OrderId;
  readonly number: string | null;
  readonly meaning: 'bought' | 'pending' | 'in_review' | 'lapsed' | 'cancelled' | 'refunded';
  readonly placedAt: Date;
  /** True when matching says that this order ends the cart. */
  readonly matchesCart: boolean;
  readonly repeatsMostLines: boolean;
  /** While it may be paid without anybody knowing (boleto); null where there is no such time. */
  readonly clearing: Clearing | null;
};

/** What is known of one channel for this shopper. */
export type ChannelFact = {
  readonly address: string | null;
  readonly consent: ConsentState;
  readonly suppressed: 'marketing' | 'all' | null;
  /** Not reachable on this channel until then. */
  readonly unreachableUntil: Date | null;
  /** Down (no configuration, paused with an alarm) until then; null when up. */
  readonly downUntil: Date | null;
  /** Languages a template exists in; `all` for built-in texts. */
  readonly templateLanguages: readonly string[];
};

export type HumanFact = {
  readonly kind: 'replied' | 'contacted';
  readonly at: Date;
  readonly restUntil: Date;
  readonly answer: 'positive' | 'negative' | 'none';
};
