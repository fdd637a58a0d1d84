import type { Money } from '../core/words/money.ts';
import type { AdapterContext, Credentials, Listing } from './adapter.ts';

/** What an adapter may call while no store is known yet. */
export type Calls = Pick<AdapterContext, 'fetch' | 'now' | 'log'>;

/** A store that the merchant connects in a browser: sent to the platform, and back with its consent. */
export type Connect = {
  /** What the merchant is asked for before it is sent: the address of the shop comes as the parameter `shop`. */
  readonly asks?: 'shop';
  /**
   * How the consent comes back. `redirect`: by the merchant's browser, and only by the one that began. `call`: posted
   * to the callback by the shop's own server, while the browser comes to `done`. Left out: `redirect`.
   */
  readonly answersBy?: 'redirect' | 'call';
  /** The parameter or member of the body in which `state` comes back. Left out: `state`. */
  readonly stateIn?: string;
  /** The platform also begins an installation by itself, without a state of ours: connects, and signs nobody in. */
  readonly startsAtPlatform?: boolean;
  /** That the merchant declined, where the browser says so at `done`. Left out: it never does. */
  readonly declined?: (params: Readonly<Record<string, string>>) => boolean;
  /** Where the merchant is sent. `state` is single-use and must come back. Never throws. */
  readonly begin: (request: ConnectRequest) => Sent;
  /** Proves what came back, by redirect or by a call of the shop. Never throws; nothing is trusted before it is proven. */
  readonly finish: (answer: ConnectAnswer, calls: Calls) => Promise<Granted>;
};

export type ConnectRequest = {
  /** What the merchant came with, such as the address of the shop. */
  readonly params: Readonly<Record<string, string>>;
  readonly state: string;
  /** Our public address; the way back leads to `/connect/{platform}/callback` and `/connect/{platform}/done`. */
  readonly appUrl: string;
};

export type Sent =
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'refused'; readonly reason: string };

export type ConnectAnswer = {
  /** What the merchant came with when it began. */
  readonly begun: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  /** The parsed body of a call; null for a redirect. */
  readonly body: unknown;
};

export type Granted =
  | {
      readonly kind: 'granted';
      readonly externalKey: string;
      readonly url: string | null;
      readonly credentials: Credentials;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** The webhooks that a store needs at its platform. */
export type Webhooks = {
  /**
   * Makes what is missing, mends what is disabled and takes away what is doubled of ours. Others' webhooks are left
   * alone. Called at connecting, daily and by `doctor`.
   */
  readonly keep: (wanted: WantedWebhooks, context: AdapterContext) => Promise<WebhooksKept>;
};

export type WantedWebhooks = {
  /** Our public address, without the platform's path. */
  readonly appUrl: string;
  /** The whole address that the platform is to call. */
  readonly address: string;
  /** Null where the platform signs with the app's secret. */
  readonly secret: string | null;
};

export type WebhooksKept =
  | {
      readonly kind: 'kept';
      readonly topics: readonly string[];
      readonly made: readonly string[];
      readonly mended: readonly string[];
      readonly removed: readonly string[];
      /** What the store lets us see, where that was learned on the way. */
      readonly scopes?: readonly string[];
    }
  | NoAnswer;

type NoAnswer = Exclude<Listing, { kind: 'page' }>;

/** Makes coupons at the platform. */
export type Coupons = {
  readonly kinds: readonly CouponKind[];
  readonly create: (coupon: WantedCoupon, context: AdapterContext) => Promise<CouponMade>;
  /**
   * Puts a coupon into a cart when its return link is opened, for platforms whose links carry none. Who calls bounds
   * the time. Never throws.
   */
  readonly applyTo?: (coupon: CouponInCart, context: AdapterContext) => Promise<CouponApplied>;
};

export type CouponInCart = {
  /** The cart's id at the platform. */
  readonly cartId: string;
  readonly code: string;
};

export type CouponApplied =
  | { readonly kind: 'applied' }
  /** The platform will not, whatever is tried again. */
  | { readonly kind: 'refused'; readonly reason: string }
  | NoAnswer;

export type CouponKind = 'percent' | 'amount' | 'free_shipping';

/** For one order of one shopper. */
export type WantedCoupon = {
  readonly code: string;
  /** For the merchant's list of discounts. */
  readonly title: string;
  readonly benefit:
    | { readonly kind: 'percent'; readonly percent: number }
    | { readonly kind: 'amount'; readonly amount: Money }
    | { readonly kind: 'free_shipping' };
  readonly minimumTotal: Money | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
};

export type CouponMade =
  | { readonly kind: 'made'; readonly code: string; readonly externalId: string | null }
  /** A code of this name stands already: ours, if an earlier call was cut off. */
  | { readonly kind: 'taken' }
  /** The platform will not make such a one, whatever is tried again. */
  | { readonly kind: 'refused'; readonly reason: string }
  | NoAnswer;

/** Credentials that end: renewed ahead of time, one renewal per store at once. */
export type Renewal = {
  /** When they should be renewed; null for those that do not end. */
  readonly renewAt: (credentials: Credentials) => Date | null;
  /** `lapsed`: only the merchant can connect again. */
  readonly renew: (context: AdapterContext) => Promise<Renewed>;
};

export type Renewed =
  | { readonly kind: 'renewed'; readonly credentials: Credentials }
  | { readonly kind: 'lapsed'; readonly reason: string }
  | NoAnswer;

/** The platform's own admin, in which ours is embedded. */
export type Embedding = {
  /**
   * Whose token this is; null for one that is not this platform's, wrong, or over. Asked at every call. Never throws.
   */
  readonly readToken: (token: string, calls: TokenCalls) => Promise<TokenOwner | null>;
  /** Origins that may frame the admin, as in `frame-ancestors`; of one store where the platform's are per store. */
  readonly ancestors: (storeKey: string | null) => readonly string[];
  /**
   * How the admin's page was opened, told by its address: null for a page that does not stand in this platform's
   * frame. Proves nothing, so it decides on nothing but who may frame the page. Never throws. Left out: such a page is
   * known by `frame=<name>`, and by `shop=<store key>` where frames are per store.
   */
  readonly opened?: (query: Readonly<Record<string, string>>) => { readonly storeKey: string | null } | null;
  /** What the platform wants first in the page's head: its own script, null for none, and what is read by name. */
  readonly bridge?: { readonly script: string | null; readonly meta: Readonly<Record<string, string>> };
  /**
   * Credentials for a store that opens the admin and is not connected yet, or no longer: for installations that the
   * platform manages by itself. Left out: a store is connected by other means first. Never throws.
   */
  readonly grant?: (token: string, owner: TokenOwner, calls: Calls) => Promise<Granted | NoAnswer>;
  /** Headers of a 401 by which the platform's script knows that a fresh token is wanted. */
  readonly staleToken?: Readonly<Record<string, string>>;
};

/** Some tokens are signed with a secret of the store's own. */
export type TokenCalls = Calls & {
  /** By our id of the store, which a token may name; null for an unknown one. It proves nothing. */
  readonly storeSecret: (
    storeId: string,
  ) => Promise<{ readonly storeKey: string; readonly secret: string } | null>;
};

export type TokenOwner = {
  readonly storeKey: string;
  readonly userId: string | null;
  readonly expiresAt: Date;
};

/** When the platform itself reminded shoppers of their carts. */
export type PlatformReminders = {
  /** Of carts (by external id) reminded since; those that it knows nothing of are left out. */
  readonly sentSince: (
    request: {
      readonly since: Date;
      readonly cartIds: readonly string[];
      /** Other names of these carts, by their ids: for platforms whose list knows the ids not. */
      readonly aliases?: Readonly<Record<string, readonly string[]>>;
    },
    context: AdapterContext,
  ) => Promise<
    | { readonly kind: 'told'; readonly sent: readonly { readonly cartId: string; readonly at: Date }[] }
    | NoAnswer
  >;
};
