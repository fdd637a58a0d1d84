import type { RunFlow, Step } from './flow.ts';
import { DAY_MS, HOUR_MS } from './prepared-step.ts';

/** What the steps of an episode count from. */
export type StepAnchor = {
  readonly anchorAt: Date;
  readonly lateMs: number;
  /** When the order's payment ends; null where there is no order or no known end. */
  readonly paymentEndsAt: Date | null;
};

/**
 * When the step is due by plan; null for one that has no time: counted from an end that is not known, so long before it
 * that there was no order yet, or not before it at all.
 */
export const plannedAt = (step: Step, { anchorAt, lateMs, paymentEndsAt }: StepAnchor): Date | null => {
  if (step.timing.kind === 'after') {
    const at = new Date(anchorAt.getTime() + step.timing.delayMs + lateMs);
    return paymentEndsAt === null || at < paymentEndsAt ? at : null;
  }
  const at = paymentEndsAt === null ? null : new Date(paymentEndsAt.getTime() - step.timing.leadMs);
  return at !== null && at > anchorAt ? at : null;
};

/** The flow's steps with their plans, earliest first; steps without a plan are left out. */
export const plannedSteps = (
  flow: RunFlow,
  anchor: StepAnchor,
): readonly { readonly step: Step; readonly planAt: Date }[] =>
  flow.steps
    .flatMap((step) => {
      const planAt = plannedAt(step, anchor);
      return planAt === null ? [] : [{ step, planAt }];
    })
    .toSorted((one, other) => one.planAt.getTime() - other.planAt.getTime());

/** How long after `abandonedAt` the first reminder goes, in milliseconds; 0 for a flow without such a step. */
export const firstDelayMs = (flow: RunFlow): number => {
  const delays = flow.steps.flatMap((step) => (step.timing.kind === 'after' ? [step.timing.delayMs] : []));
  return delays.length === 0 ? 0 : Math.min(...delays);
};

/** The smallest time between two neighbouring steps by plan: no two messages of an episode are closer than this. */
export const smallestGapMs = (plans: readonly { readonly planAt: Date }[]): number => {
  const gaps = plans
    .slice(1)
    .map(({ planAt }, place) => planAt.getTime() - (plans[place]?.planAt.getTime() ?? 0));
  return gaps.length === 0 ? 0 : Math.min(...gaps);
};

export const LEAST_SHELF_LIFE_MS = 12 * HOUR_MS;
export const LAST_SHELF_LIFE_MS = 3 * DAY_MS;

/** How long the step may still go after it was due: its own setting, else until the next one, the last one 3 days. */
export const shelfLifeMs = (step: Step, dueAt: Date, nextPlanAt: Date | null): number => {
  if (step.shelfLifeMs !== null) return step.shelfLifeMs;
  if (nextPlanAt === null) return LAST_SHELF_LIFE_MS;
  return Math.max(LEAST_SHELF_LIFE_MS, nextPlanAt.getTime() - dueAt.getTime());
};
