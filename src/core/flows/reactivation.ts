import type { StepId } from '../words/ids.ts';
import type { Flow } from './flow.ts';
import { NO_FILTERS, preparedStep } from './prepared-step.ts';

/** The reactivation flow of a new store: one e-mail at the moment of qualifying. Prepared and off. */
export const reactivationFlow = (now: Date, newStepId: () => StepId): Flow => ({
  kind: 'reactivation',
  enabled: false,
  enabledAt: null,
  steps: [preparedStep({ id: newStepId(), timing: { kind: 'after', delayMs: 0 }, addedAt: now })],
  retiredStepIds: [],
  holdoutPercent: 0,
  quietHours: { channels: ['whatsapp'], from: '20:00', to: '08:00', zone: 'shopper' },
  filters: NO_FILTERS,
  revision: 1,
});
