import type { Money } from '../words/money.ts';
import type { StepId } from '../words/ids.ts';
import type { Channel, FlowKind, RunKind } from '../words/vocabulary.ts';

/** What to do about a situation. */
export type Flow = {
  readonly kind: FlowKind;
  readonly enabled: boolean;
  /** Renewed by every switch from off to on; nothing anchored earlier is ever acted on. Null while never on. */
  readonly enabledAt: Date | null;
  readonly steps: readonly Step[];
  /** Ids of steps that were removed: never given to another one, since messages were sent under them. */
  readonly retiredStepIds: readonly StepId[];
  /** Shoppers of a hundred who get no message, so that lift can be measured. 0 to 100. */
  readonly holdoutPercent: number;
  readonly quietHours: QuietHours | null;
  readonly filters: FlowFilters;
  /** Grows with every change, stands on each decision. */
  readonly revision: number;
};

/** What a run goes by: a flow of the store, or a campaign written as one. */
export type RunFlow = Omit<Flow, 'kind'> & {
  readonly kind: RunKind;
  /** A campaign that rests: what is planned waits, and goes on when it does. */
  readonly isPaused?: boolean;
};

/** One reminder. Its delay counts from the anchor, not from the step before. */
export type Step = {
  readonly id: StepId;
  readonly timing:
    | { readonly kind: 'after'; readonly delayMs: number }
    /** Before the payment's end; pending payment only. */
    | { readonly kind: 'before'; readonly leadMs: number };
  /** In order of preference. */
  readonly channels: readonly Channel[];
  /** Null: until the next step is due, at least 12 hours; the last one 3 days. */
  readonly shelfLifeMs: number | null;
  /** By language; a language left out uses the built-in text. */
  readonly templates: Readonly<Record<string, Template>>;
  readonly whatsappTemplate: WhatsAppTemplate | null;
  readonly offer: Offer | null;
  /** Carts and shoppers that the step is for; null: for all. For others it is skipped, and the next one follows. */
  readonly conditions: StepConditions | null;
  /** A step added later applies to episodes opened later. */
  readonly addedAt: Date;
};

export type Template = {
  readonly subject: string;
  readonly preheader: string;
  readonly blocks: readonly Block[];
};

/** A message is a list of blocks; text is Liquid. */
export type Block =
  | { readonly type: 'logo' }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'products' }
  | { readonly type: 'button'; readonly text: string }
  | { readonly type: 'coupon'; readonly text?: string | undefined }
  | { readonly type: 'divider' }
  /** Legal name, postal address and unsubscribe link; always there, at the end. */
  | { readonly type: 'footer'; readonly text?: string | undefined };

export type WhatsAppTemplate = {
  readonly name: string;
  readonly language: string | null;
  readonly parameters: readonly string[];
  readonly headerImage: string | null;
  readonly buttonSuffix: boolean;
  readonly couponButton: boolean;
};

export type Offer = {
  readonly type: 'percent' | 'amount' | 'free_shipping' | 'text' | 'code';
  readonly value: string | null;
  readonly text: string | null;
  readonly code: string | null;
  readonly minimumTotal: Money | null;
  readonly validForMs: number | null;
};

/** All that are not null have to hold. Lists: one of them. */
export type StepConditions = {
  readonly minimumTotal: Money | null;
  readonly maximumTotal: Money | null;
  readonly countries: readonly string[] | null;
  readonly languages: readonly string[] | null;
  /** Who never bought at this store before the cart, or who did. */
  readonly shopper: 'first' | 'returning' | null;
  /** Ids of products or variants, or SKUs. */
  readonly products: readonly string[] | null;
  readonly tags: readonly string[] | null;
};

/** Wall-clock times "HH:MM"; `from` later than `to` spans midnight. */
export type QuietHours = {
  readonly channels: readonly Channel[];
  readonly from: string;
  readonly to: string;
  readonly zone: 'shopper' | 'store';
};

export type FlowFilters = {
  readonly minimumTotal: Money | null;
  readonly countries: readonly string[] | null;
  readonly languages: readonly string[] | null;
  readonly products: readonly string[] | null;
  readonly withoutProducts: readonly string[] | null;
  readonly withoutDomains: readonly string[] | null;
  readonly registered: boolean | null;
};
