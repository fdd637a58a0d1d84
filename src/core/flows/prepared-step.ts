import type { StepId } from '../words/ids.ts';
import type { FlowFilters, Step } from './flow.ts';

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const HALF_HOUR_MS = 30 * MINUTE_MS;

/** An e-mail step with the built-in texts and no offer. */
export const preparedStep = (step: {
  readonly id: StepId;
  readonly timing: Step['timing'];
  readonly addedAt: Date;
}): Step => ({
  ...step,
  channels: ['email'],
  shelfLifeMs: null,
  templates: {},
  whatsappTemplate: null,
  offer: null,
  conditions: null,
});

/** Filters that let everybody through. */
export const NO_FILTERS: FlowFilters = {
  minimumTotal: null,
  countries: null,
  languages: null,
  products: null,
  withoutProducts: null,
  withoutDomains: null,
  registered: null,
};
