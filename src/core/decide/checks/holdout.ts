import { passed, stop, type Check } from '../check.ts';
import { isHeldOut } from '../holdout.ts';

/** Asked last of all, so that those who are messaged and those who are not are alike in everything else. */
export const holdout: Check = {
  code: 'holdout',
  ask: ({ snapshot, flow, purpose }) => {
    const held = purpose === 'marketing' && isHeldOut(snapshot, flow);
    const facts = { percent: flow.holdoutPercent };
    return held ? stop('holdout', facts) : passed(facts);
  },
};
