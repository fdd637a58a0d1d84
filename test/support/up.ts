import type { KnownChannels } from '../../src/pipeline/reminders/channel-health.ts';

/** Every channel works. */
export const UP: KnownChannels['channels'] = { email: { health: () => ({ kind: 'up' }) } };
