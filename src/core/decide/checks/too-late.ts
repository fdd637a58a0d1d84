import { passed, type Check } from '../check.ts';

export const tooLate: Check = {
  code: 'too_late',
  ask: ({ plan: { dueAt, shelfEndsAt }, now }) => {
    const facts = { dueAt: dueAt.toISOString(), shelfEndsAt: shelfEndsAt.toISOString() };
    return now < shelfEndsAt ? passed(facts) : { passed: false, facts, consequence: { kind: 'expire' } };
  },
};
