import type { Observation } from '../core/cart/observation.ts';
import type { KnownCard } from '../core/cart/product-card.ts';
import type { PaymentState, Platform } from '../core/words/vocabulary.ts';
import type { Log } from './log.ts';
import type { Outbound } from './outbound.ts';
import type { Connect, Coupons, Embedding, PlatformReminders, Renewal, Webhooks } from './platform-work.ts';

/** The code of one platform: data in, data out. Everything around it is generic. */
export type Adapter = {
  readonly platform: Platform;
  readonly capabilities: Capabilities;
  /** Judges a request by its raw bytes and headers before anything is parsed. Never throws. */
  readonly verify: (request: WebhookRequest) => Verification;
  /** What a request that proves nothing says of itself; never trusted, and little of it read. Never throws. */
  readonly claims?: (request: WebhookRequest) => Claims;
  /** Drops what must not be stored (card, bank, tax ids, IP addresses, user agents); what is left goes to disk. */
  readonly minimise: (topic: string, body: unknown) => unknown;
  /** What a stored delivery means. Never throws on bad content: it is `malformed` with a readable reason. */
  readonly observe: (delivery: StoredDelivery) => Observed;
  /** Asks the platform for what a delivery only names; there where `observe` says `fetch`. Never throws. */
  readonly resolve?: (delivery: StoredDelivery, context: AdapterContext) => Promise<Resolved>;
  /** The platform's orders changed since, oldest change first, a page at a time; null where it cannot list them. */
  readonly orders: ((request: ListRequest, context: AdapterContext) => AsyncIterable<Listing>) | null;
  /** The platform's carts changed since; null where webhooks tell all there is. */
  readonly carts: ((request: ListRequest, context: AdapterContext) => AsyncIterable<Listing>) | null;
  /** Where our return link leads, from the platform's own restoring link; null: nothing restores it, we show it. */
  readonly returnUrl: (target: ReturnTarget) => string | null;
  /** Pictures and pages of products, where snapshots carry none; null where they do. */
  readonly products: ((ids: readonly string[], context: AdapterContext) => Promise<ProductsRead>) | null;
  /** Proves that the credentials work; used by `doctor` and `store add`. */
  readonly probe: ((context: AdapterContext) => Promise<ProbeResult>) | null;
  /** What a store must allow us, in the platform's words. Left out where there is nothing to be granted by halves. */
  readonly scopes?: Scopes;
  /** Left out where a store is connected by command only. */
  readonly connect?: Connect;
  /** Left out where the app's own configuration registers them. */
  readonly webhooks?: Webhooks;
  /** Left out where the platform makes no coupons for us. */
  readonly coupons?: Coupons;
  /** Left out where credentials do not end. */
  readonly renewal?: Renewal;
  /** Left out where the admin is not embedded. */
  readonly embedding?: Embedding;
  /** Left out where the platform tells nothing of its own reminders. */
  readonly platformReminders?: PlatformReminders;
};

export type Capabilities = {
  /** A cart's restoring link keeps parameters that we add. */
  readonly keepsAddedParameters: boolean;
  /** A coupon can be applied through the return link. */
  readonly appliesCouponByLink: boolean;
  /** `app`: signed with the app's secret; `store`: with a secret of the store's own; `none`: no webhooks. */
  readonly webhookSecret: 'app' | 'store' | 'none';
  /** Answer within this time, or 503, milliseconds; the platform's own limit less a margin. */
  readonly answerWithinMs: number;
  /** The platform looks at webhook addresses by GET and wants 200. Left out: it does not. */
  readonly looksAtWebhooks?: boolean;
  /** The platform repeats a delivery that failed. */
  readonly retriesDeliveries: boolean;
  /** `platform`: orders are read through its API; `store`: what it sends us is all the truth there is. */
  readonly orderTruth: 'platform' | 'store';
  /**
   * Webhooks tell more of carts than the platform's list does, so that is read for the history and for comparing, and
   * not with every tail. Left out: it is read with the tail.
   */
  readonly cartsFillGaps?: true;
};

export type Scopes = {
  readonly required: readonly string[];
  /** Of the required ones those that these do not cover. */
  readonly missing: (granted: readonly string[]) => readonly string[];
};

export type WebhookRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Uint8Array;
  /** What follows the platform's webhook path, such as `customers-redact`; empty for the path itself. */
  readonly subpath: string;
  /** All that may have signed it: current and previous app secrets, or the store's own. Never empty strings. */
  readonly secrets: readonly string[];
  readonly receivedAt: Date;
};

export type Verification =
  | {
      readonly valid: true;
      readonly topic: string;
      /** The store as the platform names it (myshopify domain, store id); null where the path names it. */
      readonly storeKey: string | null;
      /** Equal for all repetitions of one delivery. */
      readonly dedupeKey: string;
      /** How the raw body is written. */
      readonly encoding: 'json' | 'form';
      /** What only the headers tell: put into the body before it is minimised. Left out: nothing. */
      readonly adds?: Readonly<Record<string, string>>;
    }
  | { readonly valid: false; readonly reason: 'signature_missing' | 'signature_wrong' | 'timestamp_off' };

export type Claims = {
  /** The store as the platform names it; null where the path names it, or nothing does. */
  readonly storeKey: string | null;
  readonly topic: string;
  /** The order it says it is about, as the platform names it. */
  readonly orderId: string | null;
};

export type StoredDelivery = {
  readonly topic: string;
  /** The minimised body, parsed. */
  readonly body: unknown;
  readonly receivedAt: Date;
  readonly store: StoreFacts;
};

/** What an adapter may know of the store it reads for. */
export type StoreFacts = {
  readonly externalKey: string;
  readonly url: string | null;
  readonly currency: string;
  readonly country: string | null;
  readonly locale: string;
  readonly timeZone: string;
  /** Gateway or method names mapped by the merchant. */
  readonly paymentMeanings: Readonly<Record<string, PaymentState>>;
  /** Since when, where it was connected before: word that carries no date may mean the installation before. */
  readonly connectedAgainAt?: Date | null;
  /** What it was found to allow or to lack, in the platform's words; null where nobody knows, left out where nobody asks. */
  readonly scopes?: readonly string[] | null;
};

export type Observed =
  | { readonly kind: 'observed'; readonly observations: readonly Observation[] }
  /** It only names a thing, and `resolve` is to ask what that is now. One answer serves all with an equal `of`. */
  | { readonly kind: 'fetch'; readonly of: string }
  /** Rightly signed, and nothing for us. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** Never to be understood by trying again; ends `dead` with this reason. */
  | { readonly kind: 'malformed'; readonly reason: string };

/** What the platform answered about a thing that a delivery names, or why it did not. */
export type Resolved = Exclude<Observed, { kind: 'fetch' }> | Exclude<Listing, { kind: 'page' }>;

export type ListRequest = {
  readonly since: Date;
  /** Null: up to now. */
  readonly until: Date | null;
};

/** One page of a listing, or why there is none. After anything but a page the listing ends. */
export type Listing =
  | {
      readonly kind: 'page';
      readonly observations: readonly Observation[];
      readonly unread: readonly UnreadItem[];
    }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'rate_limited'; readonly retryAfterMs: number }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** An item of a listing that could not be read; the others of its page stand. */
export type UnreadItem = { readonly externalId: string | null; readonly reason: string };

export type AdapterContext = {
  readonly fetch: Outbound;
  readonly now: () => Date;
  readonly credentials: Credentials;
  readonly store: StoreFacts;
  readonly log: Log;
  /** Waits as long as the platform asks for, so that a listing gets to its end. Left out: there is no time for it. */
  readonly pause?: (ms: number) => Promise<void>;
};

export type Credentials =
  | { readonly kind: 'shopify_token'; readonly accessToken: string }
  /** Ends and is renewed by its refresh token; both always change together. Times in milliseconds since 1970. */
  | {
      readonly kind: 'shopify_offline';
      readonly accessToken: string;
      readonly expiresAtMs: number;
      readonly refreshToken: string;
      readonly refreshEndsAtMs: number;
      readonly scope: string;
    }
  | { readonly kind: 'shopify_client'; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'woocommerce_keys'; readonly consumerKey: string; readonly consumerSecret: string }
  | { readonly kind: 'nuvemshop_token'; readonly accessToken: string }
  | { readonly kind: 'wix_instance'; readonly instanceId: string }
  | { readonly kind: 'none' };

export type ReturnTarget = {
  readonly store: StoreFacts;
  /** The platform's restoring link, decrypted; null where it gave none. */
  readonly platformUrl: string | null;
  readonly lines: readonly {
    readonly productId: string | null;
    readonly variantId: string | null;
    readonly quantity: number;
  }[];
  /** Our token (`retorno_ref`). */
  readonly token: string;
  readonly medium: string;
  readonly campaign: string;
  readonly couponCode: string | null;
};

export type ProductsRead = {
  readonly cards: readonly ProductCard[];
  /** All were asked for: the platform does not know those without a card. False: it did not answer, or not for all. */
  readonly isComplete: boolean;
};

export type ProductCard = Omit<KnownCard, 'seenAt'>;

export type ProbeResult =
  | {
      readonly ok: true;
      readonly currency: string | null;
      readonly timeZone: string | null;
      readonly name: string | null;
      /** Left out where the platform does not say. */
      readonly country?: string | null;
      readonly locale?: string | null;
      readonly url?: string | null;
      /** What the store allows us; left out where the platform does not say. */
      readonly scopes?: readonly string[] | null;
    }
  | { readonly ok: false; readonly reason: string };
