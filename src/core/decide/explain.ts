import type { RunFlow } from '../flows/flow.ts';
import type { MessageId, StepId } from '../words/ids.ts';
import type { MessageReason } from '../words/reason-codes.ts';
import { decide, type Action, type CheckResult, type Decision } from './decide.ts';
import { nextStep } from './next-step.ts';
import type { Snapshot, StepDone } from './snapshot.ts';
import { writeCheck, writeOtherwise, type Reader } from './write-check.ts';

/** What happens next to a cart and why, with every check in words. */
export type Explanation = {
  readonly decision: {
    readonly action: Action['kind'] | 'none';
    readonly until: Date | null;
    readonly reason: MessageReason | null;
  };
  readonly next: { readonly step: StepId; readonly at: Date } | null;
  /** What would have changed it; null where nothing stands in the way. */
  readonly otherwise: string | null;
  readonly checks: readonly (CheckResult & { readonly text: string })[];
};

/** Asks what the sweep would ask, as of `now`, and writes it down for a reader. */
export const explain = ({
  snapshot,
  flow,
  now,
  reader,
}: {
  readonly snapshot: Snapshot;
  readonly flow: RunFlow;
  readonly now: Date;
  readonly reader: Reader;
}): Explanation => {
  const next = nextStep(snapshot, flow);
  if (next.kind === 'none') return explainEnd({ snapshot, flow, now, reader, reason: next.reason });
  const decision = decideThroughChannels(snapshot, flow, { stepId: next.step.id, now });
  return {
    decision: {
      action: decision.action.kind,
      until: untilOf(decision.action),
      reason: toldReason(decision),
    },
    otherwise: otherwiseOf(decision, reader),
    next:
      decision.action.kind === 'skip'
        ? stepAfter(next.step.id, snapshot, flow)
        : comesAt(decision.action, next.step.id, next.dueAt > now ? next.dueAt : now),
    checks: decision.checks.map((check) => ({ ...check, text: writeCheck(check, reader) })),
  };
};

const otherwiseOf = ({ reason, checks }: Decision, reader: Reader): string | null => {
  const facts = checks.find(({ code, passed }) => code === reason && !passed)?.facts;
  return reason === null ? null : writeOtherwise(reason, facts ?? {}, reader);
};

/** A step that is left out makes room for the one after it. */
const stepAfter = (stepId: StepId, snapshot: Snapshot, flow: RunFlow): Explanation['next'] => {
  const left: StepDone = { messageId: '' as MessageId, stepId, state: 'skipped', sentAt: null };
  const next = nextStep({ ...snapshot, steps: [...snapshot.steps, left] }, flow);
  return next.kind === 'none' ? null : { step: next.step.id, at: next.dueAt };
};

type End = Parameters<typeof explain>[0] & { readonly reason: MessageReason };

/** Nothing comes any more: why the run ended, and what the checks say to its last step. */
const explainEnd = ({ snapshot, flow, now, reader, reason }: End): Explanation => {
  const last = flow.steps.findLast(({ addedAt }) => addedAt <= snapshot.episode.openedAt);
  const decision =
    last === undefined ? ofLaterSteps({ snapshot, flow, now }) : decide(snapshot, flow, last.id, now);
  const stopped = decision?.action.kind === 'stop' ? decision.reason : null;
  // That the run is over is told by the check `closed` too; what ended it says more.
  const ended = stopped === null || stopped === 'closed' ? (snapshot.episode.endReason ?? reason) : stopped;
  return {
    decision: { action: RAN_OUT.has(ended) ? 'none' : 'stop', until: null, reason: ended },
    otherwise: decision === null ? null : otherwiseOf(decision, reader),
    next: null,
    checks: (decision?.checks ?? []).map((check) => ({ ...check, text: writeCheck(check, reader) })),
  };
};

/** Nothing stopped these runs. */
const RAN_OUT: ReadonlySet<MessageReason> = new Set(['no_step_left', 'idle_for_seven_days']);

/** All steps the run was opened with are gone from the flow: what the checks would say to one that is in it now. */
const ofLaterSteps = ({ snapshot, flow, now }: Pick<End, 'snapshot' | 'flow' | 'now'>): Decision | null => {
  const last = flow.steps.at(-1);
  if (last === undefined) return null;
  return decide(
    { ...snapshot, episode: { ...snapshot.episode, openedAt: last.addedAt } },
    flow,
    last.id,
    now,
  );
};

/** The decision after falling back from channel to channel, as a sender does. */
export const decideThroughChannels = (
  snapshot: Snapshot,
  flow: RunFlow,
  { stepId, now }: { readonly stepId: StepId; readonly now: Date },
): Decision => {
  const decision = decide(snapshot, flow, stepId, now);
  if (decision.action.kind !== 'next_channel') return decision;
  const { channel } = decision.action;
  return decideThroughChannels(onChannel(snapshot, stepId, channel), flow, { stepId, now });
};

/** The same situation with the step's message on that channel. */
export const onChannel = (
  snapshot: Snapshot,
  stepId: StepId,
  channel: NonNullable<Snapshot['message']>['channel'],
): Snapshot => ({
  ...snapshot,
  message: { ...(snapshot.message ?? { id: null, waits: 0, waitedFor: null }), stepId, channel },
});

/** That a cart is closed is known by why. */
const toldReason = ({ action, reason }: Decision): MessageReason | null =>
  action.kind === 'stop' && reason === 'closed' ? action.end : reason;

const untilOf = (action: Action): Date | null => (action.kind === 'wait' ? action.until : null);

/** Only what is sent, or waits, still comes. */
const comesAt = (action: Action, step: StepId, dueAt: Date): Explanation['next'] => {
  if (action.kind === 'wait') return { step, at: action.until };
  return action.kind === 'send' ? { step, at: dueAt } : null;
};
