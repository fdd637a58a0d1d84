import type { StepId } from '../words/ids.ts';
import type { Flow } from './flow.ts';
import { DAY_MS, HALF_HOUR_MS, NO_FILTERS, preparedStep } from './prepared-step.ts';

/**
 * The abandoned-cart flow of a new store: three e-mails, half an hour, one and three days after `abandonedAt`.
 * Prepared and off. WhatsApp rests at night as soon as a step uses it; e-mail does not wake anybody.
 */
export const abandonedCartFlow = (now: Date, newStepId: () => StepId): Flow => ({
  kind: 'abandoned_cart',
  enabled: false,
  enabledAt: null,
  steps: [HALF_HOUR_MS, DAY_MS, 3 * DAY_MS].map((delayMs) =>
    preparedStep({ id: newStepId(), timing: { kind: 'after', delayMs }, addedAt: now }),
  ),
  retiredStepIds: [],
  holdoutPercent: 0,
  quietHours: { channels: ['whatsapp'], from: '20:00', to: '08:00', zone: 'shopper' },
  filters: NO_FILTERS,
  revision: 1,
});
