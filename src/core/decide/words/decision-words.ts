import type { CheckCode } from '../../words/reason-codes.ts';

/** One language's words for decisions. `{name}` stands for a fact, written as that language writes it. */
export type DecisionWords = {
  readonly checks: Readonly<Record<CheckCode, { readonly passed: string; readonly failed: string }>>;
  /** `payment_pending` as the flow sees it that speaks for the order. */
  readonly ownPayment: { readonly passed: string; readonly failed: string };
  /** `closed` where the cart is open, and only its reminders are over: with why, and without. */
  readonly ended: { readonly passed: string; readonly failed: string };
  readonly over: { readonly passed: string; readonly failed: string };
  /** `flow_off` of a campaign. */
  readonly campaign: { readonly passed: string; readonly failed: string };
  readonly none: string;
  /** What stands in facts as a code: why a cart is closed, which filter excludes it, channels. */
  readonly codes: Readonly<Record<string, string>>;
};
