import { passed, waitUntil, type Check } from '../check.ts';

/** The end of a pause is only when it is tried again, so a known one is not trusted: it is asked anew by then. */
export const channelDown: Check = {
  code: 'channel_down',
  ask: ({ snapshot: { channels }, channel, now }) => {
    const until = channels[channel]?.downUntil ?? null;
    if (until === null || until <= now) return passed({ channel });
    return waitUntil(null, { channel, downUntil: until.toISOString() });
  },
};
