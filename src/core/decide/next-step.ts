import type { RunFlow, Step } from '../flows/flow.ts';
import { HALF_HOUR_MS, DAY_MS } from '../flows/prepared-step.ts';
import { plannedSteps, shelfLifeMs, smallestGapMs, type StepAnchor } from '../flows/step-timing.ts';
import type { StepId } from '../words/ids.ts';
import { anchorOf } from './anchor.ts';
import type { Snapshot } from './snapshot.ts';

/** One step of an episode with its time. */
export type StepPlan = {
  readonly step: Step;
  /** Place in the flow by time, 0 for the first. */
  readonly place: number;
  readonly anchorAt: Date;
  readonly lateMs: number;
  readonly dueAt: Date;
  /** From then on it is too late to send it. */
  readonly shelfEndsAt: Date;
};

export type NextStep =
  | ({ readonly kind: 'step' } & StepPlan)
  | { readonly kind: 'none'; readonly reason: 'no_step_left' | 'idle_for_seven_days' };

/**
 * The next step of the episode and when it is due, by the flow as it stands. A step whose shelf life is over by now
 * is still the next one: it expires by its own decision, and the step after it follows.
 */
export const nextStep = (snapshot: Snapshot, flow: RunFlow): NextStep => {
  const done = new Set(snapshot.steps.map((step) => step.stepId));
  const open = planEpisode(snapshot, flow).find(({ step }) => !done.has(step.id));
  if (open === undefined) return { kind: 'none', reason: 'no_step_left' };
  if (open.dueAt.getTime() > idleAfter(snapshot)) return { kind: 'none', reason: 'idle_for_seven_days' };
  return { kind: 'step', ...open };
};

/** The plan of one step; null when the episode has no such step. */
export const planStep = (snapshot: Snapshot, flow: RunFlow, stepId: StepId): StepPlan | null =>
  planEpisode(snapshot, flow).find(({ step }) => step.id === stepId) ?? null;

/** All steps of the episode, done ones too, in the order of their time. */
const planEpisode = (snapshot: Snapshot, flow: RunFlow): readonly StepPlan[] => {
  const anchor = anchorOf(snapshot, flow);
  const plans = plannedSteps(
    { ...flow, steps: flow.steps.filter((step) => step.addedAt <= snapshot.episode.openedAt) },
    anchor,
  );
  const earliest = earliestNext(snapshot, anchor, smallestGapMs(plans));
  return plans.map(({ step, planAt }, place) => {
    const dueAt = new Date(Math.max(planAt.getTime(), earliest));
    const shelfMs = shelfLifeMs(step, dueAt, plans[place + 1]?.planAt ?? null);
    const shelfEndsAt = new Date(Math.min(dueAt.getTime() + shelfMs, paymentEnd(anchor)));
    return { step, place, anchorAt: anchor.anchorAt, lateMs: anchor.lateMs, dueAt, shelfEndsAt };
  });
};

/** Once something was sent: the gap of the flow after it, and half an hour of peace after new activity; a lapse is none. */
const earliestNext = (snapshot: Snapshot, { anchorAt }: StepAnchor, gapMs: number): number => {
  const sent = snapshot.steps.flatMap(({ sentAt }) => (sentAt === null ? [] : [sentAt.getTime()]));
  if (sent.length === 0) return Number.NEGATIVE_INFINITY;
  const last = Math.max(...sent);
  const afterActivity =
    anchorAt.getTime() > last && snapshot.cart.lapsedAt === null
      ? anchorAt.getTime() + HALF_HOUR_MS
      : Number.NEGATIVE_INFINITY;
  return Math.max(last + gapMs, afterActivity);
};

const paymentEnd = ({ paymentEndsAt }: StepAnchor): number =>
  paymentEndsAt?.getTime() ?? Number.POSITIVE_INFINITY;

const IDLE_AFTER_MS = 7 * DAY_MS;

/** A cart's episode ends seven days after its last activity; other flows know no such end. */
const idleAfter = ({ cart, episode }: Snapshot): number => {
  if (episode.flow !== 'abandoned_cart') return Number.POSITIVE_INFINITY;
  return Math.max(cart.lastActivityAt.getTime(), cart.lapsedAt?.getTime() ?? 0) + IDLE_AFTER_MS;
};
