import { passed, useNextChannel, waitUntil, type Check } from '../check.ts';
import { consentRule } from '../consent.ts';

/** A checkout's marketing box often arrives minutes after its e-mail. */
const PATIENCE_MS = 10 * 60_000;

export const consentMissing: Check = {
  code: 'consent_missing',
  ask: ({ snapshot: { channels, shopper, store }, channel, purpose, plan, now }) => {
    if (purpose === 'transactional') return passed({ channel });
    const consent = channels[channel]?.consent ?? 'unknown';
    const { policy, country, rule } = consentRule({
      policy: store.settings.consentPolicy,
      channel,
      country: shopper.country ?? store.settings.country,
    });
    const facts = { channel, consent, rule, policy, country };
    if (consent === 'in' || (consent === 'unknown' && rule === 'soft')) return passed(facts);
    const until = new Date(plan.dueAt.getTime() + PATIENCE_MS);
    return now < until ? waitUntil(until, facts) : useNextChannel(facts);
  },
};
