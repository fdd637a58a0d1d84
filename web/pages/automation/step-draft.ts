import { parseDuration, writeDuration } from '../../../src/core/words/duration.ts';
import type { FlowKind } from '../../../src/core/words/vocabulary.ts';
import type { Step } from '../../api/flows.ts';

/** A step as it is edited: one that was just added has no id, the server gives it one. */
export type StepDraft = Partial<Step> & Pick<Step, 'channels'>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A new step a day after the last one; for a payment, an hour after. */
export const addStep = (steps: readonly StepDraft[], kind: FlowKind): readonly StepDraft[] => {
  const last = steps.at(-1);
  const lastMs = parseDuration(last?.delay ?? 'PT0S') ?? 0;
  const gapMs = kind === 'pending_payment' ? HOUR_MS : DAY_MS;
  return [...steps, { delay: writeDuration(lastMs + gapMs, 'hours'), channels: last?.channels ?? ['email'] }];
};

export const removeStep = (steps: readonly StepDraft[], place: number): readonly StepDraft[] =>
  steps.filter((_step, at) => at !== place);

export const withTiming = (
  steps: readonly StepDraft[],
  place: number,
  timing: Pick<StepDraft, 'delay' | 'before'>,
): readonly StepDraft[] => steps.map((step, at) => (at === place ? { ...step, ...timing } : step));

export const withPart = (
  steps: readonly StepDraft[],
  place: number,
  part: Partial<StepDraft>,
): readonly StepDraft[] => steps.map((step, at) => (at === place ? { ...step, ...part } : step));
