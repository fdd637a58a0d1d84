import type { StepId } from '../words/ids.ts';
import type { Flow } from './flow.ts';
import { HOUR_MS, NO_FILTERS, preparedStep } from './prepared-step.ts';

/** A PIX code often lasts half an hour: a third of it is left then. */
const SOON_MS = 20 * 60_000;

/**
 * The pending-payment flow of a new store: soon after the order was placed, and two hours before its payment ends.
 * Prepared and off. Transactional: no holdout, no budget.
 */
export const pendingPaymentFlow = (now: Date, newStepId: () => StepId): Flow => ({
  kind: 'pending_payment',
  enabled: false,
  enabledAt: null,
  steps: [
    preparedStep({ id: newStepId(), timing: { kind: 'after', delayMs: SOON_MS }, addedAt: now }),
    preparedStep({ id: newStepId(), timing: { kind: 'before', leadMs: 2 * HOUR_MS }, addedAt: now }),
  ],
  retiredStepIds: [],
  holdoutPercent: 0,
  quietHours: { channels: ['whatsapp'], from: '20:00', to: '08:00', zone: 'shopper' },
  filters: NO_FILTERS,
  revision: 1,
});
