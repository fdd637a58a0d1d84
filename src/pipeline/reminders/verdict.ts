import type { Decision } from '../../core/decide/decide.ts';
import type { StoredMessage } from '../../ports/store/messages.ts';
import type { Write } from '../../ports/store/write.ts';
import { told, type ReminderParts } from './parts.ts';

/** `action:reason`, by which two verdicts are the same. */
export const verdictOf = ({ action, reason }: Pick<Decision, 'action' | 'reason'>): string =>
  `${action.kind}:${reason ?? ''}`;

/** A decision is told once per change of verdict: action, deciding reason, facts, and the flow's revision. */
export const verdictTold = (
  parts: Pick<ReminderParts, 'store' | 'randomBytes'>,
  message: StoredMessage,
  { decision, now }: { readonly decision: Decision; readonly now: Date },
): readonly Write[] => {
  if (message.lastVerdict === verdictOf(decision)) return [];
  // Waiting for its own time is what every planned message does.
  if (decision.action.kind === 'wait' && decision.reason === null) return [];
  const { action, reason, channel, facts, flowRevision } = decision;
  return [
    told(parts, {
      storeId: message.storeId,
      cartId: message.cartId,
      at: now,
      kind: 'decision',
      reason,
      facts: {
        ...facts,
        action: action.kind,
        ...(action.kind === 'wait' ? { waitsUntil: action.until.toISOString() } : {}),
        step: message.stepId,
        channel,
        flowRevision,
      },
    }),
  ];
};
