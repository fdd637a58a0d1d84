/** The checks of a decision, in the order in which they are asked. Stable: they stand in the API and on the timeline. */
export const CHECK_CODES = [
  'store_inactive',
  'flow_off',
  'before_flow_started',
  'surfaced_too_late',
  'bought',
  'payment_pending',
  'other_flow_speaks',
  'superseded',
  'closed',
  'excluded',
  'too_late',
  'orders_not_fresh',
  'conditions_unmet',
  'recent_buyer',
  'human_took_over',
  'platform_already_sent',
  'no_address',
  'opted_out',
  'not_reachable',
  'consent_missing',
  'template_missing',
  'all_out_of_stock',
  'over_budget',
  'quiet_hours',
  'channel_down',
  'coupon_missing',
  'holdout',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** Why an episode ended. */
export type EpisodeEnd =
  | CheckCode
  | 'removed'
  | 'redacted'
  | 'declined'
  | 'by_hand'
  | 'order_cancelled'
  | 'order_refunded'
  | 'no_step_left'
  | 'idle_for_seven_days';

/** Why a message ended without being accepted, beyond the checks above. */
export type SendFailure =
  | 'recipient_refused'
  | 'message_refused'
  | 'address_invalid'
  | 'template_invalid'
  | 'no_answer_after_data'
  | 'crashed_while_sending'
  | 'retries_exhausted';

/** Nobody has told yet what is in the cart: no run of a flow is opened for it. */
export type Untold = 'contents_unknown';

export type MessageReason = CheckCode | EpisodeEnd | SendFailure | Untold;

/** Why the platform has an order that we do not, or differ on. */
export const DISCREPANCY_REASONS = [
  'webhook_missing',
  'webhook_forged',
  'delivery_dead',
  'payment_page_no_return',
  'made_in_admin',
  'imported',
  'not_matched',
  'differs',
  'api_error',
] as const;
export type DiscrepancyReason = (typeof DISCREPANCY_REASONS)[number];
