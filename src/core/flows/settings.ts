import type { PaymentMethod, PaymentState } from '../words/vocabulary.ts';

/** How strictly a country or channel asks for consent: `explicit` needs `in`, `soft` takes `in` and `unknown`. */
export type ConsentRule = 'explicit' | 'soft';

export type ConsentPolicy = {
  readonly default: ConsentRule;
  readonly eea: ConsentRule;
  /** ISO 3166-1 alpha-2 → rule; a country's own entry beats `eea`. */
  readonly countries: Readonly<Record<string, ConsentRule>>;
  readonly channels: Readonly<Record<string, ConsentRule>>;
};

/** At most `max` marketing messages per shopper within `withinMs`, over all marketing flows. */
export type BudgetRule = { readonly max: number; readonly withinMs: number };

/** What a merchant sets for the whole store. Durations in milliseconds. */
export type Settings = {
  readonly abandonedAfterMs: number;
  readonly recoveryHorizonMs: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly fallbackLocale: string | null;
  readonly country: string | null;
  readonly consentPolicy: ConsentPolicy;
  readonly budget: readonly BudgetRule[];
  readonly coolOffMs: number;
  readonly maxLatenessMs: number;
  readonly platformReminder: 'count' | 'ignore';
  /** How long a shopper may take to pay, by method, where the platform does not tell the end. */
  readonly payWithinMs: Readonly<Partial<Record<PaymentMethod, number>>>;
  readonly attributionWindowMs: number;
  readonly retention: { readonly contactsMs: number; readonly inboxMs: number };
  /** Gateway or payment method names of this store → what they mean. */
  readonly paymentMeanings: Readonly<Record<string, PaymentState>>;
  readonly email: EmailSettings;
};

export type EmailSettings = {
  readonly fromName: string | null;
  readonly fromAddress: string | null;
  readonly replyTo: string | null;
  /** Where bounces go, each message's with its id after a `+`; null: to the sender. */
  readonly returnPath: string | null;
  readonly legalName: string | null;
  readonly postalAddress: string | null;
  readonly logoUrl: string | null;
};
