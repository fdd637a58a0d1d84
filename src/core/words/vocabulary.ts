/** The words of the domain: the same in code, API, database and screen. */

export const PLATFORMS = ['shopify', 'woocommerce', 'nuvemshop', 'wix', 'custom'] as const;
export type Platform = (typeof PLATFORMS)[number];

export const CHANNELS = ['email', 'whatsapp', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where a click or a contact came from: a channel of ours, or a link a person of the store passed on. */
export type LinkChannel = Channel | 'manual';

export const FLOW_KINDS = ['abandoned_cart', 'pending_payment', 'reactivation'] as const;
export type FlowKind = (typeof FLOW_KINDS)[number];

/** Whose run it is: one of a flow, or of a campaign, which is set up once by hand and is no flow. */
export const RUN_KINDS = [...FLOW_KINDS, 'campaign'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export const CAMPAIGN_STATES = ['running', 'paused', 'cancelled', 'done'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Why a shopper is written to without a cart of theirs having just been abandoned. */
export const REACTIVATION_TRIGGERS = ['abandoned_twice', 'bought_once', 'inactive'] as const;
export type ReactivationTrigger = (typeof REACTIVATION_TRIGGERS)[number];

/** Marketing consent, opt-out of marketing, budget and holdout concern marketing only. */
export type Purpose = 'marketing' | 'transactional';
export const purposeOf = (flow: RunKind): Purpose =>
  flow === 'pending_payment' ? 'transactional' : 'marketing';

/** Payment by what it means, never by a platform's word. `unknown` counts as bought. */
export const PAYMENT_STATES = [
  'awaiting_shopper',
  'in_review',
  'due_later',
  'failed',
  'authorized',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
  'expired',
  'unknown',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export const FULFILMENT_STATES = ['open', 'processed', 'delivered', 'cancelled'] as const;
export type FulfilmentState = (typeof FULFILMENT_STATES)[number];

/** How the shopper pays, in our words; what none of them fits is `other`. */
export const PAYMENT_METHODS = [
  'pix',
  'boleto',
  'bank_transfer',
  'voucher',
  'redirect',
  'card',
  'cash_on_delivery',
  'terms',
  'other',
] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const CART_STATES = [
  'closed',
  'recovered',
  'purchased',
  'pending_payment',
  'active',
  'expired',
  'anonymous',
  'abandoned',
] as const;
export type CartState = (typeof CART_STATES)[number];

/** What facts settle and the database holds; the other cart states are ranges of the last activity. */
export const SETTLED_STATES = ['open', 'pending_payment', 'purchased', 'recovered', 'closed'] as const;
export type SettledState = (typeof SETTLED_STATES)[number];

export const CLOSED_REASONS = [
  'redacted',
  'removed',
  'superseded',
  'declined',
  'by_hand',
  'order_cancelled',
  'order_refunded',
] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export const MESSAGE_STATES = [
  'planned',
  'claimed',
  'sending',
  'accepted',
  'delivered',
  'read',
  'skipped',
  'expired',
  'failed',
  'uncertain',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const DELIVERY_STATES = ['received', 'processed', 'ignored', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type ConsentState = 'in' | 'out' | 'unknown';
export type ConsentChannel = 'email' | 'whatsapp' | 'sms';

/** What a person of the store did by hand, and what came of it. */
export const CONTACT_CHANNELS = ['whatsapp', 'email', 'phone', 'other'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
export const CONTACT_ANSWERS = ['positive', 'negative', 'none'] as const;
export type ContactAnswer = (typeof CONTACT_ANSWERS)[number];
/** Why the shopper says they left. */
export const ABANDONMENT_REASONS = [
  'shipping',
  'price',
  'payment',
  'doubt',
  'stock',
  'technical',
  'changed_mind',
  'other',
] as const;
export type AbandonmentReason = (typeof ABANDONMENT_REASONS)[number];

export const STORE_STATES = ['active', 'paused', 'uninstalled'] as const;
export type StoreState = (typeof STORE_STATES)[number];

/** Languages of messages and of the admin. */
export const LANGUAGES = ['en', 'pt-BR', 'es', 'pl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a shop's own programs are told of. */
export const OUTBOUND_EVENTS = ['cart.abandoned', 'cart.recovered', 'message.due'] as const;
export type OutboundEvent = (typeof OUTBOUND_EVENTS)[number];
