import { passed, useNextChannel, type Check } from '../check.ts';

export const noAddress: Check = {
  code: 'no_address',
  ask: ({ snapshot: { channels }, channel }) =>
    (channels[channel]?.address ?? null) === null ? useNextChannel({ channel }) : passed({ channel }),
};
