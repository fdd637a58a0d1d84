import { passed, stop, waitUntil, type Check } from '../check.ts';

/** While a person of the store talks to the shopper the machine is silent; a clear no ends it. */
export const humanTookOver: Check = {
  code: 'human_took_over',
  ask: ({ snapshot: { human }, now }) => {
    if (human === null) return passed();
    const facts = {
      kind: human.kind,
      contactedAt: human.at.toISOString(),
      restUntil: human.restUntil.toISOString(),
      answer: human.answer,
    };
    if (human.answer === 'negative') return stop('declined', facts);
    return now < human.restUntil ? waitUntil(human.restUntil, facts) : passed(facts);
  },
};
