import { passed, stop, type Check } from '../check.ts';

/** Neither imported history nor what happened while the flow was off or the store away is ever messaged. */
export const beforeFlowStarted: Check = {
  code: 'before_flow_started',
  ask: ({ snapshot: { store }, flow, plan: { anchorAt } }) => {
    const facts = {
      anchorAt: anchorAt.toISOString(),
      enabledAt: flow.enabledAt?.toISOString() ?? null,
      connectedAt: store.connectedAt.toISOString(),
    };
    const started = flow.enabledAt !== null && anchorAt > flow.enabledAt && anchorAt > store.connectedAt;
    return started ? passed(facts) : stop('before_flow_started', facts);
  },
};
