import { passed, stop, type Check } from '../check.ts';

export const flowOff: Check = {
  code: 'flow_off',
  ask: ({ flow }) =>
    flow.enabled && flow.enabledAt !== null
      ? passed({ flow: flow.kind })
      : stop('flow_off', { flow: flow.kind }),
};
