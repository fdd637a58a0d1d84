import type { AdapterContext, Observed, Resolved, StoredDelivery } from '../../src/ports/adapter.ts';
import type { Ask } from './api.ts';

export const STORE_REDACTION = 'store/redact';

/**
 * `store/redact` carries no date and may come after the app was installed again. Soon after that it may mean the
 * installation before, whose end must not cost this one its data.
 */
const DOUBTFUL_MS = 7 * 24 * 3_600_000;

export const observeStoreRedaction = (delivery: StoredDelivery): Observed => {
  const { receivedAt, store } = delivery;
  const again = store.connectedAgainAt ?? null;
  const isDoubtful = again !== null && receivedAt.getTime() - again.getTime() < DOUBTFUL_MS;
  return isDoubtful ? { kind: 'fetch', of: STORE_REDACTION } : redactionOf(delivery);
};

/** The token tells: that of an installation that is over is dead. */
export const resolveStoreRedaction = async (
  delivery: StoredDelivery,
  ask: Ask,
  context: AdapterContext,
): Promise<Resolved> => {
  const answer = await ask('store', {}, context);
  switch (answer.kind) {
    case 'answered':
      return { kind: 'ignored', reason: 'said of a former installation: the token of this one works' };
    case 'unauthorized':
    case 'not_found':
      return redactionOf(delivery);
    case 'paused':
      return { kind: 'unavailable', reason: 'the store is paused at Nuvemshop (402): is the app installed?' };
    case 'rate_limited':
    case 'unavailable':
      return answer;
  }
};

/** It may come before the word that the app was taken off, and says as much: else what is erased would be read again. */
const redactionOf = ({ receivedAt }: StoredDelivery): Extract<Observed, { kind: 'observed' }> => ({
  kind: 'observed',
  observations: [
    { kind: 'redaction', scope: 'store', at: receivedAt },
    { kind: 'store', change: 'uninstalled', at: receivedAt },
  ],
});
