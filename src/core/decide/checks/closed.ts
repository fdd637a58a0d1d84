import type { EpisodeEnd } from '../../words/reason-codes.ts';
import { passed, stop, type Check } from '../check.ts';
import type { Snapshot } from '../snapshot.ts';

export const closed: Check = {
  code: 'closed',
  ask: ({ snapshot, flow, now }) => {
    const reason = whyClosed(snapshot, now);
    if (reason === null || (reason === 'expired' && flow.kind !== 'abandoned_cart')) return passed();
    return stop(reason === 'expired' ? 'closed' : reason, { reason });
  },
};

const whyClosed = ({ cart, store, episode }: Snapshot, now: Date): EpisodeEnd | 'expired' | null => {
  if (episode.endedAt !== null) return episode.endReason ?? 'closed';
  if (cart.state === 'closed') return cart.closedReason ?? 'closed';
  if (cart.registers.contents?.value.lines.length === 0) return 'removed';
  const idleMs = now.getTime() - Math.max(cart.lastActivityAt.getTime(), cart.lapsedAt?.getTime() ?? 0);
  return idleMs >= store.settings.recoveryHorizonMs ? 'expired' : null;
};
