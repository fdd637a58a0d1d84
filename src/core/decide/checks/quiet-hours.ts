import { passed, waitUntil, type Check } from '../check.ts';
import { quietUntil } from '../quiet-hours.ts';

export const quietHours: Check = {
  code: 'quiet_hours',
  ask: ({ snapshot: { shopper, store }, flow, step, channel, now }) => {
    const rule = flow.quietHours;
    if (rule === null || !rule.channels.includes(channel)) return passed({ channel });
    const zone = (rule.zone === 'shopper' ? shopper.timeZone : null) ?? store.settings.timeZone;
    const until = quietUntil({ rule, zone, now, spreadBy: `${shopper.id}:${step.id}` });
    const facts = { channel, zone, from: rule.from, to: rule.to };
    return until === null ? passed(facts) : waitUntil(until, { ...facts, quietUntil: until.toISOString() });
  },
};
