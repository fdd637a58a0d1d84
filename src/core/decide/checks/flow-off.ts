import { passed, stop, waitUntil, type Check } from '../check.ts';

export const flowOff: Check = {
  code: 'flow_off',
  ask: ({ flow }) => {
    const facts = { flow: flow.kind };
    if (flow.isPaused === true) return waitUntil(null, facts);
    return flow.enabled && flow.enabledAt !== null ? passed(facts) : stop('flow_off', facts);
  },
};
