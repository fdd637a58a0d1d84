import { nextStep } from '../../core/decide/next-step.ts';
import type { Decision } from '../../core/decide/decide.ts';
import type { Snapshot } from '../../core/decide/snapshot.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Situation } from '../../ports/store/snapshots.ts';
import type { Write } from '../../ports/store/write.ts';
import type { ReminderParts } from './parts.ts';
import { endEpisode, planNext } from './plan-next.ts';
import { verdictOf, verdictTold } from './verdict.ts';

type Parts = Pick<ReminderParts, 'store' | 'randomBytes'>;

export type Verdict = {
  /** As it was claimed. */
  readonly message: StoredMessage;
  readonly situation: Situation;
  readonly decision: Decision;
  readonly now: Date;
};

/** What a decision against sending now changes; one unit. */
export const carryOut = (parts: Parts, verdict: Verdict): readonly Write[] => {
  const { message, decision, now, situation } = verdict;
  const { action } = decision;
  const story = verdictTold(parts, message, { decision, now });
  if (action.kind === 'wait') return [...story, ...putBack(parts, verdict, action.until)];
  const ended = parts.store.messages.changed(message, {
    state: action.kind === 'expire' ? 'expired' : 'skipped',
    reason: decision.reason,
    claimedUntil: null,
    settledAt: now,
    lastVerdict: verdictOf(decision),
  });
  if (action.kind !== 'stop') return [...story, ended, ...planAfter(parts, verdict, 'skipped')];
  return [...story, ended, ...stopEpisode(parts, situation, { decision, now })];
};

const putBack = (parts: Parts, { message, decision }: Verdict, until: Date): readonly Write[] => {
  const verdict = verdictOf(decision);
  const waits = decision.reason === null ? 0 : message.lastVerdict === verdict ? message.waits + 1 : 1;
  return [
    parts.store.messages.changed(message, {
      state: 'planned',
      claimedUntil: null,
      channel: decision.channel ?? message.channel,
      dueAt: until,
      waits,
      lastVerdict: verdict,
    }),
    parts.store.dueStores.broughtForward(message.storeId, until),
  ];
};

/** A control group is remembered before the run ends. */
const stopEpisode = (
  parts: Parts,
  { snapshot: { episode } }: Situation,
  { decision, now }: Pick<Verdict, 'decision' | 'now'>,
): readonly Write[] => {
  if (decision.action.kind !== 'stop' || episode.endedAt !== null) return [];
  const end = { at: now, reason: decision.action.end, facts: decision.facts };
  if (decision.reason !== 'holdout') return endEpisode(parts, episode, end);
  return [
    parts.store.episodes.changed(episode, { ...episode, holdout: true }),
    ...endEpisode(parts, { ...episode, revision: episode.revision + 1 }, end),
  ];
};

/** The step after this message, which counts as done in that state. */
export const planAfter = (
  parts: Parts,
  { message, situation, now }: Pick<Verdict, 'message' | 'situation' | 'now'>,
  state: StoredMessage['state'],
): readonly Write[] => {
  const { flow, snapshot } = situation;
  if (snapshot.episode.endedAt !== null) return [];
  const after = withDone(snapshot, { ...message, state });
  return planNext(parts, { snapshot: after, flow, now });
};

const withDone = (snapshot: Snapshot, { id, stepId, state, sentAt }: StoredMessage): Snapshot => ({
  ...snapshot,
  message: null,
  steps: stepId === null ? snapshot.steps : [...snapshot.steps, { messageId: id, stepId, state, sentAt }],
});

/** When the message's step is due by the flow and the anchor as they now stand; null when it is no longer the next. */
export const dueNow = (snapshot: Snapshot, situation: Pick<Situation, 'flow'>): Date | null => {
  const next = nextStep(snapshot, situation.flow);
  return next.kind === 'step' && next.step.id === snapshot.message?.stepId ? next.dueAt : null;
};
