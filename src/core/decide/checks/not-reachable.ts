import { passed, useNextChannel, type Check } from '../check.ts';

export const notReachable: Check = {
  code: 'not_reachable',
  ask: ({ snapshot: { channels }, channel, now }) => {
    const until = channels[channel]?.unreachableUntil ?? null;
    if (until === null || until <= now) return passed({ channel });
    return useNextChannel({ channel, unreachableUntil: until.toISOString() });
  },
};
