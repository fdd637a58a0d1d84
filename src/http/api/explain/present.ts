import type { Explanation } from '../../../core/decide/explain.ts';
import { writeInstant, writeInstantOrNull } from '../write.ts';

export const presentOutlook = ({ decision, next, otherwise, checks }: Explanation) => ({
  decision: { action: decision.action, until: writeInstantOrNull(decision.until), reason: decision.reason },
  next: next === null ? null : { step: next.step, at: writeInstant(next.at) },
  otherwise,
  checks: checks.map(({ code, passed, text, facts }) => ({ code, passed, text, facts: { ...facts } })),
});
