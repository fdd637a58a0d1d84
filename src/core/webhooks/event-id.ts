import type { CartId, EpisodeId, OrderId } from '../words/ids.ts';
import { fingerprint } from './signature.ts';

/** Equal for the same event, whoever tells it and however often; it tells nothing of what it was made from. */
export const abandonedEventId = (episodeId: EpisodeId, cartId: CartId): string =>
  `evt_${fingerprint('cart.abandoned', episodeId, cartId)}`;

export const recoveredEventId = (cartId: CartId, orderId: OrderId): string =>
  `evt_${fingerprint('cart.recovered', cartId, orderId)}`;
