import { passed, waitUntil, type Check } from '../check.ts';

/** Pending payment comes before the cart, the cart before reactivation, reactivation before a campaign. */
export const otherFlowSpeaks: Check = {
  code: 'other_flow_speaks',
  ask: ({ snapshot: { higherFlow = null } }) =>
    higherFlow === null ? passed() : waitUntil(null, { otherFlow: higherFlow }),
};
