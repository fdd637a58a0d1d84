import type { Money } from '../words/money.ts';
import type {
  ConsentChannel,
  ConsentState,
  FulfilmentState,
  PaymentMethod,
  PaymentState,
} from '../words/vocabulary.ts';
import type { CartContents, Contact, Customer } from './cart.ts';

/** What an adapter says a delivery or an API page means, in the common model. */
export type Observation =
  | CartObservation
  | CartRemovalObservation
  | OrderObservation
  | ConsentObservation
  | RedactionObservation
  | DataRequestObservation
  | StoreObservation;

export type CartObservation = {
  readonly kind: 'cart';
  readonly externalId: string;
  readonly aliases: readonly string[];
  readonly seq: number | null;
  readonly updatedAt: Date;
  readonly startedAt: Date | null;
  readonly contact: Contact;
  readonly customer: Customer;
  /** Evidence this snapshot carries; an unticked box is no evidence (`unknown`), only a refusal is `out`. */
  readonly consent: readonly ConsentEvidence[];
  readonly locale: string | null;
  readonly country: string | null;
  /** Null where the snapshot does not carry lines; no lines means removed. */
  readonly contents: CartContents | null;
  /** The platform's restoring link: a bearer link to personal data, never logged, encrypted at rest. */
  readonly returnUrl: string | null;
  readonly tags: readonly string[];
  /** The platform says that this cart became an order (Shopify `completed_at`), though no order was seen yet. */
  readonly completedAt: Date | null;
};

export type CartRemovalObservation = {
  readonly kind: 'cart_removed';
  readonly externalId: string;
  readonly seq: number | null;
  readonly updatedAt: Date;
};

/** Where an order was made; all but `storefront` end a cart only when ids match or lines overlap. */
export type OrderOrigin = 'storefront' | 'renewal' | 'point_of_sale' | 'marketplace' | 'draft' | 'admin';

export type OrderObservation = {
  readonly kind: 'order';
  readonly externalId: string;
  readonly number: string | null;
  readonly seq: number | null;
  readonly updatedAt: Date;
  readonly placedAt: Date;
  readonly paymentState: PaymentState;
  readonly paymentMethod: PaymentMethod;
  readonly fulfilmentState: FulfilmentState;
  readonly cancelledAt: Date | null;
  /** Who cancelled, where the platform says; `unknown` is judged by the hold time. */
  readonly cancelledBy: 'person' | 'timeout' | 'unknown' | null;
  /** True when money was ever authorised or paid, as far as this snapshot tells. */
  readonly moneyAuthorized: boolean;
  /** Minutes an unpaid order is held before the platform cancels it, where the platform has such a time-out. */
  readonly holdMinutes: number | null;
  readonly contact: Contact;
  readonly customer: Customer;
  readonly consent: readonly ConsentEvidence[];
  readonly locale: string | null;
  readonly country: string | null;
  /** What the shopper was asked to pay, in the presentment currency. */
  readonly total: Money;
  /** Paid minus refunded, in the store's currency; zero while unpaid. */
  readonly netPaid: Money;
  /** Ids that name the cart: checkout token, cart token, `_retorno_cart`, the draft order's own id. */
  readonly cartRefs: readonly string[];
  /** `retorno_ref` found in the landing page or in attributes. */
  readonly retornoRefs: readonly string[];
  readonly coupons: readonly string[];
  readonly productIds: readonly string[];
  readonly payUrl: string | null;
  readonly payBy: Date | null;
  readonly test: boolean;
  readonly origin: OrderOrigin;
};

export type ConsentEvidence = {
  readonly channel: ConsentChannel;
  readonly state: ConsentState;
  readonly at: Date;
  /** Where it came from, such as `shopify:customers_email_marketing_consent/update`. */
  readonly source: string;
  readonly wording: string | null;
};

export type ConsentObservation = {
  readonly kind: 'consent';
  readonly contact: Contact;
  readonly customerId: string | null;
  readonly evidence: readonly ConsentEvidence[];
};

export type RedactionObservation =
  | {
      readonly kind: 'redaction';
      readonly scope: 'shopper';
      readonly contact: Contact;
      readonly customerId: string | null;
      readonly orderIds: readonly string[];
      /** Carts whose shopper is meant, where the platform names these and no person. */
      readonly cartIds?: readonly string[];
      readonly at: Date;
    }
  | { readonly kind: 'redaction'; readonly scope: 'store'; readonly at: Date };

export type DataRequestObservation = {
  readonly kind: 'data_request';
  readonly contact: Contact;
  readonly customerId: string | null;
  readonly at: Date;
};

export type StoreObservation = {
  readonly kind: 'store';
  readonly change: 'uninstalled' | 'paused' | 'resumed' | 'reachable' | 'scopes_changed';
  /** `unpaid`: its API said so, and nobody may tell when that is over; left out where the platform announces it. */
  readonly because?: 'unpaid';
  /** What the store allows us now, where `scopes_changed` tells it. */
  readonly scopes?: readonly string[];
  readonly at: Date;
};
