import type { RunFlow } from '../flows/flow.ts';
import type { StepId } from '../words/ids.ts';
import type { CheckCode, EpisodeEnd, MessageReason } from '../words/reason-codes.ts';
import { purposeOf, type Channel } from '../words/vocabulary.ts';
import type { Check, CheckContext, Consequence, Facts } from './check.ts';
import { LAST_CHECK, STOPPING_CHECKS, TIMELY_CHECKS } from './checks/in-order.ts';
import { planStep } from './next-step.ts';
import type { Snapshot } from './snapshot.ts';
import { waitEnd } from './wait.ts';

export type Action =
  | { readonly kind: 'send' }
  /** For what `reason` names; without a reason only for its own time. */
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'next_channel'; readonly channel: Channel }
  | { readonly kind: 'skip' }
  /** Ends the whole episode with `end`. */
  | { readonly kind: 'stop'; readonly end: EpisodeEnd }
  | { readonly kind: 'expire' };

export type CheckResult = { readonly code: CheckCode; readonly passed: boolean; readonly facts: Facts };

export type Decision = {
  readonly action: Action;
  /** The check that decided, or what an expired message waited for; null when nothing stood in the way. */
  readonly reason: MessageReason | null;
  readonly channel: Channel | null;
  /** What the deciding check saw. */
  readonly facts: Facts;
  /** Every check in its order; `holdout` only when all others passed. */
  readonly checks: readonly CheckResult[];
  readonly flowRevision: number;
};

/**
 * Whether this step of the episode goes now, and why or why not. Reads no clock, no database and no network: the
 * sweep, the explain view and the replay of past carts all ask this function.
 */
// oxlint-disable-next-line max-params -- the domain names these four, and nothing else may be read
export const decide = (snapshot: Snapshot, flow: RunFlow, stepId: StepId, now: Date): Decision => {
  const plan = planStep(snapshot, flow, stepId);
  const channel = plan === null ? null : channelOf(snapshot, plan.step.channels);
  if (plan === null || channel === null)
    return {
      action: { kind: 'skip' },
      reason: 'no_step_left',
      channel: null,
      facts: {},
      checks: [],
      flowRevision: flow.revision,
    };
  const context = { snapshot, flow, step: plan.step, plan, purpose: purposeOf(flow.kind), channel, now };
  const verdict = judge(context);
  return { ...verdict, channel, flowRevision: flow.revision };
};

/** The message's own channel while the step still has it, else the step's first. */
const channelOf = ({ message }: Snapshot, channels: readonly Channel[]): Channel | null =>
  (message !== null && channels.includes(message.channel) ? message.channel : channels[0]) ?? null;

type Verdict = Pick<Decision, 'action' | 'reason' | 'facts' | 'checks'>;

const judge = (context: CheckContext): Verdict => {
  const stopping = STOPPING_CHECKS.map((check) => answer(check, context));
  const timely = TIMELY_CHECKS.map((check) => answer(check, context));
  const checks = [...stopping, ...timely];
  const stopped = stopping.find((result) => result.consequence !== null);
  if (stopped) return follow(stopped, checks, context);
  if (context.now < context.plan.dueAt) return notYetDue(context, checks);
  const held = timely.find((result) => result.consequence !== null);
  if (held) return follow(held, checks, context);
  const last = answer(LAST_CHECK, context);
  if (last.consequence !== null) return follow(last, [...checks, last], context);
  return { action: { kind: 'send' }, reason: null, facts: {}, checks: [...checks, last].map(written) };
};

type Answer = CheckResult & { readonly consequence: Consequence | null };

const answer = (check: Check, context: CheckContext): Answer => {
  const finding = check.ask(context);
  return {
    code: check.code,
    passed: finding.passed,
    facts: finding.facts,
    consequence: finding.passed ? null : finding.consequence,
  };
};

const written = ({ code, passed, facts }: Answer): CheckResult => ({ code, passed, facts });

const notYetDue = ({ plan }: CheckContext, checks: readonly Answer[]): Verdict => ({
  action: { kind: 'wait', until: plan.dueAt },
  reason: null,
  facts: { dueAt: plan.dueAt.toISOString() },
  checks: checks.map(written),
});

const follow = (deciding: Answer, checks: readonly Answer[], context: CheckContext): Verdict => {
  const action = actionOf(deciding, context);
  const waitedFor = action.kind === 'expire' ? (context.snapshot.message?.waitedFor ?? null) : null;
  return { action, reason: waitedFor ?? deciding.code, facts: deciding.facts, checks: checks.map(written) };
};

const actionOf = ({ code, consequence }: Answer, context: CheckContext): Action => {
  if (consequence?.kind === 'stop') return { kind: 'stop', end: consequence.end };
  if (consequence?.kind === 'wait') return { kind: 'wait', until: waitEnd(code, consequence.until, context) };
  if (consequence?.kind === 'skip') return { kind: 'skip' };
  return consequence?.kind === 'next_channel' ? nextChannel(context) : { kind: 'expire' };
};

const nextChannel = ({ step, channel }: CheckContext): Action => {
  const next = step.channels[step.channels.indexOf(channel) + 1];
  return next === undefined ? { kind: 'skip' } : { kind: 'next_channel', channel: next };
};
