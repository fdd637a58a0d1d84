import type { StepId } from '../words/ids.ts';
import type { FlowKind } from '../words/vocabulary.ts';
import { abandonedCartFlow } from './abandoned-cart.ts';
import type { Flow } from './flow.ts';
import { pendingPaymentFlow } from './pending-payment.ts';
import { reactivationFlow } from './reactivation.ts';

/** A new store's flow of that kind: prepared, and off. */
export const preparedFlow = (kind: FlowKind, now: Date, newStepId: () => StepId): Flow =>
  MAKERS[kind](now, newStepId);

const MAKERS: Readonly<Record<FlowKind, (now: Date, newStepId: () => StepId) => Flow>> = {
  abandoned_cart: abandonedCartFlow,
  pending_payment: pendingPaymentFlow,
  reactivation: reactivationFlow,
};
