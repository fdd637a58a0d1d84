import type { EpisodeEnd } from '../../words/reason-codes.ts';
import { passed, stop, type Check } from '../check.ts';
import type { Snapshot } from '../snapshot.ts';

export const closed: Check = {
  code: 'closed',
  ask: ({ snapshot, flow, purpose, now }) => {
    const reason = purpose === 'transactional' ? whyOver(snapshot) : whyClosed(snapshot, now);
    if (reason === null || (reason === 'expired' && flow.kind !== 'abandoned_cart')) return passed();
    return stop(reason === 'expired' ? 'closed' : reason, { reason });
  },
};

/** Shops empty the cart when an order is placed: that is no end of the order. */
const whyOver = ({ cart, episode }: Pick<Snapshot, 'cart' | 'episode'>): EpisodeEnd | null => {
  if (episode.endedAt !== null) return episode.endReason ?? 'closed';
  return cart.state === 'closed' ? (cart.closedReason ?? 'closed') : null;
};

const whyClosed = (snapshot: Snapshot, now: Date): EpisodeEnd | 'expired' | null => {
  const { cart, store } = snapshot;
  const over = whyOver(snapshot);
  if (over !== null) return over;
  if (cart.registers.contents?.value.lines.length === 0) return 'removed';
  const idleMs = now.getTime() - Math.max(cart.lastActivityAt.getTime(), cart.lapsedAt?.getTime() ?? 0);
  return idleMs >= store.settings.recoveryHorizonMs ? 'expired' : null;
};
