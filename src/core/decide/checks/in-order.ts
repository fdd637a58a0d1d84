import type { Check } from '../check.ts';
import { allOutOfStock } from './all-out-of-stock.ts';
import { beforeFlowStarted } from './before-flow-started.ts';
import { bought } from './bought.ts';
import { channelDown } from './channel-down.ts';
import { closed } from './closed.ts';
import { conditionsUnmet } from './conditions-unmet.ts';
import { consentMissing } from './consent-missing.ts';
import { couponMissing } from './coupon-missing.ts';
import { excluded } from './excluded.ts';
import { flowOff } from './flow-off.ts';
import { holdout } from './holdout.ts';
import { humanTookOver } from './human-took-over.ts';
import { noAddress } from './no-address.ts';
import { notReachable } from './not-reachable.ts';
import { optedOut } from './opted-out.ts';
import { otherFlowSpeaks } from './other-flow-speaks.ts';
import { ordersNotFresh } from './orders-not-fresh.ts';
import { overBudget } from './over-budget.ts';
import { paymentPending } from './payment-pending.ts';
import { platformAlreadySent } from './platform-already-sent.ts';
import { quietHours } from './quiet-hours.ts';
import { recentBuyer } from './recent-buyer.ts';
import { storeInactive } from './store-inactive.ts';
import { superseded } from './superseded.ts';
import { surfacedTooLate } from './surfaced-too-late.ts';
import { templateMissing } from './template-missing.ts';
import { tooLate } from './too-late.ts';

/** Why a message would never go, whatever time it is: asked even before it is due. */
export const STOPPING_CHECKS: readonly Check[] = [
  storeInactive,
  flowOff,
  beforeFlowStarted,
  surfacedTooLate,
  bought,
  paymentPending,
  otherFlowSpeaks,
  superseded,
  closed,
  excluded,
  tooLate,
];

/** Why it would not go now, asked once it is due. */
export const TIMELY_CHECKS: readonly Check[] = [
  ordersNotFresh,
  conditionsUnmet,
  recentBuyer,
  humanTookOver,
  platformAlreadySent,
  noAddress,
  optedOut,
  notReachable,
  consentMissing,
  templateMissing,
  allOutOfStock,
  overBudget,
  quietHours,
  channelDown,
  couponMissing,
];

/** Asked when all others passed, never else: its answer is fixed for good. */
export const LAST_CHECK: Check = holdout;
