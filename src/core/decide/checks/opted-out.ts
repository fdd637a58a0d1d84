import { passed, useNextChannel, type Check } from '../check.ts';

/** Unsubscribed or suppressed. A refusal of marketing leaves messages about an order of theirs alone. */
export const optedOut: Check = {
  code: 'opted_out',
  ask: ({ snapshot: { channels }, channel, purpose }) => {
    const fact = channels[channel];
    const suppressed =
      fact?.suppressed === 'all' || (fact?.suppressed === 'marketing' && purpose === 'marketing');
    if (suppressed) return useNextChannel({ channel, by: 'suppression' });
    if (fact?.consent === 'out' && purpose === 'marketing') return useNextChannel({ channel, by: 'consent' });
    return passed({ channel });
  },
};
